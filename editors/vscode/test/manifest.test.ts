// What the manifest promises: it agrees with the code and with the program.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const here = new URL('..', import.meta.url).pathname;
const root = join(here, '../..');
const manifest = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'));
const { contributes } = manifest;
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

test('every class of brackets has a colour of its own in light and dark, and a scope for other themes', () => {
  const classes = [...read('src/vocabulary/class.rs').matchAll(/^ {4}\w+ "([\w-]+)" "/gm)].map(([, name]) => name);
  assert.ok(classes.length >= 18);
  assert.deepEqual(contributes.semanticTokenTypes.map(({ id }: { id: string }) => id), classes);
  // What stands in the source's own brackets looks as the source does.
  for (const name of classes.filter((it) => it !== 'source')) {
    for (const theme of ['[*Light*]', '[*Dark*]']) assert.match(contributes.configurationDefaults['editor.semanticTokenColorCustomizations'][theme].rules[`${name}:sigla`], /^#[0-9a-f]{6}$/, `${name} ${theme}`);
    assert.ok(contributes.semanticTokenScopes[0].scopes[name ?? ''], name);
  }
});

test('the settings are those that the program reads', () => {
  const places = [...read('src/server/settings/mod.rs').matchAll(/\(Hint::\w+, "([^"]+)"\)/g)].map(([, place]) => `sigla${place?.replace(/\//g, '.')}`);
  assert.ok(places.length >= 4);
  for (const place of places) assert.equal(contributes.configuration.properties[place]?.type, 'boolean', place);
});

test('no folder can say which program is started', () => {
  assert.equal(contributes.configuration.properties['sigla.server.path'].scope, 'machine');
  assert.deepEqual(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations, ['sigla.server.path']);
  assert.equal(manifest.capabilities.untrustedWorkspaces.supported, 'limited');
});

test('every role of the vocabulary is coloured before the program answers', () => {
  const roles = [...read('src/vocabulary/roles.toml').matchAll(/^name = "(\w+)"/gm)].map(([, name]) => name);
  const grammar = readFileSync(join(here, 'syntaxes/sigla.tmLanguage.json'), 'utf8');
  const coloured = /\(@\)\((classification[^)]*)\)/.exec(grammar)?.[1]?.split('|');
  assert.deepEqual(new Set(coloured), new Set(roles));
});

test('every file that the manifest names is there', () => {
  const named = [...JSON.stringify(manifest).matchAll(/"(?:\.\/)?((?:images|syntaxes|snippets|walkthrough)\/[^"]+|[\w-]+configuration\.json)"/g)].map(([, file]) => file ?? '');
  assert.ok(named.length > 12);
  for (const file of named) assert.ok(existsSync(join(here, file)), file);
});

test('words have their hyphens and apostrophes', () => {
  const { pattern, flags } = JSON.parse(readFileSync(join(here, 'language-configuration.json'), 'utf8')).wordPattern;
  const words = (text: string): string[] => text.match(new RegExp(pattern, `${flags}g`)) ?? [];
  assert.deepEqual(words('Shara-Sume [Altai]; OSPAN\'s, Ürümqi, Сань-цюй, people’s 3-2'), ['Shara-Sume', 'Altai', "OSPAN's", 'Ürümqi', 'Сань-цюй', 'people’s', '3-2']);
});
