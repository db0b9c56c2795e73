// The collection as a tree: archives, their fonds, and in these the documents by date. Each is asked for when it is opened.

import * as vscode from 'vscode';
import type { CollectionDocument, CollectionGroup } from '../../../views/contract.ts';
import { TooOld, sentence } from '../requests.ts';
import type { Session } from '../session.ts';

type Node =
  | { is: 'folder'; folder: vscode.WorkspaceFolder }
  | { is: 'group'; group: CollectionGroup; path: string[]; uri: string }
  | { is: 'document'; document: CollectionDocument };

/** How long is waited before a collection that is being read is asked for again. */
const AGAIN = 700;

export class CollectionTree implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<undefined>();
  private readonly view: vscode.TreeView<Node>;
  private readonly subscriptions: vscode.Disposable[];
  private again: ReturnType<typeof setTimeout> | undefined;

  readonly onDidChangeTreeData = this.changed.event;

  constructor(private readonly session: Session) {
    this.view = vscode.window.createTreeView('sigla.collection', { treeDataProvider: this, showCollapseAll: true });
    this.subscriptions = [
      session.onDidChange(({ is }) => is !== 'starting' && this.refresh()),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.refresh()),
      vscode.workspace.onDidSaveTextDocument(({ languageId }) => languageId === 'sigla' && this.refresh()),
      vscode.workspace.onDidCreateFiles(() => this.refresh()),
      vscode.workspace.onDidDeleteFiles(() => this.refresh()),
      vscode.workspace.onDidRenameFiles(() => this.refresh()),
    ];
  }

  refresh(): void {
    clearTimeout(this.again);
    this.changed.fire(undefined);
  }

  dispose(): void {
    clearTimeout(this.again);
    vscode.Disposable.from(this.view, this.changed, ...this.subscriptions).dispose();
  }

  async getChildren(node?: Node): Promise<Node[]> {
    const folders = vscode.workspace.workspaceFolders ?? [];
    if (!node && folders.length > 1) return folders.map((folder) => ({ is: 'folder', folder }));
    const [first] = folders;
    if (!first || node?.is === 'document') return [];
    const path = node?.is === 'group' ? node.path : [];
    const uri = node?.is === 'group' ? node.uri : (node?.folder ?? first).uri.toString();
    return this.ask(uri, path);
  }

  getTreeItem(node: Node): vscode.TreeItem {
    switch (node.is) {
      case 'folder': {
        const item = new vscode.TreeItem(node.folder.name, vscode.TreeItemCollapsibleState.Expanded);
        item.iconPath = new vscode.ThemeIcon('root-folder');
        return item;
      }
      case 'group': {
        const { name, detail, count } = node.group;
        const isArchive = node.path.length === 1;
        const unnamed = isArchive ? vscode.l10n.t('No archive named') : vscode.l10n.t('No fonds named');
        const item = new vscode.TreeItem(name || unnamed, isArchive ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed);
        item.id = `${node.uri}\n${node.path.join('\n')}`;
        item.description = count.toLocaleString(vscode.env.language);
        item.tooltip = detail || name || unnamed;
        item.iconPath = new vscode.ThemeIcon(isArchive ? 'library' : 'archive');
        return item;
      }
      case 'document': {
        const { uri, title, date, citation } = node.document;
        const address = vscode.Uri.parse(uri);
        const item = new vscode.TreeItem(title ?? address.path.split('/').at(-1) ?? uri);
        item.resourceUri = address;
        item.description = date ?? vscode.l10n.t('undated');
        item.tooltip = [title, date, citation, vscode.workspace.asRelativePath(address)].filter(Boolean).join('\n');
        item.command = { command: 'vscode.open', title: vscode.l10n.t('Open'), arguments: [address] };
        return item;
      }
    }
  }

  private async ask(uri: string, path: string[]): Promise<Node[]> {
    try {
      const answer = await this.session.ask('sigla/collection', { uri, path });
      this.view.message = answer ? undefined : vscode.l10n.t('The collection is being read…');
      if (!answer) {
        this.again = setTimeout(() => this.refresh(), AGAIN);
        return [];
      }
      return [
        ...answer.groups.map((group): Node => ({ is: 'group', group, path: [...path, group.name], uri })),
        ...answer.documents.map((document): Node => ({ is: 'document', document })),
      ];
    } catch (error) {
      // Where the program is older, the view's own words say so.
      this.view.message = error instanceof TooOld ? undefined : sentence(error);
      return [];
    }
  }
}
