// What views are given that no answer of the server says as it stands.

/** Whose places a map shows. */
export type Scope = 'document' | 'collection';

/** A page of the source, as it can be shown. */
export interface Picture {
  label: string | null;
  /** From which line of the text on it is the page. */
  line: number;
  /** What the header says. */
  name: string;
  /** What is loaded, if anything may be. */
  address: string | null;
  /** The host that must be allowed before. */
  asks: string | null;
  /** Why it cannot be shown, in a sentence. */
  problem: string | null;
}
