// What is right and what is not with the installation, in sentences, as the program itself tells it.

import * as vscode from 'vscode';
import type { Session } from '../session.ts';

export async function showDoctor(session: Session): Promise<void> {
  await session.settled();
  const { now, client } = session;
  const own = [`VS Code ${vscode.version}`, describe(session)];
  let told = '';
  if (now.is === 'running' && client) {
    const answer = await client.sendRequest<{ text?: string } | null>('workspace/executeCommand', { command: 'sigla.doctor', arguments: [] });
    told = answer?.text ?? '';
  }
  const content = [...own, '', told].join('\n');
  const document = await vscode.workspace.openTextDocument({ language: 'plaintext', content });
  await vscode.window.showTextDocument(document, { preview: true });
}

function describe({ now }: Session): string {
  switch (now.is) {
    case 'starting':
      return vscode.l10n.t('Sigla is starting');
    case 'running':
      return `Sigla ${now.version}: ${now.program}`;
    default:
      return now.sentence;
  }
}
