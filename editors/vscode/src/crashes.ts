// How often a program that ends by itself is started again before its user is asked.

export const MOST = 5;
export const WITHIN = 3 * 60 * 1000;

/** Counts ends; only those of the last minutes count. */
export class Crashes {
  private ends: number[] = [];

  /** Takes note of an end; whether the program should be started again. */
  restartAfter(now: number): boolean {
    this.ends = [...this.ends.filter((end) => now - end < WITHIN), now];
    return this.ends.length < MOST;
  }

  /** How many ends there have been lately. */
  get count(): number {
    return this.ends.length;
  }

  forget(): void {
    this.ends = [];
  }
}
