// Checks every document of the collection, also closed ones, and shows what is found in the list of problems.

import * as vscode from 'vscode';
import type { Following } from '../following.ts';
import { NotRunning } from '../requests.ts';
import type { Session } from '../session.ts';

interface Report {
  items: { uri: string; kind: string; items?: { severity?: number }[] }[];
}

/** What the protocol calls a hint is in no list. */
const HINT = 4;

export async function checkCollection(session: Session, following: Following): Promise<void> {
  await session.settled();
  const client = session.client;
  if (!client?.isRunning()) throw new NotRunning();
  if (!vscode.workspace.workspaceFolders && !following.document) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Open the folder of your collection first.'));
    return;
  }
  await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Checking the collection'), cancellable: true },
    async (_progress, token) => {
      // The list of problems is filled by the client, which asks the same; this asks for all, to count them.
      const report = await client.sendRequest<Report | null>('workspace/diagnostic', { identifier: 'sigla', previousResultIds: [] }, token);
      const checked = (report?.items ?? []).filter(({ kind }) => kind === 'full');
      const counts = checked.map(({ items }) => (items ?? []).filter(({ severity }) => severity !== HINT).length);
      const findings = counts.reduce((sum, count) => sum + count, 0);
      const told =
        findings === 0
          ? vscode.l10n.t('No findings in {0} documents.', checked.length)
          : vscode.l10n.t('{0} findings in {1} documents.', findings, counts.filter((count) => count > 0).length);
      void vscode.window.showInformationMessage(told);
    },
  );
  await vscode.commands.executeCommand('workbench.actions.view.problems');
}
