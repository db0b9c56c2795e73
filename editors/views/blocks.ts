// Draws the blocks of a document: each by what it is, none nested in another, so that one can be drawn anew alone.

import { element, wellFormed, type Child } from './dom.ts';
import { drawRuns, haveSource, safeName } from './runs.ts';
import type { Block } from './contract.ts';
import type { Words } from './words.ts';

/** A block as it is drawn: alike, if it is alike in all but where it stands. */
export interface Drawn {
  block: Block;
  /** In how many containers it stands. */
  within: number;
  likeness: string;
}

/** What is drawn of each block, which is known without looking at the page. */
export function prepare(blocks: readonly Block[]): Drawn[] {
  let open = 0;
  return joinComments(blocks).map((block) => {
    if (block.kind === 'container-end') open = Math.max(0, open - 1);
    const within = open;
    if (block.kind === 'container-start') open += 1;
    const { line: _line, endLine: _endLine, ...rest } = block;
    return { block, within, likeness: `${within} ${JSON.stringify(rest)}` };
  });
}

/** A remark that runs over lines is one remark; what is said to Sigla alone stays by itself. */
function joinComments(blocks: readonly Block[]): Block[] {
  const joined: Block[] = [];
  for (const block of blocks) {
    const before = joined.at(-1);
    const goesOn = before?.kind === 'comment' && block.kind === 'comment' && block.line === before.endLine + 1 && !isDirective(before) && !isDirective(block);
    if (goesOn) joined[joined.length - 1] = { ...before, endLine: block.endLine, runs: [...(before.runs ?? []), { text: '\n', voice: 'editor' }, ...(block.runs ?? [])] };
    else joined.push(block);
  }
  return joined;
}

/** The element of a block. */
export function drawBlock({ block, within }: Drawn, words: Words): HTMLElement {
  const made = bare(block, words);
  made.classList.add('block', `k-${safeName(block.kind)}`);
  if (block.role) made.classList.add(`r-${safeName(block.role)}`);
  if (!hasSource(block)) made.classList.add('no-source');
  made.style.setProperty('--depth', String(Math.min(8, Math.max(0, block.depth - within))));
  made.style.setProperty('--within', String(Math.min(6, within)));
  return made;
}

function hasSource(block: Block): boolean {
  if (block.kind === 'page' || block.kind === 'comment' || block.kind.startsWith('container-')) return false;
  return haveSource(block.runs ?? []) || (block.rows ?? []).some((row) => row.some(haveSource));
}

function bare(block: Block, words: Words): HTMLElement {
  const runs = (): Child[] => drawRuns(block.runs ?? []);
  const margin = (text: string | null | undefined, name: string): Child =>
    text ? element('span', { class: `margin ${name} voice-editor` }, wellFormed(text)) : null;
  switch (block.kind) {
    case 'heading':
      return element(`h${Math.min(6, Math.max(2, (block.level ?? 1) + 1))}` as 'h2', {}, ...runs());
    case 'line':
      return element('p', block.roleName ? { title: wellFormed(block.roleName) } : {}, margin(block.role, 'role'), ...runs());
    case 'item':
      return element(
        'div',
        {},
        element('span', { class: 'label voice-source' }, wellFormed(block.marker ?? '')),
        element('span', { class: 'body' }, ...runs()),
      );
    case 'footnote':
      return element(
        'div',
        {},
        element('span', { class: 'label voice-source' }, wellFormed((block.marker ?? '').replace(/^\[\^|\]:?$/g, ''))),
        element('span', { class: 'body' }, ...runs()),
      );
    case 'table':
      return element('div', {}, element('table', {}, element('tbody', {}, ...(block.rows ?? []).map(row))));
    case 'page': {
      const shows = typeof block.image === 'number';
      const label = element('span', { class: 'margin leaf voice-editor' }, wellFormed(block.page ?? ''));
      const made = element('div', { role: 'separator', ...(shows ? { title: words.showPage } : {}) }, label);
      if (shows) made.dataset['image'] = String(block.image);
      return made;
    }
    case 'container-start': {
      const kind = block.role ?? block.marker;
      return element('div', {}, kind ? element('span', { class: 'kind voice-editor' }, wellFormed(kind)) : null, ...runs());
    }
    case 'container-end':
      return element('div', {});
    case 'raw':
      return element('pre', {}, ...runs());
    case 'comment':
      return element('aside', isDirective(block) ? { class: 'directive' } : {}, wellFormed(commentOf(block)));
    default:
      return element('p', {}, ...runs());
  }
}

/** What is said to Sigla alone, such as to let a finding stand, is nothing to read. */
function isDirective(block: Block): boolean {
  return /^sigla:/.test(commentOf(block));
}

/** What a comment says, without its sign. */
function commentOf(block: Block): string {
  const text = (block.runs ?? []).map((run) => run.text ?? '').join('');
  return text.replace(/^[^\S\n]*%%[^\S\n]*/gm, '').trim();
}

function row(cells: NonNullable<Block['rows']>[number]): HTMLElement {
  return element('tr', {}, ...cells.map((cell) => element('td', {}, ...drawRuns(cell))));
}
