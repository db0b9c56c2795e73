// The facsimile beside the text: which images may be shown, and whence they come.

import { realpath } from 'node:fs/promises';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Page } from '../../../views/contract.ts';
import type { Picture } from '../../../views/shown.ts';
import { imagesOf, isHttps, pictureAddress } from '../../../views/iiif.ts';
import type { Following } from '../following.ts';
import type { Session } from '../session.ts';
import { Hosts } from './hosts.ts';
import { fetchManifest, type Fetched } from './manifests.ts';
import type { FromFacsimile, ToFacsimile } from './messages.ts';
import { View } from './panel.ts';

export class FacsimilePanel extends View<ToFacsimile, FromFacsimile> {
  private readonly hosts: Hosts;
  private readonly moving: vscode.Disposable;
  private readonly manifests = new Map<string, Promise<Fetched>>();
  private pagesShown = '';
  private wanted: number | undefined;

  constructor(context: vscode.ExtensionContext, session: Session, following: Following) {
    super(context, session, following, 'facsimile');
    this.hosts = new Hosts(context.workspaceState);
    this.moving = vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (textEditor.document === this.following.document) this.say({ type: 'cursor', line: textEditor.selection.active.line });
    });
  }

  override dispose(): void {
    this.moving.dispose();
    super.dispose();
  }

  /** Opens at an image of the list. */
  show(image: number): void {
    this.wanted = image;
    this.open();
    if (this.panel?.visible) void this.refreshNow();
  }

  /** Forgets which hosts were allowed; their images are asked for again. */
  async forgetHosts(): Promise<void> {
    await this.hosts.forget();
    this.manifests.clear();
    this.load();
    void vscode.window.showInformationMessage(vscode.l10n.t('No host is allowed any more. Before an image is loaded from one, you are asked again.'));
  }

  protected title(): string {
    return vscode.l10n.t('Facsimile');
  }

  protected override imageSources(webview: vscode.Webview): string[] {
    return [webview.cspSource, ...this.hosts.all.map((host) => `https://${host}`)];
  }

  protected override roots(): vscode.Uri[] {
    return (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri);
  }

  protected override load(): void {
    this.pagesShown = '';
    super.load();
  }

  protected async refresh(isCurrent: () => boolean): Promise<void> {
    const { editor, document } = this.following;
    if (!document) return;
    const answer = await this.session.ask('sigla/pages', { textDocument: { uri: document.uri.toString() } });
    const pictures = await this.pictures(answer?.pages ?? []);
    if (!isCurrent()) return;
    const pages = JSON.stringify(pictures);
    if (pages !== this.pagesShown) {
      this.pagesShown = pages;
      this.say({ type: 'show', pictures });
    }
    if (this.wanted !== undefined) this.say({ type: 'page', index: this.wanted });
    else if (editor) this.say({ type: 'cursor', line: editor.selection.active.line });
    this.wanted = undefined;
  }

  protected hear(message: FromFacsimile): void {
    if (message.type === 'allow') void this.hosts.allow(message.host).then(() => this.load());
    const { editor, document } = this.following;
    if (message.type === 'goTo' && editor && document) {
      const line = Math.max(0, Math.min(document.lineCount - 1, message.line));
      editor.selection = new vscode.Selection(line, 0, line, 0);
      editor.revealRange(editor.selection, vscode.TextEditorRevealType.AtTop);
    }
  }

  private async pictures(pages: readonly Page[]): Promise<Picture[]> {
    const all = await Promise.all(pages.map((page, index) => (page.manifest ? this.ofManifest(page, pages, index) : this.ofImage(page))));
    return all.flat();
  }

  private async ofImage(page: Page): Promise<Picture[]> {
    const picture: Picture = { label: page.label, line: page.line, name: page.source, address: null, asks: null, problem: page.problem };
    if (picture.problem) return [picture];
    switch (page.where) {
      case 'workspace':
        return [page.uri ? await this.ofFile(picture, vscode.Uri.parse(page.uri)) : { ...picture, problem: missing(page.source) }];
      case 'remote':
        return [this.ofAddress(picture, pictureAddress(page.uri ?? page.source))];
      case 'missing':
        return [{ ...picture, problem: missing(page.source) }];
      default:
        return [{ ...picture, problem: outside(page.source) }];
    }
  }

  /** The file itself must lie in an open folder, also where a link leads to it. */
  private async ofFile(picture: Picture, uri: vscode.Uri): Promise<Picture> {
    const webview = this.panel?.webview;
    if (!webview) return picture;
    if (uri.scheme === 'file') {
      try {
        const file = await realpath(uri.fsPath);
        const roots = await Promise.all(this.roots().map((root) => realpath(root.fsPath).catch(() => root.fsPath)));
        if (!roots.some((root) => file.startsWith(root + path.sep))) return { ...picture, problem: outside(picture.name) };
      } catch {
        return { ...picture, problem: missing(picture.name) };
      }
    }
    return { ...picture, address: webview.asWebviewUri(uri).toString() };
  }

  private ofAddress(picture: Picture, address: string): Picture {
    if (!isHttps(address)) return { ...picture, problem: vscode.l10n.t('“{0}” is not loaded: images come by https or from the folder that is open.', picture.name) };
    const { host } = new URL(address);
    return this.hosts.allows(host) ? { ...picture, address } : { ...picture, asks: host };
  }

  /** The canvases of a manifest stand for the pages in order, whether the server lists it once or once for each page. */
  private async ofManifest(page: Page, pages: readonly Page[], index: number): Promise<Picture[]> {
    const picture: Picture = { label: page.label, line: page.line, name: page.source, address: null, asks: null, problem: page.problem };
    if (picture.problem) return [picture];
    const address = page.uri ?? page.source;
    const asked = this.ofAddress(picture, address);
    if (asked.asks || asked.problem) return [asked];
    const fetched = await this.manifest(address);
    if (fetched.is === 'elsewhere') return [{ ...picture, asks: fetched.host }];
    if (fetched.is === 'failed') return [{ ...picture, problem: failure(fetched.why, page.source) }];
    const images = imagesOf(fetched.manifest);
    if (images.length === 0) return [{ ...picture, problem: failure('no-manifest', page.source) }];
    const sharing = pages.filter((it) => it.manifest && it.source === page.source);
    const number = sharing.indexOf(page);
    const last = number === sharing.length - 1;
    const own = images.slice(number, last ? undefined : number + 1);
    return own.map((image, at) =>
      this.ofAddress({ ...picture, label: (at === 0 ? page.label : null) ?? image.label, line: page.line, name: `${page.source}#${index + at}` }, image.address),
    );
  }

  private manifest(address: string): Promise<Fetched> {
    let fetched = this.manifests.get(address);
    if (!fetched) {
      fetched = fetchManifest(address, (host) => this.hosts.allows(host), (at, wishes) => fetch(at, wishes));
      this.manifests.set(address, fetched);
      // What failed is tried again the next time it is asked for.
      void fetched.then(({ is }) => is === 'manifest' || this.manifests.delete(address));
    }
    return fetched;
  }
}

function missing(source: string): string {
  return vscode.l10n.t('The image “{0}”, which the header names, is not there.', source);
}

function outside(source: string): string {
  return vscode.l10n.t('The image “{0}” lies outside the folder that is open, so it is not shown.', source);
}

function failure(why: 'offline' | 'not-there' | 'no-manifest', source: string): string {
  switch (why) {
    case 'offline':
      return vscode.l10n.t('“{0}” could not be reached. Is the computer offline?', source);
    case 'not-there':
      return vscode.l10n.t('The server has nothing to show at “{0}”.', source);
    case 'no-manifest':
      return vscode.l10n.t('What lies at “{0}” is no IIIF manifest with images.', source);
  }
}
