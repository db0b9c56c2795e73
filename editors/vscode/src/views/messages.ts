// What the extension and its views tell each other.

import type { Mention, Places, Preview } from '../../../views/contract.ts';
import type { Picture, Scope } from '../../../views/shown.ts';

/** Any view, to the extension: it has been drawn and waits. */
export interface Ready {
  type: 'ready';
}

/** The extension, to any view: this sentence instead of the rest. */
export interface Say {
  type: 'say';
  sentence: string;
}

export type ToPreview = Say | { type: 'show'; preview: Preview | null } | { type: 'scrollTo'; line: number };
export type FromPreview = Ready | { type: 'goTo'; line: number } | { type: 'scrolled'; line: number } | { type: 'showImage'; image: number };

export type ToMap =
  | Say
  | { type: 'show'; places: Places | null; scope: Scope }
  | { type: 'cursor'; uri: string; line: number; character: number };
export type FromMap = Ready | { type: 'goTo'; mention: Mention } | { type: 'want'; scope: Scope };

export type ToFacsimile = Say | { type: 'show'; pictures: Picture[] } | { type: 'cursor'; line: number } | { type: 'page'; index: number };
export type FromFacsimile = Ready | { type: 'allow'; host: string } | { type: 'goTo'; line: number };
