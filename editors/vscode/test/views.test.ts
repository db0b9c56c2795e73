// What views are allowed to load, and how a program is started again: the parts that need no editor.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Crashes, MOST, WITHIN } from '../src/crashes.ts';
import { Hosts, isHost } from '../src/views/hosts.ts';
import { html } from '../src/views/html.ts';
import { fetchManifest } from '../src/views/manifests.ts';

const page = { title: 'Preview', language: 'en', script: 'https://files/x.js', style: 'https://files/x.css', source: 'https://files', images: [] as string[], words: { a: '"><script>alert(1)</script>' } };

test('the policy of a page allows its own files and nothing else', () => {
  const policy = /Content-Security-Policy" content="([^"]+)"/.exec(html(page))?.[1] ?? '';
  assert.match(policy, /^default-src 'none'; script-src 'nonce-[0-9a-f]{32}'; style-src https:\/\/files; font-src https:\/\/files; base-uri 'none'; form-action 'none'$/);
  assert.doesNotMatch(policy, /unsafe|\*|connect-src|img-src/);
});

test('each page has a nonce of its own', () => {
  const nonce = (): string | undefined => /nonce="([^"]+)"/.exec(html(page))?.[1];
  assert.notEqual(nonce(), nonce());
});

test('words in a page stay words', () => {
  assert.equal(html(page).match(/<script/g)?.length, 1);
});

test('a host is a host, and never a piece of a policy', () => {
  for (const host of ['iiif.example.org', 'localhost:8080', 'a.b-c.de']) assert.equal(isHost(host), true, host);
  for (const host of ['', '*', '*.org', "a 'unsafe-inline'", 'a;b', 'https://a', 'a/b', '-a', 'a b', 'a\nb']) assert.equal(isHost(host), false, host);
});

test('hosts are remembered, once each, and forgotten', async () => {
  const memory = new Map<string, unknown>();
  const hosts = new Hosts({ get: (key: string, otherwise: unknown) => memory.get(key) ?? otherwise, update: async (key: string, value: unknown) => void memory.set(key, value), keys: () => [] } as never);
  await hosts.allow('b.org');
  await hosts.allow('a.org');
  await hosts.allow('b.org');
  await hosts.allow("x 'unsafe-inline'");
  assert.deepEqual(hosts.all, ['a.org', 'b.org']);
  assert.equal(hosts.allows('a.org'), true);
  await hosts.forget();
  assert.equal(hosts.allows('a.org'), false);
});

const answer = (status: number, body: string, location?: string): Response => new Response(status === 204 ? null : body, { status, headers: location ? { location } : {} });

test('a manifest is fetched only from hosts that are allowed, also where one leads to another', async () => {
  const asked: string[] = [];
  const get = async (address: string): Promise<Response> => {
    asked.push(address);
    return address.includes('//a.org') ? answer(302, '', 'https://b.org/m.json') : answer(200, '{"items":[]}');
  };
  assert.deepEqual(await fetchManifest('https://a.org/m', () => false, get), { is: 'elsewhere', host: 'a.org' });
  assert.deepEqual(asked, []);
  assert.deepEqual(await fetchManifest('https://a.org/m', (host) => host === 'a.org', get), { is: 'elsewhere', host: 'b.org' });
  assert.deepEqual(asked, ['https://a.org/m']);
  assert.deepEqual(await fetchManifest('https://a.org/m', () => true, get), { is: 'manifest', manifest: { items: [] } });
});

test('what is no manifest, not there, endless or offline is told apart, and nothing but https is asked', async () => {
  const all = (): boolean => true;
  const offline = async (): Promise<Response> => Promise.reject(new TypeError('fetch failed'));
  assert.deepEqual(await fetchManifest('https://a.org/m', all, offline), { is: 'failed', why: 'offline' });
  assert.deepEqual(await fetchManifest('https://a.org/m', all, async () => answer(404, '')), { is: 'failed', why: 'not-there' });
  assert.deepEqual(await fetchManifest('https://a.org/m', all, async () => answer(200, '<html>')), { is: 'failed', why: 'no-manifest' });
  assert.deepEqual(await fetchManifest('https://a.org/m', all, async () => answer(302, '', 'https://a.org/m')), { is: 'failed', why: 'not-there' });
  assert.deepEqual(await fetchManifest('https://a.org/m', all, async () => answer(302, '', 'file:///etc/passwd')), { is: 'failed', why: 'not-there' });
  for (const address of ['http://a.org/m', 'file:///m', 'x']) assert.deepEqual(await fetchManifest(address, all, offline), { is: 'failed', why: 'not-there' });
  const long = new Response(new ReadableStream({ pull: (to) => to.enqueue(new Uint8Array(1_000_000)) }), { status: 200 });
  assert.deepEqual(await fetchManifest('https://a.org/m', all, async () => long), { is: 'failed', why: 'no-manifest' });
});

test('a program that ends again and again is not started for ever', () => {
  const crashes = new Crashes();
  const restarts = Array.from({ length: MOST }, (_, minute) => crashes.restartAfter(minute * 1000));
  assert.deepEqual(restarts, [...Array<boolean>(MOST - 1).fill(true), false]);
  assert.equal(new Crashes().restartAfter(0), true);
  const rare = new Crashes();
  for (let end = 0; end < 20; end += 1) assert.equal(rare.restartAfter(end * WITHIN), true);
});
