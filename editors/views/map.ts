// The map: the places of a document or a collection on bundled outlines. A dot leads to the text, and the text to its dot.

import { geoCentroid, geoDistance } from 'd3-geo';
import { select } from 'd3-selection';
import { zoom, zoomIdentity, type D3ZoomEvent, type ZoomBehavior, type ZoomTransform } from 'd3-zoom';
import { outlines, type Outlines } from './atlas.ts';
import { button, element, shape, signButton, wellFormed } from './dom.ts';
import { placeLabels, type Dot } from './labels.ts';
import { signs } from './signs.ts';
import type { Mention, Places, UnplacedName } from './contract.ts';
import { sitesOf, type Site } from './sites.ts';
import type { Scope } from './shown.ts';
import { english, put, type Words } from './words.ts';

/** What the map asks of whoever shows it. */
export interface MapHost {
  /** A mention was chosen. */
  goTo(mention: Mention): void;
  /** The places of another scope are wanted. */
  want(scope: Scope): void;
}

interface Drawn {
  place: Site;
  x: number;
  y: number;
  dot: SVGGElement;
  label: SVGTextElement;
  row: HTMLElement;
  /** Which of its mentions a click leads to next. */
  next: number;
}

const LABEL_HEIGHT = 15;

export class MapView {
  private readonly frame = element('div', { class: 'frame' });
  private readonly drawing = shape('svg', { class: 'world', role: 'img' });
  private readonly moved = shape('g');
  private readonly names = shape('g', { class: 'names' });
  private readonly dots = shape('g', { class: 'dots' });
  private readonly list = element('aside', { class: 'list' });
  private readonly card = element('div', { class: 'card', role: 'dialog' });
  private readonly note = element('p', { class: 'say', role: 'status' });
  private readonly scopes: Record<Scope, HTMLButtonElement>;
  private readonly zoom: ZoomBehavior<SVGSVGElement, unknown>;
  private transform: ZoomTransform = zoomIdentity;
  private sites: Site[] = [];
  private unplaced: readonly UnplacedName[] = [];
  private drawn: Drawn[] = [];
  private world: Outlines | null = null;
  private chosen: Drawn | null = null;
  private drawnFor = '';

  constructor(
    root: HTMLElement,
    private readonly host: MapHost,
    private readonly words: Words = english,
  ) {
    const scope = (name: Scope, label: string): HTMLButtonElement =>
      button(label, { class: 'toggle', aria: { pressed: String(name === 'document') } }, () => {
        this.showScope(name);
        host.want(name);
      });
    this.scopes = { document: scope('document', words.inDocument), collection: scope('collection', words.inCollection) };
    this.zoom = zoom<SVGSVGElement, unknown>()
      .scaleExtent([0.15, 60])
      .on('zoom', (event: D3ZoomEvent<SVGSVGElement, unknown>) => this.onZoom(event.transform));
    const tools = element(
      'div',
      { class: 'tools' },
      signButton(signs.larger(), words.larger, () => this.zoom.scaleBy(select(this.drawing), 1.6)),
      signButton(signs.smaller(), words.smaller, () => this.zoom.scaleBy(select(this.drawing), 1 / 1.6)),
      signButton(signs.whole(), words.wholeMap, () => this.zoom.transform(select(this.drawing), zoomIdentity)),
    );
    this.drawing.append(this.moved, this.names, this.dots);
    this.drawing.setAttribute('aria-label', words.places);
    this.frame.append(this.drawing, tools, element('p', { class: 'credit' }, words.outlines), this.card);
    this.card.hidden = true;
    root.classList.add('map');
    root.replaceChildren(
      element('div', { class: 'bar' }, this.scopes.document, this.scopes.collection, element('span', { class: 'gap' })),
      this.note,
      element('div', { class: 'halves' }, this.frame, this.list),
    );
    select(this.drawing).call(this.zoom).on('dblclick.zoom', null);
    this.drawing.addEventListener('click', (event) => {
      if (event.target === this.drawing || this.moved.contains(event.target as Node)) this.choose(null);
    });
    root.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.choose(null);
    });
    new ResizeObserver(() => this.draw()).observe(this.frame);
    this.say(words.waiting);
  }

  /** Says a sentence above the map. */
  say(sentence: string | null): void {
    this.note.textContent = sentence ?? '';
    this.note.hidden = !sentence;
  }

  /** Says whose places are shown. */
  showScope(scope: Scope): void {
    for (const [name, it] of Object.entries(this.scopes)) it.setAttribute('aria-pressed', String(name === scope));
  }

  /** Shows places; `null` where there is no document. */
  show(places: Places | null): void {
    this.sites = sitesOf(places?.places ?? []);
    this.unplaced = places?.unplaced ?? [];
    const chosen = this.chosen?.place.name;
    this.choose(null);
    this.drawList();
    this.draw();
    if (chosen !== undefined) this.choose(this.drawn.find(({ place }) => place.name === chosen) ?? null);
    const none = places !== null && places.places.length === 0;
    this.say(none ? this.words.noPlaces : places?.more ? this.words.morePlaces : null);
  }

  /** Lights up the place that the cursor is at, and brings it into view. */
  showCursor(uri: string, line: number, character: number): void {
    const at = ({ uri: of, range: { start, end } }: Mention): boolean =>
      of === uri &&
      (start.line < line || (start.line === line && start.character <= character)) &&
      (end.line > line || (end.line === line && end.character >= character));
    const found = this.drawn.find(({ place }) => place.mentions.some(at)) ?? null;
    for (const it of this.drawn) {
      it.dot.classList.toggle('at-cursor', it === found);
      it.label.classList.toggle('at-cursor', it === found);
      it.row.classList.toggle('at-cursor', it === found);
    }
    if (!found) return;
    found.row.scrollIntoView({ block: 'nearest' });
    const [x, y] = this.transform.apply([found.x, found.y]);
    const { clientWidth, clientHeight } = this.frame;
    if (x < 20 || y < 20 || x > clientWidth - 20 || y > clientHeight - 20) this.zoom.translateTo(select(this.drawing), found.x, found.y);
    this.label();
  }

  private draw(): void {
    const width = this.frame.clientWidth;
    const height = this.frame.clientHeight;
    if (width < 20 || height < 20) return;
    const places = this.sites;
    const points = framed(places);
    const drawnFor = JSON.stringify([width, height, points]);
    if (drawnFor !== this.drawnFor || !this.world) {
      this.drawnFor = drawnFor;
      this.world = outlines(points, width, height);
      this.drawing.setAttribute('viewBox', `0 0 ${width} ${height}`);
      const line = (name: string, d: string): SVGPathElement => shape('path', { class: name, at: { d } });
      const { sphere, graticule, land, borders } = this.world;
      this.moved.replaceChildren(line('sea', sphere), line('graticule', graticule), line('land', land), line('borders', borders));
      this.names.replaceChildren(...this.world.countries.map(({ name }) => shape('text', { class: 'country' }, name)));
      this.zoom.translateExtent([[-3 * width, -3 * height], [4 * width, 4 * height]]);
      select(this.drawing).call(this.zoom.transform, zoomIdentity);
    }
    this.drawDots(places);
    this.onZoom(this.transform);
  }

  private drawDots(places: readonly Site[]): void {
    this.drawn = places.flatMap((place, index): Drawn[] => {
      const point = this.world?.projection([place.lon, place.lat]);
      const row = this.list.querySelectorAll<HTMLElement>('.place')[index];
      if (!point || !row) return [];
      const radius = 3.4 + Math.min(5, 1.1 * Math.log2(Math.max(1, place.mentions.length)));
      const title = shape('title', {}, wellFormed([place.name, place.modern && put(this.words.today, place.modern)].filter(Boolean).join(', ')));
      const dot = shape(
        'g',
        { class: `dot${place.certain ? '' : ' uncertain'} o-${place.origin === 'register' ? 'register' : 'gazetteer'}`, tabIndex: 0, role: 'button', aria: { label: wellFormed(place.name) } },
        title,
        shape('circle', { class: 'target', at: { r: Math.max(11, radius) } }),
        shape('circle', { class: 'mark', at: { r: radius } }),
      );
      const label = shape('text', { class: `label${place.certain ? '' : ' uncertain'}` }, wellFormed(place.name));
      const drawn: Drawn = { place, x: point[0], y: point[1], dot, label, row, next: 0 };
      const open = (): void => {
        this.choose(drawn);
        this.goOn(drawn);
      };
      dot.addEventListener('click', open);
      dot.addEventListener('keydown', (event) => {
        if (event.key === 'Enter' || event.key === ' ') open();
      });
      label.addEventListener('click', open);
      return [drawn];
    });
    this.dots.replaceChildren(...this.drawn.map(({ label }) => label), ...this.drawn.map(({ dot }) => dot));
  }

  private onZoom(transform: ZoomTransform): void {
    this.transform = transform;
    this.moved.setAttribute('transform', transform.toString());
    for (const { dot, x, y } of this.drawn) dot.setAttribute('transform', `translate(${transform.apply([x, y]).join(' ')})`);
    this.label();
    this.showCard();
  }

  /** Names of places where there is room; names of countries where they are large enough. */
  private label(): void {
    const { clientWidth: width, clientHeight: height } = this.frame;
    const seen = this.drawn.map((it) => {
      const [x, y] = this.transform.apply([it.x, it.y]);
      return { it, x, y, inside: x > -20 && y > -20 && x < width + 20 && y < height + 20 };
    });
    const dots = seen.filter(({ inside }) => inside);
    const spots = placeLabels(
      dots.map(({ it, x, y }): Dot => ({
        x,
        y,
        radius: 6,
        width: widthOf(it.place.name),
        height: LABEL_HEIGHT,
        weight: it === this.chosen || it.dot.classList.contains('at-cursor') ? Infinity : it.place.mentions.length,
      })),
    );
    for (const { it } of seen) it.label.setAttribute('visibility', 'hidden');
    dots.forEach(({ it }, index) => {
      const spot = spots[index];
      if (!spot) return;
      it.label.setAttribute('x', String(spot.x));
      it.label.setAttribute('y', String(spot.y));
      it.label.setAttribute('text-anchor', spot.anchor);
      it.label.setAttribute('visibility', 'visible');
    });
    this.world?.countries.forEach(({ name, x, y, area }, index) => {
      const label = this.names.children[index];
      const side = Math.sqrt(area) * this.transform.k;
      const [at, down] = this.transform.apply([x, y]);
      const shown = side > name.length * 8 + 20 && at > 0 && at < width && down > 0 && down < height;
      label?.setAttribute('visibility', shown ? 'visible' : 'hidden');
      if (!shown) return;
      label?.setAttribute('x', String(at));
      label?.setAttribute('y', String(down));
    });
  }

  private choose(drawn: Drawn | null): void {
    for (const it of [this.chosen, drawn]) {
      it?.dot.classList.toggle('chosen', it === drawn);
      it?.row.classList.toggle('chosen', it === drawn);
    }
    this.chosen = drawn;
    drawn?.row.scrollIntoView({ block: 'nearest' });
    this.drawCard();
    this.label();
  }

  /** Goes to the next mention of a place. */
  private goOn(drawn: Drawn): void {
    const mention = drawn.place.mentions[drawn.next % Math.max(1, drawn.place.mentions.length)];
    drawn.next += 1;
    if (mention) this.host.goTo(mention);
  }

  private drawCard(): void {
    if (this.chosen) {
      const { place } = this.chosen;
      const said = [
        place.others.length > 0 ? place.others.join(', ') : null,
        place.modern && place.modern !== place.name ? put(this.words.today, place.modern) : null,
        place.country,
        place.origin === 'register' ? this.words.fromRegister : this.words.fromGazetteer,
        place.certain ? null : this.words.uncertain,
      ];
      this.card.replaceChildren(
        element('div', { class: 'card-head' }, element('strong', {}, wellFormed(place.name)), signButton(signs.close(), this.words.close, () => this.choose(null))),
        element('p', {}, wellFormed(said.filter(Boolean).join(' · '))),
        mentionList(place.mentions, (mention) => this.host.goTo(mention)),
      );
      this.card.setAttribute('aria-label', wellFormed(place.name));
    }
    this.showCard();
  }

  private showCard(): void {
    this.card.hidden = this.chosen === null;
    if (!this.chosen) return;
    const [x, y] = this.transform.apply([this.chosen.x, this.chosen.y]);
    const { clientWidth, clientHeight } = this.frame;
    const { offsetWidth: width } = this.card;
    const left = x + 16 + width < clientWidth || x < 16 + width ? x + 16 : x - 16 - width;
    this.card.style.left = `${Math.max(6, Math.min(left, clientWidth - width - 6))}px`;
    this.card.style.top = `${Math.max(6, Math.min(y - 18, clientHeight - this.card.offsetHeight - 6))}px`;
  }

  private drawList(): void {
    const places = this.sites;
    const { unplaced } = this;
    const times = (mentions: readonly Mention[]): string =>
      mentions.length === 1 ? this.words.mentionedOnce : put(this.words.mentionedTimes, mentions.length);
    const row = (place: Site): HTMLElement =>
      button('', { class: 'place', title: times(place.mentions) }, () => {
        const drawn = this.drawn.find((it) => it.place === place);
        if (drawn) {
          this.choose(drawn);
          this.goOn(drawn);
        }
      });
    const rows = places.map((place) => {
      const made = row(place);
      made.append(
        element('span', { class: 'name' }, wellFormed(place.name)),
        element('span', { class: 'times' }, String(place.mentions.length)),
        element('span', { class: 'detail' }, wellFormed([...names(place), place.country].filter(Boolean).join(', '))),
      );
      return made;
    });
    const missing = (it: UnplacedName): HTMLElement => {
      const first = it.mentions[0];
      const made = button('', { class: 'unplaced', title: times(it.mentions) }, () => first && this.host.goTo(first));
      made.append(element('span', { class: 'name' }, wellFormed(it.name)), element('span', { class: 'detail' }, wellFormed(it.why)));
      return made;
    };
    this.list.hidden = places.length === 0 && unplaced.length === 0;
    this.list.replaceChildren(
      ...(rows.length > 0 ? [element('h2', {}, this.words.places, element('span', { class: 'times' }, String(places.length))), ...rows] : []),
      ...(unplaced.length > 0 ? [element('h2', {}, this.words.unplaced, element('span', { class: 'times' }, String(unplaced.length))), ...unplaced.map(missing)] : []),
    );
  }
}

/** The farthest from the middle of the certain places, in radians, that a guess may lie and still be brought into the frame. */
const GUESS = 0.3;

/** The places that decide what part of the world is shown: a guess may lie anywhere, and counts only if it is near what is certain. */
function framed(sites: readonly Site[]): [number, number][] {
  const point = ({ lon, lat }: Site): [number, number] => [lon, lat];
  const certain = sites.filter((site) => site.certain).map(point);
  if (certain.length < 2) return sites.map(point);
  const middle = geoCentroid({ type: 'MultiPoint', coordinates: certain });
  return [...certain, ...sites.filter((site) => !site.certain && geoDistance(point(site), middle) < GUESS).map(point)];
}

/** What else a place is called: in documents, and today. */
function names({ name, others, modern }: Site): string[] {
  return [...new Set([...others, ...(modern ? [modern] : [])])].filter((it) => it !== name);
}

function mentionList(mentions: readonly Mention[], goTo: (mention: Mention) => void): HTMLElement {
  const shown = mentions.slice(0, 200);
  const file = (uri: string): string => {
    const last = uri.split('/').at(-1) ?? uri;
    try {
      return decodeURIComponent(last);
    } catch {
      return last;
    }
  };
  const many = new Set(mentions.map(({ uri }) => uri)).size > 1;
  return element(
    'div',
    { class: 'mentions' },
    ...shown.map((mention) => {
      const where = many ? `${file(mention.uri)}:${mention.range.start.line + 1}` : `${mention.range.start.line + 1}`;
      const made = button('', {}, () => goTo(mention));
      made.append(element('span', { class: 'where' }, where), wellFormed(mention.text));
      return made;
    }),
  );
}

let ruler: CanvasRenderingContext2D | null | undefined;

function widthOf(name: string): number {
  ruler ??= document.createElement('canvas').getContext('2d');
  if (!ruler) return name.length * 7;
  ruler.font = `600 12.5px ${getComputedStyle(document.body).fontFamily}`;
  return ruler.measureText(name).width + 4;
}
