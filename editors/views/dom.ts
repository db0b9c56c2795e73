// Makes elements. Text only ever becomes text: nothing here or in the views takes markup from a string.

export type Child = Node | string | null | undefined | false;

export interface Wishes {
  class?: string;
  title?: string;
  /** Attributes that views may set; never a handler or an address. */
  data?: Record<string, string | number>;
  aria?: Record<string, string>;
  role?: string;
  lang?: string;
  tabIndex?: number;
}

function wish(element: Element & ElementCSSInlineStyleLike, wishes: Wishes): void {
  if (wishes.class) element.setAttribute('class', wishes.class);
  if (wishes.title) element.setAttribute('title', wishes.title);
  if (wishes.role) element.setAttribute('role', wishes.role);
  if (wishes.lang) element.setAttribute('lang', wishes.lang);
  if (wishes.tabIndex !== undefined) element.setAttribute('tabindex', String(wishes.tabIndex));
  for (const [name, value] of Object.entries(wishes.data ?? {})) element.setAttribute(`data-${name}`, String(value));
  for (const [name, value] of Object.entries(wishes.aria ?? {})) element.setAttribute(`aria-${name}`, value);
}

type ElementCSSInlineStyleLike = Pick<ElementCSSInlineStyle, 'style'>;

/** An element of HTML with what stands in it. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  wishes: Wishes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  wish(made, wishes);
  made.append(...children.filter((child): child is Node | string => Boolean(child)));
  return made;
}

/** An element of a drawing, with its numbers. */
export function shape<Name extends keyof SVGElementTagNameMap>(
  name: Name,
  wishes: Wishes & { at?: Record<string, string | number> } = {},
  ...children: Child[]
): SVGElementTagNameMap[Name] {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  wish(made, wishes);
  for (const [attribute, value] of Object.entries(wishes.at ?? {})) made.setAttribute(attribute, String(value));
  made.append(...children.filter((child): child is Node | string => Boolean(child)));
  return made;
}

/** A button with words on it. */
export function button(words: string, wishes: Wishes, press: () => void): HTMLButtonElement {
  const made = element('button', wishes, words);
  made.type = 'button';
  made.addEventListener('click', press);
  return made;
}

/** A button with a sign on it, which is told in words to whoever does not see it. */
export function signButton(sign: SVGElement, words: string, press: () => void): HTMLButtonElement {
  const made = element('button', { class: 'sign', title: words, aria: { label: words } }, sign);
  made.type = 'button';
  made.addEventListener('click', press);
  return made;
}

/** A switch: a button that is on or off. */
export function toggle(words: string, title: string, on: boolean, turn: (on: boolean) => void): HTMLButtonElement {
  const made = button(words, { class: 'toggle', title, aria: { pressed: String(on) } }, () => {
    const now = made.getAttribute('aria-pressed') !== 'true';
    made.setAttribute('aria-pressed', String(now));
    turn(now);
  });
  return made;
}

/** Lone halves of surrogate pairs shown as what they are, unreadable, so that every engine draws the same. */
export function wellFormed(text: string): string {
  return text.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD');
}
