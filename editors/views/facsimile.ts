// The facsimile: the image of the page that the cursor is on, which can be enlarged, moved and turned.

import { select } from 'd3-selection';
import { zoom, zoomIdentity, type D3ZoomEvent, type ZoomBehavior, type ZoomTransform } from 'd3-zoom';
import { button, element, signButton, toggle, wellFormed } from './dom.ts';
import { signs } from './signs.ts';
import type { Picture } from './shown.ts';
import { english, put, type Words } from './words.ts';

/** What the facsimile asks of whoever shows it. */
export interface FacsimileHost {
  /** The reader allows images of a host to be loaded. */
  allow(host: string): void;
  /** The reader turned to the page that begins at that line. */
  goTo(line: number): void;
}

export class FacsimileView {
  private readonly stage = element('div', { class: 'stage', tabIndex: 0 });
  private readonly picture = element('img', { class: 'picture' });
  private readonly note = element('div', { class: 'say', role: 'status' });
  private readonly title = element('span', { class: 'page-label' });
  private readonly back: HTMLButtonElement;
  private readonly on: HTMLButtonElement;
  private readonly zoom: ZoomBehavior<HTMLDivElement, unknown>;
  private pictures: Picture[] = [];
  private at = -1;
  private turned = 0;
  private follows = true;
  private cursor = 0;
  private transform: ZoomTransform = zoomIdentity;

  constructor(
    root: HTMLElement,
    private readonly host: FacsimileHost,
    private readonly words: Words = english,
  ) {
    this.back = signButton(signs.before(), words.previousPage, () => this.leaf(-1));
    this.on = signButton(signs.behind(), words.nextPage, () => this.leaf(1));
    const follow = toggle(words.follow, words.followHelp, true, (on) => {
      this.follows = on;
      if (on) this.showCursor(this.cursor);
    });
    this.zoom = zoom<HTMLDivElement, unknown>()
      .scaleExtent([0.4, 24])
      .on('zoom', (event: D3ZoomEvent<HTMLDivElement, unknown>) => this.onZoom(event.transform));
    const stage = select(this.stage);
    root.classList.add('facsimile');
    root.replaceChildren(
      element(
        'div',
        { class: 'bar' },
        this.back,
        this.on,
        this.title,
        element('span', { class: 'gap' }),
        signButton(signs.smaller(), words.smaller, () => this.zoom.scaleBy(stage, 1 / 1.4)),
        signButton(signs.larger(), words.larger, () => this.zoom.scaleBy(stage, 1.4)),
        signButton(signs.whole(), words.wholePage, () => this.zoom.transform(stage, zoomIdentity)),
        signButton(signs.left(), words.turnLeft, () => this.turn(-90)),
        signButton(signs.right(), words.turnRight, () => this.turn(90)),
        follow,
      ),
      this.note,
      this.stage,
    );
    this.stage.append(this.picture);
    this.picture.draggable = false;
    this.picture.addEventListener('load', () => {
      this.note.hidden = true;
      this.stage.hidden = false;
      this.onZoom(this.transform);
    });
    this.picture.addEventListener('error', () => {
      const { address, name } = this.pictures[this.at] ?? {};
      if (!address) return;
      const host = /^https:/.test(address) && /^https:/.test(name ?? '') ? new URL(address).host : null;
      this.explain(host ? put(words.noRemotePicture, host) : put(words.noPicture, name ?? ''));
    });
    this.stage.addEventListener('keydown', (event) => this.onKey(event));
    stage.call(this.zoom).on('dblclick.zoom', null);
    stage.on('dblclick', () => this.zoom.transform(stage, zoomIdentity));
    new ResizeObserver(() => this.onZoom(this.transform)).observe(this.stage);
    this.explain(words.waiting);
  }

  /** Says a sentence instead of an image. */
  say(sentence: string): void {
    this.pictures = [];
    this.at = -1;
    this.explain(sentence);
    this.drawBar();
  }

  /** Shows the pages of a document. */
  show(pictures: Picture[]): void {
    const before = this.pictures[this.at];
    this.pictures = pictures;
    this.at = -1;
    if (pictures.length === 0) return this.say(this.words.noPages);
    const same = before ? pictures.findIndex((it) => it.name === before.name && it.label === before.label) : -1;
    this.open(this.follows || same < 0 ? this.pageOf(this.cursor) : same);
  }

  /** Says where the cursor is, and turns to that page if the text is followed. */
  showCursor(line: number): void {
    this.cursor = line;
    if (this.follows && this.pictures.length > 0) this.open(this.pageOf(line));
  }

  /** Turns to a page by its number in the list. */
  showPage(index: number): void {
    if (this.pictures[index]) this.open(index);
  }

  private pageOf(line: number): number {
    let found = 0;
    this.pictures.forEach((picture, index) => {
      if (picture.line <= line && picture.line >= (this.pictures[found]?.line ?? 0)) {
        // Of several that begin on one line, the first.
        if (index === 0 || picture.line > (this.pictures[found]?.line ?? 0)) found = index;
      }
    });
    return found;
  }

  private leaf(by: number): void {
    const to = this.at + by;
    const picture = this.pictures[to];
    if (!picture) return;
    this.open(to);
    this.cursor = picture.line;
    this.host.goTo(picture.line);
  }

  private open(index: number): void {
    const picture = this.pictures[index];
    if (!picture) return;
    const loaded = this.at === index && this.picture.getAttribute('src') === picture.address;
    this.at = index;
    this.drawBar();
    if (loaded && picture.address) return;
    this.turned = 0;
    select(this.stage).call(this.zoom.transform, zoomIdentity);
    this.picture.removeAttribute('src');
    this.picture.alt = wellFormed(picture.label ?? picture.name);
    if (picture.problem) return this.explain(picture.problem);
    if (picture.asks) return this.ask(picture.asks);
    if (!picture.address) return this.explain(put(this.words.noPicture, picture.name));
    this.note.replaceChildren(this.words.loading);
    this.note.hidden = false;
    this.stage.hidden = false;
    this.picture.src = picture.address;
  }

  private explain(sentence: string): void {
    this.stage.hidden = true;
    this.note.hidden = false;
    this.note.replaceChildren(element('p', {}, wellFormed(sentence)));
  }

  private ask(host: string): void {
    this.explain(put(this.words.asksHost, host));
    this.note.append(button(put(this.words.allowHost, host), { class: 'chief' }, () => this.host.allow(host)));
  }

  private drawBar(): void {
    const picture = this.pictures[this.at];
    const label = picture ? (picture.label ?? put(this.words.image, this.at + 1)) : '';
    const number = picture ? put(this.words.pageOf, this.at + 1, this.pictures.length) : '';
    this.title.replaceChildren(element('strong', {}, wellFormed(label)), element('span', { class: 'number' }, number));
    this.back.disabled = this.at <= 0;
    this.on.disabled = this.at < 0 || this.at >= this.pictures.length - 1;
  }

  private turn(by: number): void {
    this.turned = (this.turned + by + 360) % 360;
    select(this.stage).call(this.zoom.transform, zoomIdentity);
  }

  /** Sets the picture into the middle of its stage, turned and enlarged. */
  private onZoom(transform: ZoomTransform): void {
    this.transform = transform;
    const { naturalWidth, naturalHeight } = this.picture;
    const { clientWidth, clientHeight } = this.stage;
    if (naturalWidth === 0 || clientWidth === 0) return;
    const lies = this.turned % 180 !== 0;
    const [width, height] = lies ? [naturalHeight, naturalWidth] : [naturalWidth, naturalHeight];
    const fit = Math.min((clientWidth - 24) / width, (clientHeight - 24) / height);
    this.picture.style.width = `${naturalWidth}px`;
    this.picture.style.height = `${naturalHeight}px`;
    this.picture.style.transform =
      `translate(${transform.x}px, ${transform.y}px) scale(${transform.k}) ` +
      `translate(${clientWidth / 2}px, ${clientHeight / 2}px) rotate(${this.turned}deg) scale(${fit}) ` +
      `translate(${-naturalWidth / 2}px, ${-naturalHeight / 2}px)`;
  }

  private onKey(event: KeyboardEvent): void {
    const stage = select(this.stage);
    const keys: Record<string, () => void> = {
      PageDown: () => this.leaf(1),
      PageUp: () => this.leaf(-1),
      '+': () => this.zoom.scaleBy(stage, 1.4),
      '-': () => this.zoom.scaleBy(stage, 1 / 1.4),
      '0': () => this.zoom.transform(stage, zoomIdentity),
      ArrowLeft: () => this.zoom.translateBy(stage, 60, 0),
      ArrowRight: () => this.zoom.translateBy(stage, -60, 0),
      ArrowUp: () => this.zoom.translateBy(stage, 0, 60),
      ArrowDown: () => this.zoom.translateBy(stage, 0, -60),
    };
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }
}
