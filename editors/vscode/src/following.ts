// The document that views and the status bar speak of: the one whose editor had the focus last, and still is open.

import * as vscode from 'vscode';

export class Following implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.TextEditor | undefined>();
  private readonly subscriptions: vscode.Disposable[];
  private last: vscode.TextEditor | undefined;

  /** Another document is followed now. */
  readonly onDidChange = this.changed.event;

  constructor() {
    this.last = firstSigla(vscode.window.activeTextEditor, vscode.window.visibleTextEditors);
    this.subscriptions = [
      vscode.window.onDidChangeActiveTextEditor((editor) => this.look(editor)),
      vscode.window.onDidChangeVisibleTextEditors(() => this.look(vscode.window.activeTextEditor)),
      vscode.workspace.onDidOpenTextDocument(() => this.look(vscode.window.activeTextEditor)),
      vscode.workspace.onDidCloseTextDocument(() => this.look(vscode.window.activeTextEditor)),
    ];
  }

  get editor(): vscode.TextEditor | undefined {
    return this.last;
  }

  get document(): vscode.TextDocument | undefined {
    return this.last?.document;
  }

  dispose(): void {
    this.changed.dispose();
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private look(active: vscode.TextEditor | undefined): void {
    const visible = vscode.window.visibleTextEditors;
    // While a view has the focus no editor is active, and what was followed stays.
    const kept = visible.find((editor) => editor === this.last) ?? visible.find((editor) => editor.document === this.last?.document);
    const now = isSigla(active?.document) ? active : isSigla(kept?.document) ? kept : firstSigla(active, visible) ?? this.closedOrLast();
    if (now === this.last) return;
    this.last = now;
    this.changed.fire(now);
  }

  /** An editor in the background is not among the visible ones; its document is followed on while it is open. */
  private closedOrLast(): vscode.TextEditor | undefined {
    return this.last && !this.last.document.isClosed && isSigla(this.last.document) ? this.last : undefined;
  }
}

export function isSigla(document: vscode.TextDocument | undefined): boolean {
  return document?.languageId === 'sigla';
}

function firstSigla(active: vscode.TextEditor | undefined, visible: readonly vscode.TextEditor[]): vscode.TextEditor | undefined {
  return isSigla(active?.document) ? active : visible.find((editor) => isSigla(editor.document));
}
