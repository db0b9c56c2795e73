// Every word of the extension is there in every language, with its gaps for numbers and names.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { english } from '../../views/words.ts';

const here = new URL('..', import.meta.url).pathname;
const read = (file: string): string => readFileSync(join(here, file), 'utf8');
const json = (file: string): Record<string, string> => JSON.parse(read(file)) as Record<string, string>;
const languages = ['de', 'fr', 'ru'];
const gaps = (words: string): string[] => [...words.matchAll(/\{\d\}/g)].map(([gap]) => gap).sort();

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const file = join(folder, name);
    return statSync(file).isDirectory() ? sources(file) : file.endsWith('.ts') ? [file] : [];
  });
}

const said = new Set(
  sources(join(here, 'src')).flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/l10n\.t\(\s*'((?:[^'\\]|\\.)*)'/g)].map(([, words]) => words ?? '')),
);

test('what the code says is found in the code', () => {
  assert.ok(said.size > 90, `${said.size} sentences`);
});

for (const language of languages) {
  test(`what the code says is there in ${language}, and nothing else`, () => {
    const bundle = json(`l10n/bundle.l10n.${language}.json`);
    assert.deepEqual(new Set(Object.keys(bundle)), said);
    for (const [words, translated] of Object.entries(bundle)) {
      assert.deepEqual(gaps(translated), gaps(words), words);
      assert.notEqual(translated.trim(), '', words);
    }
  });

  test(`what the manifest says is there in ${language}`, () => {
    const own = json('package.nls.json');
    const translated = json(`package.nls.${language}.json`);
    assert.deepEqual(Object.keys(translated), Object.keys(own));
    const commands = (words: string): string[] => [...words.matchAll(/\(command:[^)]+\)/g)].map(([command]) => command);
    for (const [key, words] of Object.entries(own)) assert.deepEqual(commands(translated[key] ?? ''), commands(words), key);
  });
}

test('each word that the manifest asks for is there, and none that it does not', () => {
  const asked = new Set([...read('package.json').matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key));
  assert.deepEqual(new Set(Object.keys(json('package.nls.json'))), asked);
});

test('the views are given every word that they say', () => {
  const given = new Set([...read('src/views/words.ts').matchAll(/^ {4}(\w+): l10n/gm)].map(([, key]) => key));
  assert.deepEqual(given, new Set(Object.keys(english)));
});
