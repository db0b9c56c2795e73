// Every bracket of the document with its class, by which rule, and of which words; going through the list shows each in the text.

import * as vscode from 'vscode';
import type { Bracket } from '../../../views/contract.ts';
import type { Following } from '../following.ts';
import type { Session } from '../session.ts';

interface Item extends vscode.QuickPickItem {
  range: vscode.Range;
}

export async function showClassification(session: Session, following: Following): Promise<void> {
  const editor = following.editor;
  if (!editor) return;
  const answer = await session.ask('sigla/brackets', { textDocument: { uri: editor.document.uri.toString() } });
  const brackets = answer?.brackets ?? [];
  if (brackets.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No bracket stands in this document.'));
    return;
  }
  const before = { selection: editor.selection, visible: editor.visibleRanges[0] };
  const pick = vscode.window.createQuickPick<Item>();
  pick.title = vscode.l10n.t('How the brackets are understood');
  pick.placeholder = vscode.l10n.t('Type a class or a word, such as “{0}”', brackets[0]?.name ?? '');
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.items = brackets.map(item);
  const cursor = editor.selection.active;
  const at = pick.items.find(({ range }) => range.contains(cursor));
  if (at) pick.activeItems = [at];
  const mark = vscode.window.createTextEditorDecorationType({ backgroundColor: new vscode.ThemeColor('editor.findMatchHighlightBackground'), borderRadius: '3px' });
  const show = (it: Item | undefined): void => {
    editor.setDecorations(mark, it ? [it.range] : []);
    if (it) editor.revealRange(it.range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  };
  let chosen = false;
  pick.onDidChangeActive(([active]) => show(active));
  pick.onDidAccept(() => {
    const [active] = pick.activeItems;
    if (active) editor.selection = new vscode.Selection(active.range.start, active.range.end);
    chosen = true;
    pick.hide();
  });
  pick.onDidHide(() => {
    mark.dispose();
    pick.dispose();
    if (!chosen && before.visible) editor.revealRange(before.visible, vscode.TextEditorRevealType.AtTop);
  });
  pick.show();
}

function item({ range, text, name, explanation, rule, of }: Bracket): Item {
  const words = text.replace(/\s+/g, ' ');
  return {
    label: words.length > 70 ? `${words.slice(0, 70)}…` : words,
    description: of ? vscode.l10n.t('{0} of “{1}”', name, of) : name,
    detail: [explanation, rule, vscode.l10n.t('line {0}', range.start.line + 1)].filter(Boolean).join(' · '),
    range: new vscode.Range(range.start.line, range.start.character, range.end.line, range.end.character),
  };
}
