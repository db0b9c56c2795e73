// Runs steps one after the other, tells what each showed, and counts.

export class Steps {
  passed = 0;
  failed = 0;

  constructor(onFailure) {
    this.onFailure = onFailure;
  }

  /** Runs a step; what it returns is told beside its name. */
  async step(name, run) {
    const started = Date.now();
    try {
      const shown = await run();
      this.passed += 1;
      console.log(`ok   ${name}${shown === undefined ? '' : ` — ${shown}`} (${Date.now() - started} ms)`);
    } catch (error) {
      this.failed += 1;
      console.log(`FAIL ${name}: ${error?.stack ?? error}`);
      await this.onFailure?.(name);
    }
  }

  /** The last line, and the exit code. */
  end() {
    console.log(`${this.passed} passed, ${this.failed} failed`);
    process.exitCode = this.failed === 0 ? 0 : 1;
  }
}

/** Asks again until there is an answer, up to a deadline. */
export async function until(what, ask, deadline = 20_000) {
  const end = Date.now() + deadline;
  let last;
  for (;;) {
    try {
      const answer = await ask();
      if (answer) return answer;
      last = answer;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) throw new Error(`waited ${deadline} ms for ${what}; last: ${last instanceof Error ? last.message : JSON.stringify(last)}`);
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
}

export function equal(actual, expected, what = 'value') {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== b) throw new Error(`${what}: ${a} instead of ${b}`);
}

export function ok(holds, what) {
  if (!holds) throw new Error(`does not hold: ${what}`);
}
