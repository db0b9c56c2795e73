// The extension: what is made when it starts, and what each part is told of.

import * as vscode from 'vscode';
import { registerCommands } from './commands/index.ts';
import { Following } from './following.ts';
import { Session } from './session.ts';
import { StatusBar } from './status.ts';
import { CollectionTree } from './views/collection.ts';
import { FacsimilePanel } from './views/facsimile.ts';
import { MapPanel } from './views/map.ts';
import { PreviewPanel } from './views/preview.ts';

let session: Session | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const running = (session = new Session(context));
  const following = new Following();
  const preview = new PreviewPanel(context, running, following);
  const map = new MapPanel(context, running, following);
  const facsimile = new FacsimilePanel(context, running, following);
  const tree = new CollectionTree(running);
  preview.showImage = (image) => facsimile.show(image);
  context.subscriptions.push(
    following,
    preview,
    map,
    facsimile,
    tree,
    new StatusBar(running, following),
    registerCommands(running, following),
    vscode.commands.registerCommand('sigla.openPreview', () => preview.open()),
    vscode.commands.registerCommand('sigla.openMap', () => map.open()),
    vscode.commands.registerCommand('sigla.openFacsimile', () => facsimile.open()),
    vscode.commands.registerCommand('sigla.forgetHosts', () => facsimile.forgetHosts()),
    vscode.commands.registerCommand('sigla.refreshCollection', () => tree.refresh()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('sigla.server.path')) void running.restart();
    }),
    running,
  );
  // The program starts meanwhile; nobody waits for it.
  void running.start();
}

export async function deactivate(): Promise<void> {
  await session?.stop();
}
