// Applies all safe fixes of the document before the reader: those that change no word.

import * as vscode from 'vscode';

export async function fixAll(): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (!document) return;
  const before = document.version;
  await vscode.commands.executeCommand('editor.action.codeAction', { kind: 'source.fixAll.sigla', apply: 'first' });
  if (document.version === before)
    void vscode.window.setStatusBarMessage(vscode.l10n.t('Sigla: nothing here can be put right without a decision of yours'), 6000);
}
