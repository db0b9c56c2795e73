// The extension within VS Code's extension host, through the interfaces that it is written for: `api/index.js` runs there.

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeCollection } from './lib/collection.mjs';
import { openWindow, startBrowser, startServer } from './lib/workbench.mjs';

const work = join(process.env.SIGLA_WORK, 'api');
const folder = makeCollection(join(work, 'letters'));
const server = await startServer(work, join(process.env.SIGLA_WORK, 'sigla-linux-x64.vsix'));
const browser = await startBrowser();
const host = new URL(server.base).host;
const here = fileURLToPath(new URL('.', import.meta.url));
// VS Code takes tests only beside an extension that is being developed; this one does nothing.
const payload = [
  ['extensionDevelopmentPath', `vscode-remote://${host}${join(here, 'api/nothing')}`],
  ['extensionTestsPath', `vscode-remote://${host}${join(here, 'api/index.js')}`],
  ['skipWelcome', 'true'],
];
const { page, open } = await openWindow(browser, server, folder, { payload });
let passed = 0;
let failed = 0;
const ended = new Promise((resolve, reject) => {
  page.exposeFunction('codeAutomationLog', (_type, args) => {
    const line = args.join(' ');
    if (/^ok /.test(line)) passed += 1;
    if (/^FAIL /.test(line)) failed += 1;
    if (/^(ok|FAIL) /.test(line)) console.log(line);
  });
  page.exposeFunction('codeAutomationExit', resolve);
  setTimeout(() => reject(new Error('the tests in the extension host did not end')), 120_000).unref();
});
await open();
const code = await ended.catch((error) => error.message);
if (code !== 0) failed += 1;
await browser.close();
server.stop();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
