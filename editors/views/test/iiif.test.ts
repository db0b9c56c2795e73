// Manifests as libraries write them, and what else may lie at their address.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { imagesOf, isHttps, pictureAddress } from '../iiif.ts';

test('a manifest of version 3 gives an image for each canvas, through its image service', () => {
  const canvas = (label: string, service?: object) => ({
    type: 'Canvas',
    label: { none: [label] },
    items: [{ type: 'AnnotationPage', items: [{ type: 'Annotation', body: { id: `https://a.org/${label}.jpg`, type: 'Image', ...(service ? { service: [service] } : {}) } }] }],
  });
  const level2 = { id: 'https://a.org/iiif/334', type: 'ImageService3', profile: 'level2' };
  const level0 = { id: 'https://a.org/iiif/335', type: 'ImageService3', profile: 'level0' };
  assert.deepEqual(imagesOf({ type: 'Manifest', items: [canvas('334', level2), canvas('335', level0), canvas('336')] }), [
    { label: '334', address: 'https://a.org/iiif/334/full/!3000,3000/0/default.jpg' },
    { label: '335', address: 'https://a.org/335.jpg' },
    { label: '336', address: 'https://a.org/336.jpg' },
  ]);
});

test('a manifest of version 2 does so too', () => {
  const manifest = {
    '@type': 'sc:Manifest',
    sequences: [{ canvases: [{ label: 'l. 334', images: [{ resource: { '@id': 'https://a.org/x.jpg', service: { '@id': 'https://a.org/iiif/x/', profile: 'http://iiif.io/api/image/2/level1.json' } } }] }] }],
  };
  assert.deepEqual(imagesOf(manifest), [{ label: 'l. 334', address: 'https://a.org/iiif/x/full/!3000,3000/0/default.jpg' }]);
});

test('anything else gives none', () => {
  for (const other of [null, 7, 'text', [], {}, { items: 'x' }, { items: [{}] }, { sequences: [] }, { items: [{ items: [{ items: [{ body: { id: 'javascript:alert(1)' } }] }] }] }])
    assert.deepEqual(imagesOf(other), []);
});

test('an image is loaded by https alone', () => {
  assert.equal(isHttps('https://a.org/x'), true);
  for (const address of ['http://a.org', 'file:///etc/passwd', 'javascript:alert(1)', 'data:image/png,x', 'x', '']) assert.equal(isHttps(address), false, address);
});

test('the address of an image service leads to its picture', () => {
  assert.equal(pictureAddress('https://a.org/iiif/x/info.json'), 'https://a.org/iiif/x/full/!3000,3000/0/default.jpg');
  assert.equal(pictureAddress('https://a.org/iiif/x/full/max/0/default.jpg'), 'https://a.org/iiif/x/full/max/0/default.jpg');
});
