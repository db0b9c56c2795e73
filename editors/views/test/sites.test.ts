// Names of one spot.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Place } from '../contract.ts';
import { sitesOf } from '../sites.ts';

const place = (name: string, lat: number, lines: number[], certain = false): Place => ({
  name,
  id: null,
  modern: 'Ghulja',
  country: 'China',
  lat,
  lon: 81.3215,
  origin: 'gazetteer',
  certain,
  mentions: lines.map((line) => ({ uri: 'file:///a.sigla', range: { start: { line, character: 0 }, end: { line, character: 5 } }, text: name })),
});

test('names of one spot are one site, called by the most mentioned, and no mention is lost', () => {
  const sites = sitesOf([place('Yili', 43.9151, [9]), place('Ghulja', 43.9151, [3, 7]), place('Aksu', 41.18, [1]), place('Yining', 43.9151, [4], true)]);
  assert.deepEqual(
    sites.map(({ name, others, certain, mentions }) => [name, others, certain, mentions.map(({ range }) => range.start.line)]),
    [
      ['Ghulja', ['Yining', 'Yili'], true, [3, 4, 7, 9]],
      ['Aksu', [], false, [1]],
    ],
  );
});
