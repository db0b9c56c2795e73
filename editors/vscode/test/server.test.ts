// Which program is started, and which never.

import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { findServer, searchedFolders, type Search } from '../src/server.ts';

const folder = mkdtempSync(join(tmpdir(), 'sigla-find-'));
after(() => rmSync(folder, { recursive: true, force: true }));

function program(...parts: string[]): string {
  const file = join(folder, ...parts);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, '#!/bin/sh\n');
  chmodSync(file, 0o755);
  return file;
}

const onPath = program('bin', 'sigla');
const set = program('own', 'sigla-new');
const search = (differs: Partial<Search> = {}): Search => ({
  setting: '',
  extension: join(folder, 'extension'),
  workspace: [join(folder, 'letters')],
  environment: { PATH: `relative:${join(folder, 'bin')}` },
  home: join(folder, 'home'),
  windows: false,
  ...differs,
});

test('the one that is set comes first', async () => {
  assert.deepEqual(await findServer(search({ setting: set })), { program: set, origin: 'setting' });
});

test('a home folder may be written as a tilde', async () => {
  const home = program('home', 'tools', 'sigla');
  assert.deepEqual(await findServer(search({ setting: '~/tools/sigla' })), { program: home, origin: 'setting' });
});

test('where the setting is wrong no other is taken in its stead', async () => {
  for (const setting of [join(folder, 'nowhere'), 'sigla', './sigla', folder])
    assert.deepEqual(await findServer(search({ setting })), { program: null, why: 'wrong-setting', setting });
});

test('then comes the one on PATH, unless the package carries one', async () => {
  assert.deepEqual(await findServer(search()), { program: onPath, origin: 'PATH' });
  const carried = program('extension', 'server', 'sigla');
  assert.deepEqual(await findServer(search()), { program: carried, origin: 'package' });
});

test('nothing that lies in an open folder is ever started', () => {
  const inside = join(folder, 'letters', 'bin');
  const folders = searchedFolders(search({ environment: { PATH: `${inside}:${join(folder, 'letters')}:.:${join(folder, 'letters-2')}` } }));
  assert.deepEqual(folders, [join(folder, 'letters-2'), join(folder, 'home', '.cargo', 'bin')]);
});

test('where there is none, that is said', async () => {
  const none = search({ extension: join(folder, 'bare'), environment: {}, home: join(folder, 'nobody') });
  assert.deepEqual(await findServer(none), { program: null, why: 'nowhere' });
});
