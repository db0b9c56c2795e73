// The views, fed what would do harm anywhere else: nothing runs, and nothing asks the network.

import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Steps, equal, ok } from './lib/check.mjs';
import { HOST, bare, documents } from './lib/hostile.mjs';
import { Program } from './lib/lsp.mjs';
import { startBrowser } from './lib/workbench.mjs';

const { SIGLA_ROOT: root, SIGLA_WORK: work, SIGLA_BIN: program } = process.env;
const extension = join(root, 'editors/vscode');
const { buildSync } = createRequire(join(extension, 'package.json'))('esbuild');

// The page of a view, made by the extension's own code.
buildSync({ entryPoints: [join(extension, 'src/views/html.ts'), join(root, 'editors/views/words.ts')], outdir: join(work, 'hostile'), bundle: true, format: 'esm', platform: 'node', outExtension: { '.js': '.mjs' }, logLevel: 'error' });
const find = (name) => import(pathToFileURL(join(work, 'hostile', name)));
const [{ html }, { english }] = [await find('vscode/src/views/html.mjs'), await find('views/words.mjs')];

const server = createServer((request, response) => {
  const name = request.url.slice(1);
  if (/^(preview|map|facsimile)$/.test(name)) {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    const base = `http://${request.headers.host}`;
    return response.end(html({ title: name, language: 'en', script: `${base}/${name}.js`, style: `${base}/${name}.css`, source: base, images: name === 'facsimile' ? [base] : [], words: english }));
  }
  if (name.startsWith('bare/')) {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    return response.end(`<!doctype html><body>${bare[Number(name.slice(5))]}`);
  }
  try {
    response.setHeader('content-type', name.endsWith('.js') ? 'text/javascript' : name.endsWith('.css') ? 'text/css' : 'font/woff2');
    return response.end(readFileSync(join(extension, 'dist', name)));
  } catch {
    response.statusCode = 404;
    return response.end();
  }
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const base = `http://127.0.0.1:${server.address().port}`;
const browser = await startBrowser();
const steps = new Steps();

/** A page that tells what it asked for, and what ran or was stopped in it. */
async function watched() {
  const page = await browser.newPage({ viewport: { width: 900, height: 900 } });
  const asked = [];
  const dialogs = [];
  await page.route('**/*', (route) => {
    const url = new URL(route.request().url());
    asked.push(url.href);
    return url.hostname === '127.0.0.1' ? route.continue() : route.abort();
  });
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await page.addInitScript(`window.__harm = ${harm}`);
  await page.addInitScript(() => {
    window.__ran = 0;
    window.__stopped = [];
    window.__said = [];
    document.addEventListener('securitypolicyviolation', (event) => window.__stopped.push(event.blockedURI));
    window.acquireVsCodeApi = () => ({ postMessage: (message) => window.__said.push(message), getState: () => undefined, setState: () => {} });
  });
  return { page, asked, dialogs };
}

async function openView(name) {
  const view = await watched();
  await view.page.goto(`${base}/${name}`);
  await view.page.waitForFunction(() => window.__said.some(({ type }) => type === 'ready'));
  return view;
}

/** What must not be found in a view, whatever was shown in it. */
function harm() {
  const found = [];
  for (const element of document.querySelectorAll('#view *')) {
    if (/^(script|iframe|object|embed|link|style|meta|base|form|a|video|audio|source|template)$/i.test(element.localName)) found.push(`<${element.localName}>`);
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name) || /^(href|srcdoc|action|formaction|xlink:href|background)$/i.test(name)) found.push(`${name}="${value}"`);
      if (name === 'style' && /url|expression|import/i.test(value)) found.push(`style="${value}"`);
    }
  }
  return { found, ran: window.__ran, stopped: window.__stopped };
}

const findHarm = (page) => page.evaluate(harm);

/** Shows a preview, and says what then is drawn. It comes as JSON, since Playwright takes for ever over what is nested deeply. */
async function show(json) {
  const preview = JSON.parse(json);
  const heard = new Promise((resolve) => window.addEventListener('message', resolve, { once: true }));
  window.postMessage({ type: 'show', preview });
  await heard;
  // What would run or be asked for does so by the next frame.
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  const blocks = document.querySelector('.blocks');
  return { count: blocks.childElementCount, text: blocks.textContent, ...window.__harm() };
}

const quiet = { found: [], ran: 0, stopped: [] };
const foreign = (asked) => asked.filter((url) => !url.startsWith(base));

await steps.step('the documents would do harm: most run or ask as pages of their own', async () => {
  const { page, asked } = await watched();
  let ran = 0;
  let harmful = 0;
  for (const number of bare.keys()) {
    const before = foreign(asked).length;
    // A page that leads elsewhere is never there; it asked, and that is what counts.
    await page.goto(`${base}/bare/${number}`).catch(() => {});
    const runs = await page.evaluate(() => window.__ran > 0).catch(() => false);
    ran += runs;
    harmful += runs || foreign(asked).length > before;
  }
  await page.close();
  ok(ran >= 10 && harmful >= bare.length / 2, `${ran} of ${bare.length} run, and ${harmful} run or ask`);
  return `${ran} of ${bare.length} run, ${harmful} run or ask, ${new Set(foreign(asked)).size} addresses asked`;
});

await steps.step('200 of them in the preview: nothing runs, nothing is asked, and their words are there to read', async () => {
  equal(documents.length, 200, 'documents');
  const sigla = new Program(program, join(work, 'hostile/cache'));
  await sigla.start();
  const { page, asked, dialogs } = await openView('preview');
  let shown = 0;
  for (const [number, text] of documents.entries()) {
    const uri = `untitled:hostile-${number}`;
    sigla.tell('textDocument/didOpen', { textDocument: { uri, languageId: 'sigla', version: 1, text } });
    const preview = await sigla.ask('sigla/preview', { textDocument: { uri } });
    ok(preview !== null, `a preview of document ${number}`);
    const { count, text: drawn, ...harm } = await page.evaluate(show, JSON.stringify(preview));
    equal(count, preview.blocks.length, `blocks of document ${number}`);
    equal(harm, quiet, `document ${number}: ${text.slice(0, 120)}`);
    // Every word of the document that the program told is drawn, as text.
    const words = (runs) => (runs ?? []).map((run) => (run.runs ? words(run.runs) : (run.text ?? ''))).join('');
    const expected = preview.blocks.filter(({ kind }) => kind !== 'comment' && kind !== 'page').map(({ runs, rows }) => words(runs) + (rows ?? []).map((row) => row.map(words).join('\n')).join('\n')).join('\n');
    const squeeze = (it) => it.replace(/[\s\u0000]+/g, '');
    for (const piece of expected.split(/\s+/).filter((it) => it.length > 12).slice(0, 5)) ok(squeeze(drawn).includes(squeeze(piece)), `document ${number} shows ${piece}`);
    if (/&lt;|<script|onerror/.test(expected)) shown += 1;
  }
  // Clicks and pointers wake nothing either.
  for (const block of await page.locator('.block').all()) await block.dispatchEvent('click');
  for (const block of await page.locator('.bracket, .mark').all()) await block.dispatchEvent('mouseover');
  equal(await findHarm(page), quiet, 'after clicks');
  equal(dialogs, [], 'dialogs');
  equal(foreign(asked), [], 'addresses asked');
  await sigla.stop();
  await page.close();
  return `${shown} show their markup as text; asked: ${[...new Set(asked.map((url) => new URL(url).pathname.split('/').pop()))].length} files of the extension`;
});

await steps.step('broken Unicode is drawn as unreadable', async () => {
  const { page } = await openView('preview');
  const run = { text: 'Ghulja \ud83d [x] \udc00 \ud83d\ude00', voice: 'source' };
  const preview = { version: 1, language: '\ud800', title: '\udfff', header: [], key: [], blocks: [{ kind: 'par\ud800agraph" onclick="x', line: 0, endLine: 0, depth: 1e9, role: '<b>', runs: [run, { runs: [run], class: '"><img>', mark: 'x y', title: '\ud800', voice: 'editor' }] }] };
  await page.evaluate((preview) => window.postMessage({ type: 'show', preview }), preview);
  await page.waitForFunction(() => document.querySelector('.blocks > *'));
  const text = await page.evaluate(() => document.querySelector('.blocks').textContent);
  ok(text.startsWith('Ghulja \ufffd [x] \ufffd \ud83d\ude00'), text);
  equal(await findHarm(page), quiet, 'harm');
  await page.close();
});

await steps.step('names on the map and images of the facsimile stay words', async () => {
  const map = await openView('map');
  const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 4 } };
  const places = bare.map((name, index) => ({ name, id: name, modern: name, country: name, lat: 40 + (index % 20), lon: 70 + index, origin: 'gazetteer', certain: true, mentions: [{ uri: `javascript:${index}`, range, text: name }] }));
  const unplaced = bare.map((name) => ({ name, why: name, mentions: [{ uri: 'x', range, text: name }] }));
  await map.page.evaluate((places) => window.postMessage({ type: 'show', places, scope: 'document' }), { places, unplaced, more: true });
  await map.page.waitForFunction((count) => document.querySelectorAll('.dot').length === count, places.length);
  await map.page.locator('.place').first().click();
  await map.page.locator('.card .mentions button').first().click();
  equal(await findHarm(map.page), quiet, 'map');
  equal(foreign(map.asked), [], 'asked by the map');
  const facsimile = await openView('facsimile');
  const pictures = bare.map((name, line) => ({ label: name, line, name, address: null, asks: line % 2 ? name : null, problem: line % 2 ? null : name }));
  await facsimile.page.evaluate((pictures) => window.postMessage({ type: 'show', pictures }), pictures);
  await facsimile.page.locator('.say p').waitFor();
  for (let leaf = 1; leaf < bare.length; leaf += 1) {
    await facsimile.page.locator('button[aria-label="Next page"]').click();
    equal(await findHarm(facsimile.page), quiet, `leaf ${leaf}`);
  }
  equal(foreign(facsimile.asked), [], 'asked by the facsimile');
  // A picture from a host that the page's policy does not allow is not loaded, even if it were said to be.
  await facsimile.page.evaluate((host) => window.postMessage({ type: 'show', pictures: [{ label: null, line: 0, name: 'x', address: `https://${host}/n.png`, asks: null, problem: null }] }), HOST);
  await facsimile.page.waitForFunction(() => window.__stopped.length > 0);
  equal(foreign(facsimile.asked), [], 'asked against the policy');
});

await browser.close();
server.close();
steps.end();
