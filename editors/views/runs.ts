// Draws runs: the words of a block, each stretch in its voice, class or mark.

import { element, wellFormed } from './dom.ts';
import type { Run } from './contract.ts';

/** What HTML has an element for. Everything else is a span with a class of that name. */
const elements: Record<string, keyof HTMLElementTagNameMap> = {
  deleted: 'del',
  added: 'ins',
  emphasis: 'em',
  strong: 'strong',
  bold: 'strong',
  underlined: 'u',
  superior: 'sup',
  inferior: 'sub',
};

/** A name that may stand in a class, whatever a document or server made of it. */
export function safeName(name: string): string {
  return name.replace(/[^A-Za-z0-9-]/g, '-').slice(0, 40);
}

/** Whether any of them is the document's own. */
export function haveSource(runs: readonly Run[]): boolean {
  return leavesOf(runs).some(({ voice, text }) => voice === 'source' && /\S/.test(text ?? ''));
}

/** All of them, as nodes. */
export function drawRuns(runs: readonly Run[]): Node[] {
  const leaves = leavesOf(runs);
  const spaces = spacesBeforeBrackets(leaves);
  return runs.map((run) => draw(run, spaces, 0));
}

/** Brackets within brackets are drawn so deep; what is deeper, a slip or a prank, is drawn as one run with all its words. */
const DEEPEST = 80;

function draw(run: Run, spaces: ReadonlySet<Run>, depth: number): Node {
  if (run.runs && depth === DEEPEST) run = { ...run, text: leavesOf([run]).map(({ text }) => text ?? '').join(''), runs: undefined };
  const classes = [
    run.class ? `bracket c-${safeName(run.class)}` : '',
    run.mark ? `mark m-${safeName(run.mark)}` : '',
    run.runs ? '' : `voice-${run.voice === 'source' ? 'source' : 'editor'}`,
  ];
  const name = (run.mark && elements[run.mark]) || 'span';
  const made = element(name, { class: classes.filter(Boolean).join(' '), ...(run.title ? { title: wellFormed(run.title) } : {}) });
  if (run.runs) {
    made.append(...run.runs.map((within) => draw(within, spaces, depth + 1)));
  } else {
    const text = wellFormed(run.text ?? '');
    if (spaces.has(run)) {
      const words = text.replace(/\s+$/, '');
      made.append(words, element('span', { class: 'space' }, text.slice(words.length)));
    } else {
      made.append(text);
    }
  }
  return made;
}

/** The runs that have text, in its order, however deep they lie. */
function leavesOf(runs: readonly Run[]): Run[] {
  const leaves: Run[] = [];
  const waiting = [...runs].reverse();
  for (let run = waiting.pop(); run; run = waiting.pop()) {
    if (run.runs) for (let at = run.runs.length - 1; at >= 0; at -= 1) waiting.push(run.runs[at] as Run);
    else leaves.push(run);
  }
  return leaves;
}

/**
 * The source's leaves whose space at the end only parts a word from a bracket with a comma or full stop behind it. Where the
 * bracket is hidden, that space is hidden too.
 */
function spacesBeforeBrackets(leaves: readonly Run[]): ReadonlySet<Run> {
  const found = new Set<Run>();
  let before: Run | undefined;
  let brackets = false;
  for (const leaf of leaves) {
    if (leaf.voice !== 'source') {
      brackets = true;
    } else if (leaf.text) {
      if (before && brackets && /\s$/.test(before.text ?? '') && /^[.,;:!?)»”’]/.test(leaf.text)) found.add(before);
      before = leaf;
      brackets = false;
    }
  }
  return found;
}
