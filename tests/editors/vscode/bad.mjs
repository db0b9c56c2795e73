// What may be wrong around a document: no program, an old one, a wrong one, a folder that is not trusted, and far too much of everything.

import { chmodSync, mkdirSync, readFileSync, writeFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { Steps, equal, ok, until } from './lib/check.mjs';
import { makeCollection } from './lib/collection.mjs';
import { documents } from './lib/hostile.mjs';
import { openWindow, programsIn, startBrowser, startServer } from './lib/workbench.mjs';

const { SIGLA_WORK, SIGLA_SHOTS: shots, SIGLA_BIN: program } = process.env;
const work = join(SIGLA_WORK, 'bad');
const folder = makeCollection(join(work, 'letters'));
const executable = (name, text) => {
  mkdirSync(join(work, 'programs'), { recursive: true });
  const file = join(work, 'programs', name);
  writeFileSync(file, text);
  chmodSync(file, 0o755);
  return file;
};

// An older program: the same, but that it says nothing of the requests of views.
const old = executable(
  'old-sigla',
  `#!${process.execPath}
const { spawn } = require('node:child_process');
const child = spawn(${JSON.stringify(program)}, process.argv.slice(2), { stdio: ['pipe', 'pipe', 'inherit'] });
process.stdin.pipe(child.stdin);
let buffer = Buffer.alloc(0);
child.stdout.on('data', (data) => {
  buffer = Buffer.concat([buffer, data]);
  for (;;) {
    const end = buffer.indexOf('\\r\\n\\r\\n');
    if (end < 0) return;
    const length = Number(/content-length: (\\d+)/i.exec(buffer.subarray(0, end).toString())[1]);
    if (buffer.length < end + 4 + length) return;
    let body = buffer.subarray(end + 4, end + 4 + length);
    buffer = buffer.subarray(end + 4 + length);
    if (body.includes('"experimental"')) {
      const message = JSON.parse(body.toString());
      delete message.result.capabilities.experimental;
      body = Buffer.from(JSON.stringify(message));
    }
    process.stdout.write('Content-Length: ' + body.length + '\\r\\n\\r\\n');
    process.stdout.write(body);
  }
});
child.on('exit', (code) => process.exit(code ?? 1));
`,
);
const deaf = executable('deaf', '#!/bin/sh\nexit 0\n');
// What a collection from elsewhere would like to have started.
const trap = executable('trap', `#!/bin/sh\ntouch '${join(work, 'sprung')}'\nexec '${program}' "$@"\n`);

writeFileSync(join(folder, 'many.sigla'), 'Nobody left Ghulja].\n\n'.repeat(5000));
writeFileSync(join(folder, 'large.sigla'), 'The rebels have seized 300,000 poods of grain in Ghulja [Yining], as a consequence of [their] lack of training.\n\n'.repeat(180_000));
writeFileSync(join(folder, 'hostile.sigla'), documents.slice(0, 60).filter((text) => !text.startsWith('---')).join('\n\n'));
writeFileSync(join(folder, 'pictures.sigla'), '---\ntitle: Pictures\nfacsimile:\n  - /etc/passwd\n  - http://iiif.example.org/2.jpg\n  - javascript:alert(1)\n  - scans/none.png\n---\n\nText.\n');

const browser = await startBrowser();
const machine = join(work, 'data/data/Machine/settings.json');
// The package without a program, and a PATH on which there is none.
const server = await startServer(work, join(SIGLA_WORK, 'sigla.vsix'), { environment: { PATH: '/usr/bin:/bin' } });
const { page, left, errors, open, hands } = await openWindow(browser, server, folder);
const steps = new Steps(async (name) => page.screenshot({ path: join(shots, `failed-${name.replace(/\W+/g, '-').slice(0, 40)}.png`) }));
const status = page.locator('.statusbar-item[id*="sigla.status"]').first();
const told = (words) => until(`“${words}” to be told`, async () => (await hands.notifications()).find((text) => text.includes(words)), 30_000);
const setPath = (path) => writeFileSync(machine, JSON.stringify({ 'sigla.server.path': path }));
const clear = () => hands.command('Notifications: Clear All Notifications');

await steps.step('without a program: said once, with buttons; the document can still be read and has its first colours', async () => {
  await open();
  await hands.ready();
  await hands.openFile('report.sigla');
  const said = await told('was found neither');
  const buttons = await page.locator('.notifications-toasts .monaco-button').allTextContents();
  ok(buttons.includes('Choose the Program…') && buttons.includes('How to Install'), `buttons: ${buttons}`);
  await until('the status', async () => (await status.innerText()).includes('no program'));
  await page.locator('.view-line span[class*="mtk"]').first().waitFor();
  await page.screenshot({ path: join(shots, 'no-program-light.png') });
  await page.locator('.notifications-toasts .monaco-button', { hasText: 'How to Install' }).click();
  await until('the page on installing', async () => page.locator('.tab', { hasText: 'INSTALL' }).isVisible());
  return said;
});

await steps.step('a view says so too', async () => {
  await hands.openFile('report.sigla');
  await hands.command('Sigla: Open Preview');
  const view = await hands.view('preview');
  return until('a sentence', async () => {
    const said = await view.locator('.say').innerText();
    return said.includes('not running') && said;
  });
});

await steps.step('a path that is wrong: said which, and no other program is taken', async () => {
  setPath('/nowhere/sigla');
  const said = await told('/nowhere/sigla');
  await clear();
  return said;
});

await steps.step('a program that is none of ours: said that it does not answer', async () => {
  setPath(deaf);
  const said = await told('does not answer as Sigla does');
  await until('the status', async () => (await status.innerText()).includes('stopped'));
  await clear();
  return said;
});

await steps.step('an older program: findings are there, and views say what they lack', async () => {
  setPath(old);
  const said = await told('is older than this extension');
  await page.waitForSelector('.squiggly-error', { state: 'attached', timeout: 30_000 });
  const view = await hands.view('preview');
  await until('a sentence in the preview', async () => (await view.locator('.say').innerText()).includes('older than this extension'));
  await hands.command('Sigla: Open Map');
  const map = await hands.view('map');
  await until('a sentence on the map', async () => (await map.locator('.say').innerText()).includes('older than this extension'));
  await page.screenshot({ path: join(shots, 'old-program-light.png') });
  await clear();
  return said;
});

await steps.step('the right program, once it is set: everything is there without a reload', async () => {
  setPath(program);
  await hands.command('Sigla: Open Preview');
  const view = await hands.view('preview');
  await view.locator('.blocks > *').first().waitFor();
  await until('the status', async () => /findings/.test(await status.innerText()));
});

await steps.step('5,000 findings: counted, and one can go on typing', async () => {
  await hands.openFile('many.sigla');
  const counted = await until('the count', async () => /5,0\d\d findings/.exec(await status.innerText())?.[0], 60_000);
  await hands.goTo(1, 1);
  await page.keyboard.type('Here ');
  await until('what was typed', async () => (await page.locator('.editor-instance .view-line').first().innerText()).startsWith('Here'));
  const view = await hands.view('preview');
  await until('it in the preview', async () => (await view.locator('.blocks > *').first().innerText()).startsWith('Here'), 60_000);
  ok((await view.locator('.blocks > *').count()) <= 500, 'not all blocks are drawn at once');
  return counted;
});

await steps.step('the preview of a long document is drawn as one reads on', async () => {
  await hands.goTo(9000, 1);
  const view = await hands.view('preview');
  await until('what is far down', async () => view.locator('.sheet').evaluate((sheet) => sheet.scrollTop > 0));
  ok((await view.locator('.blocks > *').count()) <= 500, 'not all blocks are drawn at once');
});

await steps.step('a document of 20 MB opens, and one can type in it', async () => {
  await hands.command('View: Close All Editors');
  await page.dblclick('.explorer-folders-view .monaco-list-row[aria-label^="large.sigla"]');
  // VS Code itself asks first.
  await page.locator('.monaco-button', { hasText: 'Open Anyway' }).click();
  await page.waitForSelector('.editor-instance .view-lines .view-line');
  const started = Date.now();
  await hands.goTo(3, 1);
  await page.keyboard.type('Here ');
  await until('what was typed', async () => (await page.locator('.editor-instance .view-lines').innerText()).includes('Here'), 60_000);
  await until('an answer of the program', async () => /finding/i.test(await status.innerText()), 90_000);
  return `${((Date.now() - started) / 1000).toFixed(1)} s`;
});

await steps.step('hostile words in the real preview: text', async () => {
  await hands.command('File: Revert File');
  await hands.command('View: Close All Editors');
  await hands.openFile('hostile.sigla');
  await hands.command('Sigla: Open Preview');
  const view = await hands.view('preview');
  await until('its markup as text', async () => (await view.locator('.blocks').innerText()).includes('onerror='), 60_000);
  const found = await view.evaluate(() => [document.querySelectorAll('#view script, #view img, #view iframe, #view a, #view style').length, window.__ran ?? 0]);
  equal(found, [0, 0], 'elements and runs');
});

await steps.step('images that would read other files or ask insecurely are refused in a sentence', async () => {
  await hands.command('View: Close All Editors');
  await hands.openFile('pictures.sigla');
  await hands.command('Sigla: Open Facsimile');
  const view = await hands.view('facsimile');
  const said = [];
  for (let leaf = 0; leaf < 4; leaf += 1) {
    said.push(await until('a sentence', async () => {
      const words = (await view.locator('.say').innerText()).trim();
      return !/One moment|Loading/.test(words) && words;
    }, 60_000));
    equal(await view.locator('.picture[src]').count(), 0, `images loaded at ${leaf}`);
    equal(await view.locator('button.chief').count(), 0, `hosts offered at ${leaf}`);
    if (leaf < 3) await view.locator('button[aria-label="Next page"]').click();
  }
  return said.join(' | ');
});

await steps.step('nothing left the computer', () => {
  equal(left.map((url) => new URL(url).hostname), [], 'hosts asked');
  equal(errors.filter((error) => !/ResizeObserver|Canceled/.test(error)), [], 'errors');
});
steps.onFailure = undefined;
await page.context().close();
server.stop();

await steps.step('a folder that is not trusted: everything works, but its setting of the program is not taken', async () => {
  const untrusted = join(SIGLA_WORK, 'untrusted');
  const letters = makeCollection(join(untrusted, 'letters'), { settings: { 'sigla.server.path': trap } });
  const second = await startServer(untrusted, join(SIGLA_WORK, 'sigla-linux-x64.vsix'), { extra: [] });
  const window = await openWindow(browser, second, letters);
  try {
    await window.open();
    await window.hands.ready();
    await window.page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
    await window.hands.openFile('report.sigla');
    await window.page.waitForSelector('.squiggly-error', { state: 'attached', timeout: 60_000 });
    await window.hands.command('Sigla: Open Preview');
    await (await window.hands.view('preview')).locator('.blocks > *').first().waitFor();
    equal(existsSync(join(work, 'sprung')), false, 'the program of the folder was started');
    equal(programsIn(second.extensions).length, 1, 'programs of the package running');
    await window.page.screenshot({ path: join(shots, 'restricted-light.png') });
  } catch (error) {
    await window.page.screenshot({ path: join(shots, 'failed-untrusted.png') });
    throw error;
  } finally {
    await window.context.close();
    second.stop();
  }
  // That the folder's setting would have been sprung is not in question: it names a program that can be started.
  ok((readFileSync(trap, 'utf8').includes('touch')), 'the trap is set');
});

await browser.close();
steps.end();
