// What the page asks of the engine, and what it answers. Places are counted in UTF-16 code units from the start of the text, as
// the editor counts. The engine's side is `engine/src/answers.rs`.

import type { Mention, Places, Preview } from '../../views/contract.ts';

export interface Change {
  from: number;
  to: number;
  new: string;
}

export interface Fix {
  title: string;
  safety: 'safe' | 'suggested' | 'unsafe';
  edits: Change[];
}

export interface Finding {
  from: number;
  to: number;
  rule: string;
  severity: 'error' | 'warning' | 'information' | 'hint';
  message: string;
  fixes: Fix[];
}

export interface Hover {
  from: number;
  to: number;
  markdown: string;
}

export interface Entry {
  from: number;
  to: number;
  kind: string;
  name: string;
  detail: string;
  children: Entry[];
}

export interface Token {
  from: number;
  to: number;
  kind: string;
}

export interface Item {
  from: number;
  to: number;
  label: string;
  detail: string;
  about: string;
  new: string;
  /** What is compared with what is typed. */
  filter: string;
}

/** A mention with its place in the text of the page. */
export interface PlacedMention extends Mention {
  from: number;
  to: number;
}

export interface Answers {
  open: null;
  edit: null;
  findings: Finding[];
  hover: Hover | null;
  actions: Fix[];
  fixAll: Fix | null;
  complete: { items: Item[]; incomplete: boolean };
  outline: Entry[];
  tokens: Token[];
  preview: Preview;
  places: Places;
  fromText: { text: string; said: string[] };
  text: string;
  version: string;
}

export interface Questions {
  open: { text: string };
  edit: { edits: Change[] };
  findings: object;
  hover: { at: number };
  actions: { from: number; to: number };
  fixAll: object;
  complete: { at: number };
  outline: object;
  tokens: { from: number; to: number };
  preview: { around: number };
  places: object;
  fromText: { text: string };
  text: object;
  version: object;
}
