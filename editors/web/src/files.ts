// Files in and out, without the loss of a letter: what is no UTF-8 is read in the encoding that the user names, and line ends are
// saved as they came.

/** A text that was read, and how it ends its lines. */
export interface Opened {
  name: string;
  text: string;
  lineEnd: '\n' | '\r\n' | '\r';
  /** Whether it ended lines in several ways; it is saved with the first of them. */
  isMixed: boolean;
  /** Whether it began with a byte order mark. */
  hasMark: boolean;
}

/** Encodings that typescripts of the last century are saved in. */
export const ENCODINGS = ['windows-1251', 'windows-1252', 'koi8-r', 'iso-8859-2', 'ibm866', 'gb18030', 'big5', 'shift_jis'];

/** Reads a file; `null` where it is no UTF-8 or UTF-16 and no encoding is named. */
export async function read(file: File, encoding?: string): Promise<Opened | null> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const marked = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  try {
    const text = new TextDecoder(encoding ?? marked, { fatal: true, ignoreBOM: true }).decode(bytes);
    return opened(file.name, text);
  } catch {
    return null;
  }
}

export function opened(name: string, text: string): Opened {
  const hasMark = text.startsWith('\uFEFF');
  const ends = new Set(text.match(/\r\n|\r|\n/g) ?? []);
  const [first = '\n'] = ends;
  return { name, text: hasMark ? text.slice(1) : text, lineEnd: first as Opened['lineEnd'], isMixed: ends.size > 1, hasMark };
}

/** Hands the text to the browser's downloads, in UTF-8. */
export function save(kept: Omit<Opened, 'text' | 'isMixed'>, text: string): void {
  const written = (kept.hasMark ? '\uFEFF' : '') + text.replaceAll('\n', kept.lineEnd);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([written], { type: 'text/plain;charset=utf-8' }));
  link.download = kept.name;
  link.click();
  URL.revokeObjectURL(link.href);
}
