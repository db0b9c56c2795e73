// VS Code as a person has it: its own server, its workbench in Chromium, and the packed extension installed.

import { spawn, execFileSync } from 'node:child_process';
import { createServer } from 'node:net';
import { mkdirSync, openSync, readFileSync, readdirSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { until } from './check.mjs';

const { SIGLA_VSCODE: installed, SIGLA_CHROMIUM: chromiumPath = '/usr/bin/chromium' } = process.env;
const { chromium } = await import(pathToFileURL(join(installed, 'node_modules/playwright-core/index.mjs')));
const main = join(installed, 'node_modules/code-server/lib/vscode/out/server-main.js');

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--force-color-profile=srgb', '--font-render-hinting=none'];

/** A server of VS Code with an extension. `extra` are flags, `environment` what differs in its surroundings. */
export async function startServer(folder, vsix, { extra = ['--disable-workspace-trust'], environment = {}, machineSettings } = {}) {
  const data = join(folder, 'data');
  mkdirSync(join(data, 'data/Machine'), { recursive: true });
  mkdirSync(join(folder, 'home'), { recursive: true });
  if (machineSettings) writeFileSync(join(data, 'data/Machine/settings.json'), JSON.stringify(machineSettings));
  const env = { ...process.env, HOME: join(folder, 'home'), XDG_CACHE_HOME: join(folder, 'home/cache'), EXTENSIONS_GALLERY: '{"serviceUrl":""}', ...environment };
  const common = ['--server-data-dir', data, '--extensions-dir', join(folder, 'extensions')];
  if (vsix) execFileSync(process.execPath, [main, ...common, '--install-extension', vsix, '--force'], { env, stdio: 'pipe' });
  const port = await freePort();
  const log = openSync(join(folder, 'server.log'), 'a');
  const child = spawn(
    process.execPath,
    [main, ...common, '--host', '127.0.0.1', '--port', String(port), '--without-connection-token', '--accept-server-license-terms', '--enable-smoke-test-driver', '--telemetry-level', 'off', ...extra],
    { env, stdio: ['ignore', log, log] },
  );
  const base = `http://127.0.0.1:${port}`;
  await until('the server of VS Code', async () => (await fetch(`${base}/version`)).ok, 30_000);
  return { base, folder, extensions: join(folder, 'extensions'), stop: () => child.kill() };
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export async function startBrowser() {
  return chromium.launch({ executablePath: chromiumPath, headless: true, args: FLAGS });
}

/** A window of VS Code on a folder. Requests that would leave the computer are recorded and stopped. */
export async function openWindow(browser, { base }, workspace, { width = 1360, height = 860, payload = [] } = {}) {
  const context = await browser.newContext({ viewport: { width, height } });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: base });
  const page = await context.newPage();
  const left = [];
  const errors = [];
  await context.route('**/*', (route) => {
    const url = new URL(route.request().url());
    if (url.hostname === '127.0.0.1' || /^(data|blob):$/.test(url.protocol)) return route.continue();
    left.push(url.href);
    return route.abort();
  });
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) errors.push(message.text());
  });
  const told = payload.length > 0 ? `&payload=${encodeURIComponent(JSON.stringify(payload))}` : '';
  return { page, context, left, errors, open: () => page.goto(`${base}/?folder=${encodeURI(workspace)}${told}`, { waitUntil: 'domcontentloaded' }), hands: new Hands(page) };
}

/** What a person does with the window. */
export class Hands {
  constructor(page) {
    this.page = page;
  }

  async ready() {
    await this.page.waitForSelector('.monaco-workbench', { timeout: 60_000 });
    await this.page.waitForSelector('.explorer-folders-view .monaco-list-row', { timeout: 60_000 });
  }

  /** Opens a file by a double click in the explorer. */
  async openFile(name) {
    await this.page.dblclick(`.explorer-folders-view .monaco-list-row[aria-label^="${name}"]`);
    await this.page.waitForSelector(`.tab.active[data-resource-name="${name}"]`, { timeout: 20_000 });
    await this.page.waitForSelector('.editor-instance .view-lines .view-line', { timeout: 20_000 });
  }

  /** Runs a command by its name in the palette. Where something else takes the focus meanwhile, the palette closes, and is opened again. */
  async command(name) {
    const input = this.page.locator('.quick-input-widget input').first();
    const row = this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: name }).first();
    await until(`the command ${name}`, async () => {
      if (!(await input.isVisible())) await this.page.keyboard.press('F1');
      await input.waitFor({ state: 'visible', timeout: 4000 });
      await input.fill(`>${name}`, { timeout: 2000 });
      await row.click({ timeout: 6000 });
      return true;
    }, 45_000);
  }

  /** Puts the cursor at a line and column, counted from one. */
  async goTo(line, column = 1) {
    if ((await this.page.locator('.editor-instance .monaco-editor.focused').count()) === 0) await this.page.locator('.editor-instance .view-lines').first().click();
    await this.page.keyboard.press('Control+G');
    const input = this.page.locator('.quick-input-widget input').first();
    await input.waitFor({ state: 'visible' });
    await input.fill(`:${line},${column}`);
    await this.page.keyboard.press('Enter');
    await input.waitFor({ state: 'hidden' });
    await until(`the cursor at line ${line}`, async () => (await this.position())?.line === line);
  }

  /** Where the status bar says the cursor is. */
  async position() {
    const text = await this.page.locator('#status\\.editor\\.selection').textContent();
    const found = /Ln (\d+), Col (\d+)/.exec(text ?? '');
    return found && { line: Number(found[1]), column: Number(found[2]) };
  }

  /** The middle of the first place where words are seen in the editor. */
  async placeOf(words, within = '.editor-instance') {
    return until(`“${words}” on the screen`, () =>
      this.page.evaluate(
        ([words, within]) => {
          for (const line of document.querySelectorAll(`${within} .view-line`)) {
            const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
            const parts = [];
            let text = '';
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
              parts.push({ node, start: text.length });
              text += node.data;
            }
            const at = text.replace(/\u00a0/g, ' ').indexOf(words);
            if (at < 0) continue;
            const spot = (offset) => {
              const part = [...parts].reverse().find(({ start }) => start <= offset);
              return [part.node, Math.min(offset - part.start, part.node.data.length)];
            };
            const range = document.createRange();
            range.setStart(...spot(at));
            range.setEnd(...spot(at + words.length));
            const { left, top, width, height } = range.getBoundingClientRect();
            if (width > 0) return { x: left + width / 2, y: top + height / 2, left, width };
          }
          return null;
        },
        [words, within],
      ),
    );
  }

  /** The frame that a view is drawn in. */
  async view(name) {
    return until(`the view ${name}`, async () => {
      for (const frame of this.page.frames()) if (await frame.locator(`#view.${name}`).count().catch(() => 0)) return frame;
      return null;
    });
  }

  async notifications() {
    return this.page.locator('.notifications-toasts .notification-list-item-message').allTextContents();
  }
}

/** The programs that were started from a folder, by their ids. */
export function programsIn(folder) {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((id) => {
      try {
        return readlinkSync(`/proc/${id}/exe`).startsWith(folder + '/') && readFileSync(`/proc/${id}/cmdline`, 'utf8').includes('lsp');
      } catch {
        return false;
      }
    })
    .map(Number);
}
