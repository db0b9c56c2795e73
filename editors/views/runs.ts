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
  return runs.some((run) => (run.runs ? haveSource(run.runs) : run.voice === 'source' && /\S/.test(run.text ?? '')));
}

/** All of them, as nodes. */
export function drawRuns(runs: readonly Run[]): Node[] {
  const leaves = leavesOf(runs);
  const spaces = spacesBeforeBrackets(leaves);
  return runs.map((run) => draw(run, spaces));
}

function draw(run: Run, spaces: ReadonlySet<Run>): Node {
  const classes = [
    run.class ? `bracket c-${safeName(run.class)}` : '',
    run.mark ? `mark m-${safeName(run.mark)}` : '',
    run.runs ? '' : `voice-${run.voice === 'source' ? 'source' : 'editor'}`,
  ];
  const name = (run.mark && elements[run.mark]) || 'span';
  const made = element(name, { class: classes.filter(Boolean).join(' '), ...(run.title ? { title: wellFormed(run.title) } : {}) });
  if (run.runs) {
    made.append(...run.runs.map((within) => draw(within, spaces)));
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

function leavesOf(runs: readonly Run[], into: Run[] = []): Run[] {
  for (const run of runs) {
    if (run.runs) leavesOf(run.runs, into);
    else into.push(run);
  }
  return into;
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
