// The two packages: what is in them, and that the packer has nothing to say against them.

import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Steps, equal, ok } from './lib/check.mjs';

const work = process.env.SIGLA_WORK;
const steps = new Steps();
const list = (file) => execFileSync('unzip', ['-Z1', join(work, file)], { encoding: 'utf8' }).trim().split('\n').filter((name) => name.startsWith('extension/'));
const inside = (file, name) => execFileSync('unzip', ['-p', join(work, file), name], { encoding: 'utf8' });

/** Every file belongs to one of these. */
const MEANT = [
  /^(package(\.nls(\.(de|fr|ru))?)?|language-configuration|register-configuration)\.json$/,
  /^(readme|changelog|INSTALL)\.md$/i,
  /^LICENSE(\.txt)?$/,
  /^dist\/(extension|client|preview|map|facsimile)\.js$/,
  /^dist\/(preview|map|facsimile)\.css$/,
  /^dist\/type\/(LICENSE|source-serif-4-[\w-]+\.woff2)$/,
  /^images\/(icon\.png|activity\.svg|(file|register)-(light|dark)\.svg)$/,
  /^l10n\/bundle\.l10n\.(de|fr|ru)\.json$/,
  /^snippets\/sigla\.json$/,
  /^syntaxes\/(sigla|register)\.tmLanguage\.json$/,
  /^walkthrough\/\w+(\.nls\.(de|fr|ru))?\.md$/,
];

await steps.step('the packer warns of nothing', () => {
  const log = readFileSync(join(work, 'vsce.log'), 'utf8');
  const said = log.split('\n').filter((line) => /WARNING|ERROR/i.test(line));
  equal(said, [], 'warnings');
});

await steps.step('no stray file, and every one that belongs there', () => {
  const stray = readFileSync(join(work, 'ls'), 'utf8').trim().split('\n').filter((name) => !MEANT.some((meant) => meant.test(name)));
  equal(stray, [], 'stray files');
  const names = list('sigla.vsix').map((name) => name.slice('extension/'.length));
  for (const name of [/^readme\.md$/i, /^changelog\.md$/i, /^LICENSE/, /^images\/icon\.png$/, /^dist\/extension\.js$/]) ok(names.some((it) => name.test(it)), `${name} in the package`);
  return `${names.length} files`;
});

await steps.step('the universal package has no program, and one for Linux has', () => {
  const [universal, linux] = [list('sigla.vsix'), list('sigla-linux-x64.vsix')];
  equal(linux.filter((name) => !universal.includes(name)), ['extension/server/sigla'], 'what Linux has besides');
  equal(universal.filter((name) => !linux.includes(name)), [], 'what Linux lacks');
  ok(/TargetPlatform="linux-x64"/.test(inside('sigla-linux-x64.vsix', 'extension.vsixmanifest')), 'it says its platform');
  ok(!/TargetPlatform/.test(inside('sigla.vsix', 'extension.vsixmanifest')), 'the universal one says none');
  ok(/-rwx/.test(execFileSync('unzip', ['-Z', join(work, 'sigla-linux-x64.vsix'), 'extension/server/sigla'], { encoding: 'utf8' })), 'the program may be started');
  const size = (file) => `${(statSync(join(work, file)).size / 1e6).toFixed(1)} MB`;
  return `${size('sigla.vsix')}, ${size('sigla-linux-x64.vsix')} with the program`;
});

steps.end();
