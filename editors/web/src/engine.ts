// The other side of the engine's thread: questions go there, answers come back. Where the engine fails at a text it is started
// anew with that text; the text itself is the editor's and is never touched.

import type { Answers, Questions } from './questions.ts';

type Waiting = { resolve(answer: never): void; reject(error: Error): void };

export class Engine {
  private worker = this.start();
  private waiting = new Map<number, Waiting>();
  private last = 0;

  /** `text` is what is open now; `failed` is told once for each failure. */
  constructor(
    private readonly text: () => string,
    private readonly failed: (what: string) => void,
  ) {}

  ask<Name extends keyof Questions>(ask: Name, parameters: Questions[Name]): Promise<Answers[Name]> {
    const id = ++this.last;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve: resolve as Waiting['resolve'], reject });
      this.worker.postMessage({ id, question: JSON.stringify({ ask, ...parameters }) });
    });
  }

  private start(): Worker {
    const worker = new Worker('worker.js', { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<{ id: number; answer?: unknown; failed?: string }>) => {
      if (worker !== this.worker) return;
      const waits = this.waiting.get(data.id);
      this.waiting.delete(data.id);
      if (data.failed !== undefined) {
        waits?.reject(new Error(data.failed));
        this.again(data.failed);
        return;
      }
      const error = (data.answer as { error?: string } | null)?.error;
      if (error === undefined) waits?.resolve(data.answer as never);
      else waits?.reject(new Error(error));
    });
    worker.addEventListener('error', (event) => {
      if (worker === this.worker) this.again(event.message);
    });
    return worker;
  }

  private again(what: string): void {
    this.worker.terminate();
    const waiting = [...this.waiting.values()];
    this.waiting.clear();
    for (const { reject } of waiting) reject(new Error(what));
    this.failed(what);
    if (/not beside this page|fetch|WebAssembly/i.test(what)) return;
    this.worker = this.start();
    void this.ask('open', { text: this.text() }).catch(() => {});
  }
}
