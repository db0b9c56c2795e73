// The page: the editor on one side; findings, outline, preview and map on the other.

import '../../views/theme.css';
import '../../views/preview.css';
import '../../views/map.css';
import './page.css';
import example from '../../../examples/ili-report.txt';
import { MapView } from '../../views/map.ts';
import { PreviewView } from '../../views/preview.ts';
import { MOST_MARKED, apply, goTo, makeEditor, replaceAll, showFindings, showTokens } from './editor.ts';
import { Engine } from './engine.ts';
import { ENCODINGS, opened, read, save, type Opened } from './files.ts';
import { drawFindings, drawOutline } from './lists.ts';
import type { Finding, PlacedMention } from './questions.ts';

const part = <Kind extends HTMLElement>(id: string): Kind => document.getElementById(id) as Kind;

/** The findings and what else is shown follow once nothing was typed for so long, in milliseconds. */
const PAUSE = 120;
const URI = 'page:document';

let kept: Omit<Opened, 'text' | 'isMixed'> = { name: 'document.sigla', lineEnd: '\n', hasMark: false };
let isSaved = true;
let findings: Finding[] = [];
let due: ReturnType<typeof setTimeout> | undefined;
/** What is shown is of this state of the text. */
let state = 0;

const say = (sentence: string): void => {
  part('said').textContent = sentence;
};

const engine = new Engine(
  () => view.state.doc.toString(),
  (what) => say(`Sigla failed and was started anew; your text is as it was. (${what})`),
);
const view = makeEditor(part('editor'), engine, {
  edited(edits) {
    state += 1;
    isSaved = false;
    engine.ask('edit', { edits }).catch(() => {});
    later();
  },
  moved: () => later(),
});
const preview = new PreviewView(part('preview'), {
  goTo: (line) => goTo(view, view.state.doc.line(Math.min(line + 1, view.state.doc.lines)).from),
  scrolled: () => {},
});
const map = new MapView(part('map'), {
  goTo: (mention) => goTo(view, (mention as PlacedMention).from, (mention as PlacedMention).to),
  want: () => {},
});

function later(): void {
  clearTimeout(due);
  due = setTimeout(() => void show().catch((error: Error) => say(error.message)), PAUSE);
}

let shownState = -1;

async function show(): Promise<void> {
  const now = state;
  const { from, to } = view.viewport;
  if (shownState !== now) {
    const found = await engine.ask('findings', {});
    if (state !== now) return;
    findings = found;
    showFindings(view, findings);
    drawFindings(part('findings'), findings, MOST_MARKED, (finding) => goTo(view, finding.from, finding.to), (fix) => apply(view, fix));
    part('count').textContent = counted(findings);
    part<HTMLButtonElement>('fix').disabled = !findings.some(({ fixes }) => fixes[0]?.safety === 'safe');
    performance.mark('findings');
    document.body.dataset['findings'] = String(findings.length);
  }
  const tokens = await engine.ask('tokens', { from, to });
  if (state !== now) return;
  showTokens(view, tokens);
  await showTab(now, shownState !== now);
  shownState = now;
}

async function showTab(now: number, isNew: boolean): Promise<void> {
  const around = view.state.selection.main.head;
  const tab = document.body.dataset['tab'];
  if (tab === 'outline' && isNew) {
    const entries = await engine.ask('outline', {});
    if (state === now) drawOutline(part('outline'), entries, (entry) => goTo(view, entry.from, entry.to));
  }
  if (tab === 'preview') {
    const shown = isNew ? await engine.ask('preview', { around }) : null;
    if (state !== now) return;
    if (shown) preview.show(shown);
    preview.scrollTo(view.state.doc.lineAt(Math.min(view.viewport.from, view.state.doc.length)).number - 1);
  }
  if (tab === 'map') {
    if (isNew) {
      const places = await engine.ask('places', {});
      if (state !== now) return;
      for (const place of [...places.places, ...places.unplaced])
        for (const mention of place.mentions as PlacedMention[]) {
          mention.uri = URI;
          mention.range = { start: position(mention.from), end: position(mention.to) };
        }
      map.show(places);
    }
    const { line, character } = position(around);
    map.showCursor(URI, line, character);
  }
}

function position(at: number): { line: number; character: number } {
  const line = view.state.doc.lineAt(Math.min(at, view.state.doc.length));
  return { line: line.number - 1, character: at - line.from };
}

function counted(found: readonly Finding[]): string {
  const count = (severity: Finding['severity'], one: string, several: string): string | false => {
    const number = found.filter((it) => it.severity === severity).length;
    return number > 0 && `${number} ${number === 1 ? one : several}`;
  };
  const parts = [count('error', 'error', 'errors'), count('warning', 'warning', 'warnings'), count('information', 'remark', 'remarks'), count('hint', 'hint', 'hints')];
  return parts.filter(Boolean).join(', ') || 'nothing found';
}

/** Whether the text may go; asked only where it was changed and not saved. */
const mayGo = (): boolean => isSaved || confirm('The text was changed and is saved nowhere. Leave it?');

async function take(text: Opened): Promise<void> {
  kept = text;
  part('name').textContent = text.name;
  replaceAll(view, text.text);
  isSaved = true;
  say(text.isMixed ? 'This file ends its lines in several ways; it will be saved with the first of them throughout.' : '');
}

/** Which encoding a file is in, as the user says; none where they do not know. */
function askEncoding(name: string): Promise<string | undefined> {
  const dialog = part<HTMLDialogElement>('encoding');
  const choice = part<HTMLSelectElement>('encodings');
  part('encoding-of').textContent = `${name} is not in UTF-8. Which encoding is it in?`;
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'read' ? choice.value : undefined), { once: true });
  });
}

async function openFile(file: File): Promise<void> {
  if (!mayGo()) return;
  let text = await read(file);
  if (!text) {
    const encoding = await askEncoding(file.name);
    if (!encoding) return;
    text = await read(file, encoding);
    if (!text) return say(`${file.name} is not in ${encoding} either: some bytes stand for nothing there. Nothing was opened.`);
  }
  await take(text);
}

part<HTMLSelectElement>('encodings').append(...ENCODINGS.map((name) => new Option(name, name)));
part('open').addEventListener('click', () => part('file').click());
part<HTMLInputElement>('file').addEventListener('change', (event) => {
  const input = event.target as HTMLInputElement;
  const [file] = input.files ?? [];
  input.value = '';
  if (file) void openFile(file);
});
part('example').addEventListener('click', () => {
  if (mayGo()) void take(opened('ili-report.txt', example));
});
part('make').addEventListener('click', async () => {
  const text = view.state.doc.toString();
  const made = await engine.ask('fromText', { text });
  if (made.text === text) return say('It is a document already: it has a header.');
  replaceAll(view, made.text);
  kept = { ...kept, name: kept.name.replace(/\.(txt|html?)$/i, '') + (kept.name.endsWith('.sigla') ? '' : '.sigla') };
  part('name').textContent = kept.name;
  say(`Made a document: ${made.said.map((it) => it.trim()).join('; ')}. Ctrl+Z takes it back.`);
});
part('fix').addEventListener('click', async () => {
  const fix = await engine.ask('fixAll', {});
  if (fix) apply(view, fix);
});
part('save').addEventListener('click', () => {
  save(kept, view.state.doc.toString());
  isSaved = true;
});
for (const tab of document.querySelectorAll<HTMLButtonElement>('[data-shows]'))
  tab.addEventListener('click', () => {
    document.body.dataset['tab'] = tab.dataset['shows'];
    for (const other of document.querySelectorAll('[data-shows]')) other.setAttribute('aria-selected', String(other === tab));
    void showTab(state, true).catch((error: Error) => say(error.message));
  });
addEventListener('beforeunload', (event) => {
  if (!isSaved) event.preventDefault();
});
document.addEventListener('dragover', (event) => event.preventDefault());
document.addEventListener('drop', (event) => {
  const [file] = event.dataTransfer?.files ?? [];
  if (!file) return;
  event.preventDefault();
  void openFile(file);
});

document.body.dataset['tab'] = 'findings';
void engine.ask('version', {}).then((version) => {
  part('version').textContent = `Sigla ${version}`;
  document.body.dataset['ready'] = 'yes';
  later();
}, (error: Error) => say(error.message));
