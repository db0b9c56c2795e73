// A small collection to work on: the raw seed, the example made up with images of its leaves, a register, and a document that stays closed.

import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = process.env.SIGLA_ROOT;

export function makeCollection(folder, { theme = 'Default Light Modern', settings = {} } = {}) {
  mkdirSync(join(folder, '.vscode'), { recursive: true });
  mkdirSync(join(folder, 'scans'), { recursive: true });
  setTheme(folder, theme, settings);
  writeFileSync(join(folder, 'sigla.toml'), '');
  writeFileSync(join(folder, 'places.tsv'), 'id\ttitle\tvariants\tlon\tlat\nghulja\tGhulja\tYining\t81.28\t43.91\n');
  copyFileSync(join(root, 'examples/ili-report.txt'), join(folder, 'report.sigla'));
  copyFileSync(join(root, 'examples/ili-report.txt'), join(folder, 'typescript.txt'));
  writeFileSync(join(folder, 'second.sigla'), 'Nobody left Ghulja. The Ghuljaite camp is another.\n');
  const made = readFileSync(join(root, 'examples/ili-report.sigla'), 'utf8');
  const facsimile = 'facsimile:\n  - scans/334.png\n  - scans/335.png\n  - scans/336.png\n  - ../337.png\n  - https://iiif.example.org/338.jpg\n';
  const leaves = [
    ['2. To create intolerable', '[l. 335]'],
    ['4. Considering', '[l. 336]'],
    ['6. Hold the CC', '[l. 337]'],
    ['@closing Request', '[l. 338]'],
  ];
  writeFileSync(join(folder, 'made.sigla'), leaves.reduce((text, [before, leaf]) => text.replace(before, `${leaf}\n\n${before}`), made.replace('\n---\n\n', `\n${facsimile}---\n\n`)));
  return folder;
}

export function setTheme(folder, theme, settings = {}) {
  const all = {
    'workbench.colorTheme': theme,
    'workbench.startupEditor': 'none',
    'workbench.reduceMotion': 'on',
    'workbench.tips.enabled': false,
    'editor.hover.delay': 100,
    'editor.minimap.enabled': false,
    'editor.fontSize': 13,
    'window.commandCenter': false,
    'chat.commandCenter.enabled': false,
    'extensions.ignoreRecommendations': true,
    ...settings,
  };
  writeFileSync(join(folder, '.vscode/settings.json'), JSON.stringify(all, null, 2));
}

/** Images of leaves, drawn by the browser as a typescript looks. */
export async function drawScans(browser, folder) {
  const page = await browser.newPage({ viewport: { width: 620, height: 860 } });
  const text = readFileSync(join(root, 'examples/ili-report.txt'), 'utf8').split('\n').filter((line) => line.trim() !== '');
  for (const [name, from, count] of [['334', 8, 20], ['335', 50, 14]]) {
    await page.setContent(
      `<body style="margin:0;background:#e9e1cb"><div style="padding:64px 58px;font:13.5px/1.75 'DejaVu Sans Mono',monospace;color:#2b2a35;text-shadow:0 0 1px #2b2a3566">
       <div style="text-align:right;font:italic 17px serif;color:#38507a">${name}</div><div id="t"></div></div>
       <svg style="position:absolute;left:430px;top:660px" width="140" height="140"><circle cx="70" cy="70" r="58" fill="none" stroke="#7a3a6a99" stroke-width="4"/><circle cx="70" cy="70" r="44" fill="none" stroke="#7a3a6a77" stroke-width="2"/></svg></body>`,
    );
    await page.evaluate((lines) => {
      document.getElementById('t').textContent = lines.join(' ');
    }, text.slice(from, from + count));
    await page.screenshot({ path: join(folder, 'scans', `${name}.png`) });
  }
  await page.close();
}
