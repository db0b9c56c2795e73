// Lets the user show where the program is, keeps that for all folders of this computer, and starts it.

import * as vscode from 'vscode';
import type { Session } from '../session.ts';

export async function chooseProgram(session: Session): Promise<void> {
  const [chosen] = (await vscode.window.showOpenDialog({ canSelectMany: false, title: vscode.l10n.t('Where is the program “sigla”?'), openLabel: vscode.l10n.t('Use This') })) ?? [];
  if (!chosen) return;
  const before = vscode.workspace.getConfiguration('sigla').get<string>('server.path', '');
  await vscode.workspace.getConfiguration('sigla').update('server.path', chosen.fsPath, vscode.ConfigurationTarget.Global);
  // A change of the setting restarts; the same one again does not tell of a change.
  if (before === chosen.fsPath) await session.restart();
}
