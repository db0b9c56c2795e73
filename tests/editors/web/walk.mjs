// The page as a person uses it, in headless Chromium, with the network off once it is there.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { hostile } from './hostile.mjs';

const { SIGLA_PAGE: pageFolder, SIGLA_ROOT: root, SIGLA_SHOTS: shots } = process.env;
const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
const server = createServer((request, response) => {
  const name = request.url === '/' ? 'index.html' : request.url.slice(1).split('?')[0];
  if (!readdirSync(pageFolder).includes(name)) return response.writeHead(404).end();
  response.writeHead(200, { 'Content-Type': types[extname(name)] ?? 'application/octet-stream' });
  return response.end(readFileSync(join(pageFolder, name)));
});
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const address = `http://127.0.0.1:${server.address().port}/`;

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

let passed = 0;
let failed = 0;
async function test(name, body) {
  try {
    const said = await body();
    passed += 1;
    console.log(`ok   ${name}${said ? `: ${said}` : ''}`);
  } catch (error) {
    failed += 1;
    console.log(`FAIL ${name}: ${error.stack}`);
    await page.screenshot({ path: join(shots, 'failed.png') }).catch(() => {});
  }
}

const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, acceptDownloads: true });
const page = await context.newPage();
page.setDefaultTimeout(30_000);
const asked = [];
const problems = [];
await context.route('**/*', (route) => {
  const url = route.request().url();
  asked.push(url);
  return url.startsWith(address) || url.startsWith('blob:') || url.startsWith('data:') ? route.continue() : route.abort();
});
page.on('pageerror', (error) => problems.push(error.message));
page.on('dialog', (dialog) => dialog.accept());

const text = () => page.evaluate(() => document.querySelector('.cm-content').cmView?.view?.state.doc.toString() ?? document.querySelector('.cm-content').cmTile?.view?.state.doc.toString());
const findings = () => page.$$eval('#findings .finding', (rows) => rows.map((row) => row.textContent));
const settled = async (change) => {
  await page.evaluate(() => delete document.body.dataset.findings);
  await change();
  await page.waitForSelector('body[data-findings]');
};
const openText = (name, buffer) => settled(() => page.setInputFiles('#file', { name, mimeType: 'text/plain', buffer: Buffer.from(buffer) }));

await test('what is loaded is under 6 MB, packed', () => {
  const sizes = readdirSync(pageFolder).map((name) => {
    const path = join(pageFolder, name);
    return name.endsWith('.gz') ? statSync(path).size : gzipSync(readFileSync(path)).length;
  });
  const all = sizes.reduce((sum, size) => sum + size, 0);
  assert(all < 6_000_000, `${all} bytes`);
  return `${(all / 1e6).toFixed(2)} MB`;
});

const start = Date.now();
await page.goto(address);
await page.waitForSelector('body[data-ready][data-findings]');
console.log(`the page is ready after ${Date.now() - start} ms`);
await context.setOffline(true);
const loaded = asked.length;

await test('the example shows its findings at once', async () => {
  const times = [];
  // The second is for a machine that is busy with something else at the first.
  for (let time = 0; time < 2 && !(times[0] < 1_000); time += 1) {
    const clicked = Date.now();
    await settled(() => page.click('#example'));
    times.push(Date.now() - clicked);
  }
  const took = Math.min(...times);
  const list = await findings();
  assert(list.some((it) => it.includes(']')), list.join('\n'));
  await page.waitForSelector('.cm-lintRange');
  assert(took < 1_000, `${took} ms`);
  return `${list.length} findings after ${took} ms`;
});
await page.screenshot({ path: join(shots, 'web-findings.png') });

await test('a fix is applied by mouse and its finding goes', async () => {
  const row = page.locator('#findings .finding', { hasText: 'closes no bracket' }).first();
  const before = await row.textContent();
  await settled(() => row.locator('.fix').click());
  assert(!(await findings()).includes(before), before);
});

await test('Ghulja is explained where the mouse rests on it', async () => {
  const at = await page.evaluate(() => {
    const walker = document.createTreeWalker(document.querySelector('.cm-content'), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const found = node.data.indexOf('Ghulja');
      if (found < 0) continue;
      const range = document.createRange();
      range.setStart(node, found + 1);
      range.setEnd(node, found + 3);
      const { x, y, width, height } = range.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    }
    return null;
  });
  await page.mouse.move(at.x - 60, at.y + 60);
  await page.mouse.move(at.x, at.y, { steps: 5 });
  const hover = page.locator('.hover');
  await hover.waitFor();
  const said = await hover.textContent();
  assert(said.includes('Yining') && said.includes('China'), said);
  await page.screenshot({ path: join(shots, 'web-hover.png') });
  await page.mouse.move(5, 5);
});

await test('the outline leads to measure 3 b)', async () => {
  await page.click('[data-shows=outline]');
  const entry = page.locator('#outline .entry', { hasText: /^3\./ }).locator('button', { hasText: /^b\)/ }).first();
  await entry.click();
  const chosen = await page.evaluate(() => getSelection().toString());
  assert(chosen.startsWith('b)'), chosen);
  await page.screenshot({ path: join(shots, 'web-outline.png') });
});

await test('a label is completed', async () => {
  await page.keyboard.press('Control+End');
  await page.keyboard.type('\n\n[sta');
  await page.locator('.cm-tooltip-autocomplete li', { hasText: 'stamp' }).first().click();
  await page.waitForFunction(() => document.querySelector('.cm-content').textContent.includes('[stamp:'));
});

await test('the preview tells voices apart, and shows the source alone', async () => {
  await page.click('[data-shows=preview]');
  await page.waitForSelector('#preview .c-other-name');
  await page.screenshot({ path: join(shots, 'web-preview.png') });
  await page.click('#preview .bar > .toggle');
  await page.waitForFunction(() => ![...document.querySelectorAll('#preview .blocks .voice-editor')].some((it) => it.checkVisibility()));
  await page.screenshot({ path: join(shots, 'web-source-alone.png') });
  await page.click('#preview .bar > .toggle');
});

await test('the map leads from a dot to the text', async () => {
  await page.click('[data-shows=map]');
  const dot = page.locator('#map .dot[aria-label="Ghulja"]').first();
  await dot.waitFor();
  await page.screenshot({ path: join(shots, 'web-map.png') });
  await dot.click();
  await page.waitForFunction(() => ['Ghulja', 'Yining', 'Kuldja'].includes(getSelection().toString()));
});

await test('the bare typescript becomes a document', async () => {
  await page.click('[data-shows=findings]');
  await settled(() => page.click('#example'));
  const before = (await findings()).length;
  await settled(() => page.click('#make'));
  const shown = await page.textContent('.cm-content');
  assert(shown.startsWith('---'), shown.slice(0, 80));
  const after = (await findings()).length;
  assert(after < before, `${before} then ${after}`);
  await settled(() => page.click('#fix').catch(() => {}));
  return `${before} findings, then ${after}`;
});

await test('what is saved is what was opened, letter by letter', async () => {
  for (const [name, bytes, encoding] of [
    ['crlf.txt', Buffer.from('\uFEFFOne\r\n\r\nTwo 𝔸 伊宁\r\n', 'utf8')],
    ['cyrillic.txt', Buffer.from([0xcd, 0xee, 0xf2, 0xe0, 0x0a]), 'windows-1251'],
  ]) {
    await page.evaluate(() => delete document.body.dataset.findings);
    await page.setInputFiles('#file', { name, mimeType: 'text/plain', buffer: bytes });
    if (encoding) {
      await page.selectOption('#encodings', encoding);
      await page.click('#encoding button[value=read]');
    }
    await page.waitForSelector('body[data-findings]');
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('#save')]);
    const saved = readFileSync(await download.path());
    const wanted = encoding ? Buffer.from(new TextDecoder(encoding).decode(bytes), 'utf8') : bytes;
    assert(saved.equals(wanted), `${name}: ${saved.toString('hex')}`);
  }
});

await test('two hundred hostile documents run nothing and ask for nothing', async () => {
  assert.equal(hostile.length, 200);
  await page.click('[data-shows=preview]');
  for (const [index, document] of hostile.entries()) {
    await openText(`hostile-${index}.sigla`, document);
    await page.waitForFunction(() => document.querySelector('#preview .blocks'));
  }
  for (const tab of ['findings', 'outline', 'map']) await page.click(`[data-shows=${tab}]`);
  assert.equal(await page.evaluate(() => window.ran), undefined);
  assert.equal(page.frames().length, 1);
});

await test('five thousand findings and 20 MB are borne', async () => {
  await page.click('[data-shows=findings]');
  await openText('many.sigla', 'a] b\n\n'.repeat(5_000));
  assert(Number(await page.getAttribute('body', 'data-findings')) >= 5_000);
  const seed = readFileSync(join(root, 'examples/ili-report.txt'), 'utf8');
  const large = seed.repeat(Math.ceil(20_000_000 / seed.length));
  const from = Date.now();
  page.setDefaultTimeout(240_000);
  await openText('large.sigla', large);
  const took = Date.now() - from;
  await openText('small.sigla', 'small]');
  assert.equal((await findings()).length > 0, true);
  return `20 MB after ${took} ms`;
});

await test('nothing was asked of the network once the page was there', () => {
  assert.deepEqual(asked.slice(loaded).filter((url) => !url.startsWith('blob:') && !url.startsWith('data:')), []);
  assert(asked.every((url) => url.startsWith(address) || url.startsWith('blob:') || url.startsWith('data:')), asked.join('\n'));
  assert.deepEqual(problems, []);
});

await test('nothing is kept', async () => {
  const kept = await page.evaluate(async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length, (await caches.keys()).length, document.cookie]);
  assert.deepEqual(kept, [0, 0, 0, 0, '']);
});

await test('it is as good in the dark', async () => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await settled(() => page.click('#example'));
  for (const tab of ['findings', 'preview', 'map']) {
    await page.click(`[data-shows=${tab}]`);
    if (tab === 'map') await page.locator('#map .dot').first().waitFor();
    await page.screenshot({ path: join(shots, `web-${tab}-dark.png`) });
  }
  const colour = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  assert.match(colour, /rgb\((\d|[1-5]\d), /);
});

await browser.close();
server.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
