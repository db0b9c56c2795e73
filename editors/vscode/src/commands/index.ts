// The commands: a registry, a line for each.

import * as vscode from 'vscode';
import type { Following } from '../following.ts';
import { sentence } from '../requests.ts';
import type { Session } from '../session.ts';
import { checkCollection } from './checkCollection.ts';
import { chooseProgram } from './chooseProgram.ts';
import { fixAll } from './fixAll.ts';
import { newFromText } from './newFromText.ts';
import { showClassification } from './showClassification.ts';
import { showDoctor } from './showDoctor.ts';
import { showStatus } from './showStatus.ts';

export function registerCommands(session: Session, following: Following): vscode.Disposable {
  const commands: Record<string, (...given: unknown[]) => unknown> = {
    'sigla.checkCollection': () => checkCollection(session, following),
    'sigla.fixAll': () => fixAll(),
    'sigla.newFromText': (clicked) => newFromText(session, clicked),
    'sigla.showClassification': () => showClassification(session, following),
    'sigla.showStatus': () => showStatus(session, following),
    'sigla.showDoctor': () => showDoctor(session),
    'sigla.showLog': () => session.log.show(),
    'sigla.restart': () => session.restart(),
    'sigla.chooseProgram': () => chooseProgram(session),
  };
  return vscode.Disposable.from(
    ...Object.entries(commands).map(([name, run]) =>
      vscode.commands.registerCommand(name, async (...given: unknown[]) => {
        try {
          return await run(...given);
        } catch (error) {
          void vscode.window.showErrorMessage(sentence(error));
          return undefined;
        }
      }),
    ),
  );
}
