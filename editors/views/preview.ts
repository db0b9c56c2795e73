// The reading preview: a document as a page to read, its brackets coloured by what they say, in step with the text beside it.

import { button, element, toggle, wellFormed } from './dom.ts';
import { drawBlock, prepare, type Drawn } from './blocks.ts';
import { safeName } from './runs.ts';
import type { HeaderField, KeyEntry, Preview } from './contract.ts';
import { english, type Words } from './words.ts';

/** What the preview asks of whoever shows it. */
export interface PreviewHost {
  /** The line was clicked. */
  goTo(line: number): void;
  /** The reader scrolled, and this line (with a fraction) stands at the top. */
  scrolled(line: number): void;
  /** The image of a page was asked for. */
  showImage?(image: number): void;
  /** Whether the source's words stand alone was changed. */
  turned?(sourceAlone: boolean): void;
}

/** What is told of a document at once; the rest at a click. */
const FIRST_KEYS = ['date', 'source', 'creator', 'recipient', 'translator', 'obtained-by'];
/** How many blocks are drawn at once, and by how many more they grow where one scrolls to their end. */
const MOST = 500;
const STEP = 200;

export class PreviewView {
  private readonly head = element('header', { class: 'head' });
  private readonly keyRow = element('div', { class: 'key', role: 'group' });
  private readonly body = element('div', { class: 'blocks' });
  private readonly sheet = element('main', { class: 'sheet', tabIndex: 0 }, this.head, this.body);
  private readonly note = element('p', { class: 'say', role: 'status' });
  private readonly alone: HTMLButtonElement;
  private drawn: Drawn[] = [];
  private from = 0;
  private to = 0;
  private hasDocument = false;
  /** Where a scroll that nobody but this view made leads; it is not told to the host. */
  private ownScroll = -1;

  constructor(
    private readonly root: HTMLElement,
    private readonly host: PreviewHost,
    private readonly words: Words = english,
  ) {
    this.alone = toggle(words.sourceAlone, words.sourceAloneHelp, false, (on) => {
      this.showAlone(on);
      host.turned?.(on);
    });
    this.keyRow.setAttribute('aria-label', words.key);
    const bar = element('div', { class: 'bar' }, this.keyRow, this.alone);
    root.classList.add('preview');
    root.replaceChildren(bar, this.note, this.sheet);
    this.say(words.waiting);
    this.sheet.addEventListener('scroll', () => this.onScroll(), { passive: true });
    this.body.addEventListener('click', (event) => this.onClick(event));
  }

  /** Shows a document; `null` where there is none. */
  show(preview: Preview | null): void {
    const kept = this.hasDocument ? this.topLine() : null;
    this.hasDocument = preview !== null;
    this.sheet.lang = preview?.language ?? '';
    this.sheet.hidden = preview === null;
    if (!preview) return;
    this.drawHead(preview);
    this.drawKey(preview.key);
    this.update(prepare(preview.blocks));
    this.say(preview.blocks.length === 0 ? this.words.emptyDocument : null);
    if (kept !== null) this.scrollTo(kept);
  }

  /** Says a sentence instead of, or above, a document. */
  say(sentence: string | null): void {
    this.note.textContent = sentence ?? '';
    this.note.hidden = !sentence;
  }

  /** Shows the source's words alone, or all. */
  showAlone(on: boolean): void {
    const line = this.topLine();
    this.alone.setAttribute('aria-pressed', String(on));
    this.root.classList.toggle('source-alone', on);
    this.scrollTo(line);
  }

  /** Brings a line to the top; its fraction counts. */
  scrollTo(line: number): void {
    if (this.drawn.length === 0) return;
    const at = this.indexAt(line);
    if (at < this.from || at >= this.to) this.draw(Math.max(0, at - MOST / 2), Math.min(this.drawn.length, at + MOST / 2));
    const top = Math.round(Math.max(0, Math.min(this.heightAt(line), this.sheet.scrollHeight - this.sheet.clientHeight)));
    if (Math.abs(top - this.sheet.scrollTop) < 1) return;
    this.ownScroll = top;
    this.sheet.scrollTop = top;
  }

  /** The line at the top, with its fraction. */
  topLine(): number {
    const y = this.sheet.scrollTop;
    let low = 0;
    let high = this.body.children.length - 1;
    if (high < 0) return 0;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.body.children[middle] as HTMLElement).offsetTop <= y) low = middle;
      else high = middle - 1;
    }
    const element = this.body.children[low] as HTMLElement;
    const first = this.drawn[this.from + low]?.block.line ?? 0;
    if (low === 0 && y < element.offsetTop) return (first * y) / Math.max(1, element.offsetTop);
    const next = this.body.children[low + 1] as HTMLElement | undefined;
    const bottom = next?.offsetTop ?? element.offsetTop + element.offsetHeight;
    const part = Math.min(1, (y - element.offsetTop) / Math.max(1, bottom - element.offsetTop));
    return first + part * (this.lineBehind(this.from + low) - first);
  }

  private heightAt(line: number): number {
    const at = this.indexAt(line);
    const element = this.body.children[at - this.from] as HTMLElement | undefined;
    const first = this.drawn[at]?.block.line;
    if (!element || first === undefined) return 0;
    if (line < first) return first === 0 ? 0 : (line / first) * element.offsetTop;
    const next = this.body.children[at - this.from + 1] as HTMLElement | undefined;
    const bottom = next?.offsetTop ?? element.offsetTop + element.offsetHeight;
    const lines = Math.max(1, this.lineBehind(at) - first);
    return element.offsetTop + Math.min(1, (line - first) / lines) * (bottom - element.offsetTop);
  }

  /** The block that a line stands in, or behind. */
  private indexAt(line: number): number {
    let low = 0;
    let high = this.drawn.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.drawn[middle]?.block.line ?? 0) <= line) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  private lineBehind(index: number): number {
    const next = this.drawn[index + 1]?.block.line;
    return next ?? (this.drawn[index]?.block.endLine ?? 0) + 1;
  }

  private onScroll(): void {
    const { scrollTop, clientHeight, scrollHeight } = this.sheet;
    const own = Math.abs(scrollTop - this.ownScroll) <= 2;
    this.ownScroll = -1;
    if (scrollTop < clientHeight && this.from > 0) this.grow(Math.max(0, this.from - STEP), Math.min(this.to, this.from + MOST));
    else if (scrollTop > scrollHeight - 2 * clientHeight && this.to < this.drawn.length)
      this.grow(Math.max(this.from, this.to - MOST), Math.min(this.drawn.length, this.to + STEP));
    if (!own) this.host.scrolled(this.topLine());
  }

  private onClick(event: Event): void {
    const clicked = event.target as Element | null;
    const image = clicked?.closest<HTMLElement>('[data-image]')?.dataset['image'];
    if (image !== undefined) return this.host.showImage?.(Number(image));
    if (window.getSelection()?.isCollapsed === false) return;
    const block = clicked?.closest('.block');
    const index = block ? Array.prototype.indexOf.call(this.body.children, block) : -1;
    const line = this.drawn[this.from + index]?.block.line;
    if (index >= 0 && line !== undefined) this.host.goTo(line);
  }

  /** Draws other blocks in place of these, and keeps what is read where it is. */
  private grow(from: number, to: number): void {
    const line = this.topLine();
    this.draw(from, to);
    this.scrollTo(line);
  }

  private draw(from: number, to: number): void {
    this.from = from;
    this.to = to;
    this.body.replaceChildren(...this.drawn.slice(from, to).map((drawn) => drawBlock(drawn, this.words)));
  }

  /** Draws anew only blocks that are unlike those that stand there. */
  private update(now: Drawn[]): void {
    const before = this.drawn;
    this.drawn = now;
    const fits = before.length > 0 && before.length <= MOST && now.length <= MOST;
    if (!fits) {
      const from = Math.min(this.from, Math.max(0, now.length - MOST));
      return this.draw(from, Math.min(now.length, from + MOST));
    }
    let same = 0;
    while (same < before.length && same < now.length && before[same]?.likeness === now[same]?.likeness) same += 1;
    let tail = 0;
    while (
      tail < before.length - same &&
      tail < now.length - same &&
      before[before.length - 1 - tail]?.likeness === now[now.length - 1 - tail]?.likeness
    )
      tail += 1;
    const gone = Array.from(this.body.children).slice(same, before.length - tail);
    const behind = this.body.children[before.length - tail] ?? null;
    for (const block of gone) block.remove();
    for (const drawn of now.slice(same, now.length - tail)) this.body.insertBefore(drawBlock(drawn, this.words), behind);
    this.from = 0;
    this.to = now.length;
  }

  private drawHead(preview: Preview): void {
    const field = ({ name, values }: HeaderField): Node[] => [
      element('dt', {}, wellFormed(name)),
      ...values.map((value) => element('dd', {}, wellFormed(value))),
    ];
    const told = preview.header.filter(({ key, values }) => key !== 'title' && values.some((value) => value !== ''));
    const first = FIRST_KEYS.flatMap((key) => told.filter((it) => it.key === key));
    const rest = told.filter((it) => !first.includes(it));
    const wasOpen = this.head.querySelector('details')?.open ?? false;
    const more = element('details', {}, element('summary', {}, this.words.more), element('dl', {}, ...rest.flatMap(field)));
    more.open = wasOpen;
    this.head.replaceChildren(
      ...(preview.title ? [element('h1', {}, wellFormed(preview.title))] : []),
      ...(first.length > 0 ? [element('dl', {}, ...first.flatMap(field))] : []),
      ...(rest.length > 0 ? [more] : []),
    );
  }

  /** The key: a word for each class that occurs; pointing at one lights up its brackets. */
  private drawKey(key: readonly KeyEntry[]): void {
    const light = (name: string | null): void => {
      if (name === null) delete this.root.dataset['lit'];
      else this.root.dataset['lit'] = name;
      for (const bracket of this.body.querySelectorAll('.bracket.lit')) bracket.classList.remove('lit');
      if (name !== null) for (const bracket of this.body.querySelectorAll(`.bracket.c-${name}`)) bracket.classList.add('lit');
    };
    const pressed = (): HTMLElement | null => this.keyRow.querySelector<HTMLElement>('[aria-pressed="true"]');
    const chips = key.map((entry) => {
      const name = safeName(entry.class);
      const chip = button(entry.name, { class: `chip c-${name}`, title: wellFormed(entry.explanation), aria: { pressed: 'false' }, data: { class: name } }, () => {
        const on = chip.getAttribute('aria-pressed') !== 'true';
        pressed()?.setAttribute('aria-pressed', 'false');
        chip.setAttribute('aria-pressed', String(on));
        light(on ? name : null);
      });
      chip.addEventListener('mouseenter', () => light(name));
      chip.addEventListener('mouseleave', () => light(pressed()?.dataset['class'] ?? null));
      return chip;
    });
    const before = pressed()?.dataset['class'];
    this.keyRow.replaceChildren(...chips);
    const again = chips.find((chip) => chip.dataset['class'] === before);
    again?.setAttribute('aria-pressed', 'true');
    light(again?.dataset['class'] ?? null);
  }
}
