// The reading preview beside the text, scrolled in step with it.

import * as vscode from 'vscode';
import type { Following } from '../following.ts';
import type { Session } from '../session.ts';
import type { FromPreview, ToPreview } from './messages.ts';
import { View } from './panel.ts';

/** For so long after one side has scrolled the other, what that one says of it is its echo. */
const ECHO = 300;

export class PreviewPanel extends View<ToPreview, FromPreview> {
  private readonly scrolling: vscode.Disposable;
  private scrolledEditor = 0;
  /** Shows the image of a page; the facsimile does that. */
  showImage: ((image: number) => void) | undefined;

  constructor(context: vscode.ExtensionContext, session: Session, following: Following) {
    super(context, session, following, 'preview');
    this.scrolling = vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor, visibleRanges }) => {
      const first = visibleRanges[0];
      if (!first || textEditor.document !== this.following.document || !this.inStep()) return;
      if (Date.now() - this.scrolledEditor < ECHO) return;
      this.say({ type: 'scrollTo', line: first.start.line });
    });
  }

  override dispose(): void {
    this.scrolling.dispose();
    super.dispose();
  }

  protected title(): string {
    return vscode.l10n.t('Preview');
  }

  protected async refresh(isCurrent: () => boolean): Promise<void> {
    const { editor, document } = this.following;
    if (!document) return;
    const preview = await this.session.ask('sigla/preview', { textDocument: { uri: document.uri.toString() } });
    if (!isCurrent()) return;
    const isNew = this.shown !== document.uri.toString();
    this.shown = document.uri.toString();
    this.say({ type: 'show', preview });
    const first = editor?.visibleRanges[0];
    if (isNew && first && this.inStep()) this.say({ type: 'scrollTo', line: first.start.line });
  }

  protected override load(): void {
    this.shown = undefined;
    super.load();
  }

  protected hear(message: FromPreview): void {
    const { editor, document } = this.following;
    if (!document) return;
    switch (message.type) {
      case 'goTo': {
        const at = new vscode.Position(clamp(message.line, document), 0);
        void this.goTo(document.uri, new vscode.Range(at, at));
        break;
      }
      case 'scrolled': {
        if (!editor || !this.inStep() || !vscode.window.visibleTextEditors.includes(editor)) return;
        this.scrolledEditor = Date.now();
        const at = new vscode.Position(clamp(message.line, document), 0);
        editor.revealRange(new vscode.Range(at, at), vscode.TextEditorRevealType.AtTop);
        break;
      }
      case 'showImage':
        this.showImage?.(message.image);
        break;
      default:
    }
  }

  private shown: string | undefined;

  private inStep(): boolean {
    return vscode.workspace.getConfiguration('sigla', this.following.document).get('preview.scrollInStep', true);
  }
}

function clamp(line: number, document: vscode.TextDocument): number {
  return Math.max(0, Math.min(document.lineCount - 1, Math.floor(line) || 0));
}
