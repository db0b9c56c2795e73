// What all views have in common: a panel beside the text that opens once, follows the document, and is drawn anew after it was hidden.

import * as vscode from 'vscode';
import type { Following } from '../following.ts';
import { sentence } from '../requests.ts';
import type { Session } from '../session.ts';
import { html } from './html.ts';
import type { Ready, Say } from './messages.ts';
import { words } from './words.ts';

/** How long is waited after a key before a view is drawn anew; longer where drawing took long. */
const SHORTEST = 120;
const LONGEST = 4000;

/** The panels of all views. */
const open = new Set<vscode.WebviewPanel>();

export abstract class View<To, From> implements vscode.Disposable, vscode.WebviewPanelSerializer {
  protected panel: vscode.WebviewPanel | undefined;
  private readonly subscriptions: vscode.Disposable[];
  private isReady = false;
  private asked = 0;
  private took = 0;
  private waiting: ReturnType<typeof setTimeout> | undefined;

  protected constructor(
    protected readonly context: vscode.ExtensionContext,
    protected readonly session: Session,
    protected readonly following: Following,
    private readonly name: string,
  ) {
    this.subscriptions = [
      session.onDidChange(() => this.refreshSoon()),
      following.onDidChange(() => this.refreshSoon()),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0 && this.concerns(document)) this.refreshSoon();
      }),
      vscode.window.registerWebviewPanelSerializer(`sigla.${name}`, this),
    ];
  }

  /** What the panel is called. */
  protected abstract title(): string;
  /** Asks what is to be shown, and says it to the view. */
  protected abstract refresh(isCurrent: () => boolean): Promise<void>;
  /** Hears what the view says. */
  protected abstract hear(message: From): void;

  /** Whether a change of a document concerns what is shown. */
  protected concerns(document: vscode.TextDocument): boolean {
    return document === this.following.document;
  }

  /** Whence images may come. */
  protected imageSources(_webview: vscode.Webview): string[] {
    return [];
  }

  /** Which folders the view may load files from, besides its own. */
  protected roots(): vscode.Uri[] {
    return [];
  }

  open(): void {
    if (this.panel) return this.panel.reveal(undefined, true);
    // Views share a group beside the text, so that it keeps its width.
    const other = [...open][0]?.viewColumn;
    const where = { viewColumn: other ?? vscode.ViewColumn.Beside, preserveFocus: true };
    this.adopt(vscode.window.createWebviewPanel(`sigla.${this.name}`, this.title(), where));
  }

  async deserializeWebviewPanel(panel: vscode.WebviewPanel): Promise<void> {
    this.adopt(panel);
  }

  dispose(): void {
    clearTimeout(this.waiting);
    vscode.Disposable.from(...this.subscriptions).dispose();
    this.panel?.dispose();
  }

  protected say(message: To | Say): void {
    if (this.isReady) void this.panel?.webview.postMessage(message);
  }

  /** Loads the view anew, as after a change of whence images may come. */
  protected load(): void {
    const { panel } = this;
    if (!panel) return;
    this.isReady = false;
    const dist = vscode.Uri.joinPath(this.context.extensionUri, 'dist');
    const { webview } = panel;
    webview.options = { enableScripts: true, localResourceRoots: [dist, ...this.roots()] };
    webview.html = html({
      title: this.title(),
      language: vscode.env.language,
      script: webview.asWebviewUri(vscode.Uri.joinPath(dist, `${this.name}.js`)).toString(),
      style: webview.asWebviewUri(vscode.Uri.joinPath(dist, `${this.name}.css`)).toString(),
      source: webview.cspSource,
      images: this.imageSources(webview),
      words: words(),
    });
  }

  /** Asks again as soon as nobody types. */
  protected refreshSoon(): void {
    clearTimeout(this.waiting);
    if (!this.panel?.visible || !this.isReady) return;
    this.waiting = setTimeout(() => void this.refreshNow(), Math.min(LONGEST, Math.max(SHORTEST, 2 * this.took)));
  }

  protected async refreshNow(): Promise<void> {
    const number = (this.asked += 1);
    const isCurrent = (): boolean => number === this.asked;
    const started = Date.now();
    if (!this.following.document) {
      return this.say({ type: 'say', sentence: vscode.l10n.t('Open a Sigla document; it is shown here.') });
    }
    try {
      await this.refresh(isCurrent);
    } catch (error) {
      if (isCurrent()) this.say({ type: 'say', sentence: sentence(error) });
    }
    this.took = Date.now() - started;
  }

  /** Brings a place of a document before the reader, in the group of its text and not in that of the view. */
  protected async goTo(uri: vscode.Uri, selection: vscode.Range): Promise<void> {
    const { editor } = this.following;
    const shown = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString()) ?? editor;
    const opened = await vscode.window.showTextDocument(uri, { viewColumn: shown?.viewColumn ?? vscode.ViewColumn.One, selection });
    opened.revealRange(selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }

  private adopt(panel: vscode.WebviewPanel): void {
    this.panel = panel;
    open.add(panel);
    panel.title = this.title();
    const icon = vscode.Uri.joinPath(this.context.extensionUri, 'images');
    panel.iconPath = { light: vscode.Uri.joinPath(icon, 'file-light.svg'), dark: vscode.Uri.joinPath(icon, 'file-dark.svg') };
    panel.webview.onDidReceiveMessage((message: Ready | From) => {
      if ((message as Ready).type === 'ready') {
        this.isReady = true;
        void this.refreshNow();
      } else {
        this.hear(message as From);
      }
    });
    panel.onDidDispose(() => {
      open.delete(panel);
      if (this.panel === panel) this.panel = undefined;
      this.isReady = false;
    });
    panel.onDidChangeViewState(() => this.refreshSoon());
    this.load();
  }
}
