// The editor: CodeMirror, with findings, explanations, completion and colours from the engine.

import { autocompletion, completionKeymap, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { lintGutter, lintKeymap, setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { EditorState, StateEffect, StateField, Transaction, type Extension } from '@codemirror/state';
import {
  Decoration,
  EditorView,
  drawSelection,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  hoverTooltip,
  keymap,
  lineNumbers,
  type DecorationSet,
} from '@codemirror/view';
import { micromark } from 'micromark';
import type { Engine } from './engine.ts';
import type { Change, Finding, Fix, Token } from './questions.ts';

/** What the editor tells the page. */
export interface EditorHost {
  /** The text is another now; `edits` made it so. */
  edited(edits: Change[]): void;
  /** The cursor or the window on the text has moved. */
  moved(): void;
}

/** No more findings are marked at once; the list says how many there are. */
export const MOST_MARKED = 2_000;

const setTokens = StateEffect.define<readonly Token[]>();

const colours = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(shown, transaction) {
    let next = shown.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (!effect.is(setTokens)) continue;
      const length = transaction.state.doc.length;
      const marks = effect.value
        .filter(({ from, to }) => from < to && to <= length)
        .map(({ from, to, kind }) => Decoration.mark({ class: `t-${kind}` }).range(from, to));
      next = Decoration.set(marks, true);
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

export function makeEditor(parent: HTMLElement, engine: Engine, host: EditorHost): EditorView {
  const extensions: Extension = [
    lineNumbers(),
    highlightActiveLineGutter(),
    highlightSpecialChars(),
    history(),
    drawSelection(),
    highlightActiveLine(),
    highlightSelectionMatches(),
    lintGutter(),
    colours,
    EditorView.lineWrapping,
    EditorState.allowMultipleSelections.of(true),
    EditorView.contentAttributes.of({ 'aria-label': 'The document', spellcheck: 'false' }),
    autocompletion({ override: [(context) => complete(engine, context)], icons: false }),
    hoverTooltip(async (_, at) => explain(engine, at), { hoverTime: 250 }),
    keymap.of([...completionKeymap, ...lintKeymap, ...searchKeymap, ...historyKeymap, ...defaultKeymap]),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) {
        const edits: Change[] = [];
        update.changes.iterChanges((from, to, _from, _to, text) => edits.push({ from, to, new: text.toString() }));
        host.edited(edits);
      } else if (update.selectionSet || update.viewportChanged) host.moved();
    }),
  ];
  return new EditorView({ parent, state: EditorState.create({ extensions }) });
}

/** Shows another text, as nothing that could be undone into the one before. */
export function replaceAll(view: EditorView, text: string): void {
  view.dispatch({
    changes: { from: 0, to: view.state.doc.length, insert: text },
    selection: { anchor: 0 },
    annotations: Transaction.addToHistory.of(true),
    scrollIntoView: true,
  });
}

/** Goes to a stretch of the text and selects it. */
export function goTo(view: EditorView, from: number, to = from): void {
  const length = view.state.doc.length;
  const selection = { anchor: Math.min(from, length), head: Math.min(to, length) };
  view.dispatch({ selection, effects: EditorView.scrollIntoView(selection.anchor, { y: 'center' }) });
  view.focus();
}

/** Makes the edits of a fix, as one that can be undone. */
export function apply(view: EditorView, fix: Fix): void {
  view.dispatch({ changes: fix.edits.map(({ from, to, new: insert }) => ({ from, to, insert })), userEvent: 'input.fix' });
  view.focus();
}

export function showTokens(view: EditorView, tokens: readonly Token[]): void {
  view.dispatch({ effects: setTokens.of(tokens) });
}

const severities = { error: 'error', warning: 'warning', information: 'info', hint: 'hint' } as const;

export function showFindings(view: EditorView, findings: readonly Finding[]): void {
  const length = view.state.doc.length;
  const shown = findings.slice(0, MOST_MARKED).map(
    (finding): Diagnostic => ({
      from: Math.min(finding.from, length),
      to: Math.min(finding.to, length),
      severity: severities[finding.severity] ?? 'info',
      source: finding.rule,
      message: finding.message,
      actions: finding.fixes.map((fix) => ({ name: fix.title, apply: (target) => apply(target, fix) })),
    }),
  );
  view.dispatch(setDiagnostics(view.state, shown));
}

async function complete(engine: Engine, context: CompletionContext): Promise<CompletionResult | null> {
  const typed = context.matchBefore(/[\p{L}\p{M}\d'’@:-]+|[[{@]/u);
  if (!typed && !context.explicit) return null;
  const { items } = await engine.ask('complete', { at: context.pos });
  const first = items[0];
  if (!first || context.aborted) return null;
  const begun = folded(context.state.sliceDoc(first.from, context.pos));
  return {
    from: first.from,
    to: first.to,
    filter: false,
    options: items
      .filter(({ from, to, filter }) => from === first.from && to === first.to && folded(filter).startsWith(begun))
      .map((item) => ({ label: item.label, detail: item.detail, apply: item.new, ...(item.about ? { info: item.about } : {}) })),
  };
}

/** Words without case and accents, as one looks for them. */
function folded(words: string): string {
  return words.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

async function explain(engine: Engine, at: number) {
  const hover = await engine.ask('hover', { at });
  if (!hover) return null;
  return {
    pos: hover.from,
    end: hover.to,
    above: true,
    create: () => {
      const dom = document.createElement('div');
      dom.className = 'hover';
      dom.append(...markdown(hover.markdown));
      return { dom };
    },
  };
}

/** Explanations as elements. The reader lets neither markup of a web page nor addresses of other kinds than `https` through. */
function markdown(text: string): Node[] {
  const read = new DOMParser().parseFromString(micromark(text), 'text/html');
  for (const link of read.querySelectorAll('a')) {
    link.target = '_blank';
    link.rel = 'noopener noreferrer';
    if (!link.href.startsWith('https://')) link.replaceWith(...link.childNodes);
  }
  return [...read.body.childNodes].map((node) => document.importNode(node, true));
}
