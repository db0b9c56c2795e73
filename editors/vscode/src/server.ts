// Where the program is that serves the editor: the one that is set, or else the one carried in the package, or else the one on PATH.

import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import * as path from 'node:path';

/** Where a program was found. */
export type Origin = 'setting' | 'package' | 'PATH';

export type Found =
  | { program: string; origin: Origin }
  /** It was set, and is not there or cannot be started: no other is taken in its stead. */
  | { program: null; why: 'wrong-setting'; setting: string }
  | { program: null; why: 'nowhere' };

export interface Search {
  /** The setting `sigla.server.path`. */
  setting: string;
  /** The folder of the extension. */
  extension: string;
  /** The folders that are open: nothing in them is ever started. */
  workspace: readonly string[];
  environment: { [name: string]: string | undefined };
  home: string;
  windows: boolean;
}

/** Looks for the program. */
export async function findServer(search: Search): Promise<Found> {
  const { setting, extension, home, windows } = search;
  const name = windows ? 'sigla.exe' : 'sigla';
  if (setting.trim() !== '') {
    const program = expandHome(setting.trim(), home);
    return (await isProgram(program)) ? { program, origin: 'setting' } : { program: null, why: 'wrong-setting', setting };
  }
  const carried = path.join(extension, 'server', name);
  if (await isProgram(carried)) return { program: carried, origin: 'package' };
  for (const folder of searchedFolders(search)) {
    const program = path.join(folder, name);
    if (await isProgram(program)) return { program, origin: 'PATH' };
  }
  return { program: null, why: 'nowhere' };
}

/**
 * The folders of PATH, and then the one where `cargo install` puts programs, which an editor that was not started from a terminal
 * often does not know of. Left out is whatever is not absolute or lies in an open folder: a collection from elsewhere must not
 * bring its own program.
 */
export function searchedFolders({ environment, home, workspace, windows }: Search): string[] {
  const all = (environment['PATH'] ?? environment['Path'] ?? '').split(windows ? ';' : ':');
  const inWorkspace = (folder: string): boolean =>
    workspace.some((root) => {
      const between = path.relative(root, folder);
      return between === '' || (!between.startsWith('..') && !path.isAbsolute(between));
    });
  return [...all, path.join(home, '.cargo', 'bin')].filter((folder) => path.isAbsolute(folder) && !inWorkspace(folder));
}

export function expandHome(program: string, home: string): string {
  return /^~(?=$|[/\\])/.test(program) ? home + program.slice(1) : program;
}

async function isProgram(file: string): Promise<boolean> {
  if (!path.isAbsolute(file)) return false;
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}
