// A new document from a bare typescript: what is selected, what is open as plain text, or what was copied.

import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Session } from '../session.ts';

interface Source {
  label: string;
  text: string;
  /** The file that it is from. */
  from?: vscode.Uri;
}

export async function newFromText(session: Session, clicked: unknown): Promise<void> {
  const source = clicked instanceof vscode.Uri && clicked.scheme === 'file' ? await fileSource(clicked) : await choose(await sources());
  if (!source) return;
  const name = source.from ? path.posix.basename(source.from.path) : undefined;
  const made = await session.ask('sigla/fromText', { text: source.text, ...(name ? { name } : {}) });
  if (!made) return;
  const document = await open(made.text, source.from);
  await vscode.window.showTextDocument(document);
  tell(made.said);
}

async function sources(): Promise<Source[]> {
  const found: Source[] = [];
  const editor = vscode.window.activeTextEditor;
  if (editor && !editor.selection.isEmpty)
    found.push({ label: vscode.l10n.t('What is selected'), text: editor.document.getText(editor.selection), from: editor.document.uri });
  if (editor && editor.document.languageId === 'plaintext' && editor.document.getText().trim() !== '')
    found.push({ label: path.posix.basename(editor.document.uri.path), text: editor.document.getText(), from: editor.document.uri });
  const copied = await vscode.env.clipboard.readText();
  if (copied.trim() !== '') found.push({ label: vscode.l10n.t('What was copied'), text: copied });
  return found;
}

async function choose(found: Source[]): Promise<Source | undefined> {
  if (found.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Copy the text of a document first, or open it as a .txt file; then Sigla makes a document of it.'));
    return undefined;
  }
  // What is selected is meant; it need not be asked.
  if (found.length === 1 || found[0]?.label === vscode.l10n.t('What is selected')) return found[0];
  const items = found.map((source) => ({ label: source.label, description: firstWords(source.text), source }));
  return (await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('Which text is to become a document?') }))?.source;
}

async function fileSource(uri: vscode.Uri): Promise<Source> {
  const document = await vscode.workspace.openTextDocument(uri);
  return { label: path.posix.basename(uri.path), text: document.getText(), from: uri };
}

function firstWords(text: string): string {
  const words = text.trim().replace(/\s+/g, ' ');
  return words.length > 60 ? `${words.slice(0, 60)}…` : words;
}

/** An unsaved document beside the text it is from, so that saving it proposes a name; nothing is written yet. */
async function open(text: string, from: vscode.Uri | undefined): Promise<vscode.TextDocument> {
  const beside = from?.scheme === 'file' ? from.with({ scheme: 'untitled', path: from.path.replace(/(\.[^./]*)?$/, '.sigla') }) : undefined;
  if (!beside || (await exists(beside.with({ scheme: 'file' })))) return vscode.workspace.openTextDocument({ language: 'sigla', content: text });
  const document = await vscode.workspace.openTextDocument(beside);
  const edit = new vscode.WorkspaceEdit();
  const all = new vscode.Range(document.positionAt(0), document.positionAt(document.getText().length));
  edit.replace(document.uri, all, text);
  await vscode.workspace.applyEdit(edit);
  return vscode.languages.setTextDocumentLanguage(document, 'sigla');
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

/** What was done, in the words of the program. */
function tell(said: readonly string[]): void {
  if (said.length > 0) void vscode.window.showInformationMessage(vscode.l10n.t('The document was made: {0}.', said.map((it) => it.trim().replace(/\s+/g, ' ')).join('; ')));
}
