// What the server answers to the requests that views use, `sigla/preview` and its like. Members may be added later, so a reader
// takes what it knows and leaves the rest.

/** Whose words they are: the document's own, or the editor's. */
export type Voice = 'source' | 'editor';

/** A stretch of text, or of runs within, that is one thing. */
export interface Run {
  text?: string;
  runs?: Run[];
  /** Of a bracket: `supplied`, `other-name`, … */
  class?: string;
  /** Of anything else that is marked: `deleted`, `emphasis`, … */
  mark?: string;
  /** What a tooltip says. */
  title?: string;
  voice: Voice;
}

export interface Block {
  kind: string;
  line: number;
  endLine: number;
  depth: number;
  marker?: string | null;
  role?: string | null;
  roleName?: string | null;
  level?: number | null;
  runs?: Run[] | null;
  rows?: Run[][][] | null;
  page?: string | null;
  image?: number | null;
}

export interface HeaderField {
  key: string;
  name: string;
  values: string[];
  line: number;
}

/** What a colour of the preview means. */
export interface KeyEntry {
  class: string;
  name: string;
  explanation: string;
  voice: Voice;
}

export interface Preview {
  version: number | null;
  language: string | null;
  title: string | null;
  header: HeaderField[];
  key: KeyEntry[];
  blocks: Block[];
}

export interface Position {
  line: number;
  character: number;
}

export interface Range {
  start: Position;
  end: Position;
}

export interface Mention {
  uri: string;
  range: Range;
  text: string;
}

export interface Place {
  name: string;
  id: string | null;
  modern: string | null;
  country: string | null;
  lat: number;
  lon: number;
  origin: 'register' | 'gazetteer';
  certain: boolean;
  mentions: Mention[];
}

export interface UnplacedName {
  name: string;
  why: string;
  mentions: Mention[];
}

export interface Places {
  places: Place[];
  unplaced: UnplacedName[];
  /** Whether there are more than these. */
  more: boolean;
}

/** One image of a source. */
export interface Page {
  label: string | null;
  line: number;
  source: string;
  where: 'workspace' | 'outside' | 'missing' | 'remote' | 'refused';
  uri: string | null;
  host: string | null;
  manifest: boolean;
  problem: string | null;
}

export interface Pages {
  pages: Page[];
}

export interface CollectionGroup {
  name: string;
  detail: string | null;
  count: number;
}

export interface CollectionDocument {
  uri: string;
  title: string | null;
  date: string | null;
  citation: string | null;
}

export interface Collection {
  groups: CollectionGroup[];
  documents: CollectionDocument[];
}

export interface Status {
  version: string;
  configuration: string | null;
  gazetteers: { name: string; names: number }[];
  registers: { name: string; rows: number }[];
  documents: number | null;
  reading: boolean;
}

export interface FromText {
  text: string;
  said: string[];
}

export interface Bracket {
  range: Range;
  text: string;
  class: string;
  name: string;
  explanation: string;
  rule: string | null;
  of: string | null;
}

export interface Brackets {
  brackets: Bracket[];
}
