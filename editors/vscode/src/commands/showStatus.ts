// What one may want at a click on the status bar.

import * as vscode from 'vscode';
import type { Following } from '../following.ts';
import type { Session } from '../session.ts';

export async function showStatus(session: Session, following: Following): Promise<void> {
  const { now } = session;
  const title = now.is === 'running' ? `Sigla ${now.version}` : now.is === 'starting' ? vscode.l10n.t('Sigla is starting') : now.sentence;
  const item = (label: string, command: string): vscode.QuickPickItem & { command: string } => ({ label, command });
  const document = following.document
    ? [
        item(`$(list-unordered) ${vscode.l10n.t('Show the findings')}`, 'workbench.actions.view.problems'),
        item(`$(wand) ${vscode.l10n.t('Apply all safe fixes')}`, 'sigla.fixAll'),
        item(`$(open-preview) ${vscode.l10n.t('Open the preview')}`, 'sigla.openPreview'),
        item(`$(globe) ${vscode.l10n.t('Open the map')}`, 'sigla.openMap'),
        item(`$(book) ${vscode.l10n.t('Open the facsimile')}`, 'sigla.openFacsimile'),
      ]
    : [];
  const items = [
    ...(now.is === 'running' ? [...document, item(`$(checklist) ${vscode.l10n.t('Check the collection')}`, 'sigla.checkCollection')] : []),
    item(`$(debug-restart) ${vscode.l10n.t('Start Sigla again')}`, 'sigla.restart'),
    item(`$(pulse) ${vscode.l10n.t('Ask the doctor')}`, 'sigla.showDoctor'),
    item(`$(output) ${vscode.l10n.t('Show the log')}`, 'sigla.showLog'),
    item(`$(folder-opened) ${vscode.l10n.t('Choose the program…')}`, 'sigla.chooseProgram'),
  ];
  const chosen = await vscode.window.showQuickPick(items, { title });
  if (chosen) await vscode.commands.executeCommand(chosen.command);
}
