// What every view needs of the page that it lives in: its element, its words, and the way to the extension.

import '../../../views/theme.css';
import type { Words } from '../../../views/words.ts';

/** After so many milliseconds without an answer the page says once more that it is there. */
const AGAIN = 2000;

interface Editor<State> {
  postMessage(message: unknown): void;
  getState(): State | undefined;
  setState(state: State): void;
}

declare function acquireVsCodeApi<State>(): Editor<State>;

/** The view's element, its words, and what it says to the extension. */
export function page<To, From, State>(): {
  root: HTMLElement;
  words: Words;
  say(message: From): void;
  hear(listener: (message: To) => void): void;
  editor: Editor<State>;
} {
  const editor = acquireVsCodeApi<State>();
  const root = document.getElementById('view');
  const words = document.querySelector<HTMLMetaElement>('meta[name="words"]')?.content;
  if (!root || !words) throw new Error('the page of the view lacks its parts');
  root.style.height = '100%';
  return {
    root,
    words: JSON.parse(words) as Words,
    say: (message) => editor.postMessage(message),
    hear: (listener) => {
      const ready = (): void => editor.postMessage({ type: 'ready' });
      // What is said while one page takes the place of another may be lost on the way; so it is said until something is heard.
      const again = setInterval(ready, AGAIN);
      window.addEventListener('message', (event: MessageEvent<To>) => {
        clearInterval(again);
        listener(event.data);
      });
      ready();
    },
    editor,
  };
}
