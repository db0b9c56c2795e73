// The map beside the text: a click goes to a mention, the cursor lights up its place.

import * as vscode from 'vscode';
import type { Mention, Places } from '../../../views/contract.ts';
import type { Scope } from '../../../views/shown.ts';
import type { Following } from '../following.ts';
import type { Session } from '../session.ts';
import type { FromMap, ToMap } from './messages.ts';
import { View } from './panel.ts';

export class MapPanel extends View<ToMap, FromMap> {
  private readonly moving: vscode.Disposable;
  private scope: Scope = 'document';

  constructor(context: vscode.ExtensionContext, session: Session, following: Following) {
    super(context, session, following, 'map');
    this.moving = vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (textEditor.document === this.following.document) this.sayCursor(textEditor);
    });
  }

  override dispose(): void {
    this.moving.dispose();
    super.dispose();
  }

  protected title(): string {
    return vscode.l10n.t('Map');
  }

  protected async refresh(isCurrent: () => boolean): Promise<void> {
    const { editor, document } = this.following;
    if (!document) return;
    const places = await this.session.ask('sigla/places', { textDocument: { uri: document.uri.toString() }, scope: this.scope });
    if (!isCurrent()) return;
    this.say({ type: 'show', places: places && withOurAddresses(places), scope: this.scope });
    if (editor) this.sayCursor(editor);
  }

  protected hear(message: FromMap): void {
    if (message.type === 'want') {
      this.scope = message.scope;
      void this.refreshNow();
    }
    if (message.type === 'goTo') {
      const { start, end } = message.mention.range;
      void this.goTo(vscode.Uri.parse(message.mention.uri), new vscode.Range(start.line, start.character, end.line, end.character));
    }
  }

  private sayCursor(editor: vscode.TextEditor): void {
    const { line, character } = editor.selection.active;
    this.say({ type: 'cursor', uri: editor.document.uri.toString(), line, character });
  }
}

/** One address is written in several ways; here all are written as the editor does. */
function withOurAddresses(places: Places): Places {
  const known = new Map<string, string>();
  const ours = (uri: string): string => {
    let it = known.get(uri);
    if (it === undefined) known.set(uri, (it = vscode.Uri.parse(uri).toString()));
    return it;
  };
  const all = <Named extends { mentions: Mention[] }>(named: Named): Named => ({ ...named, mentions: named.mentions.map((it) => ({ ...it, uri: ours(it.uri) })) });
  return { ...places, places: places.places.map(all), unplaced: places.unplaced.map(all) };
}
