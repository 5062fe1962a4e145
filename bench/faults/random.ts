import { seededRandom } from "#tests/support/seeded-random.ts";

/** Choices that are the same for the same seed. */
export class Random {
  #next: () => number;

  constructor(seed: number) {
    this.#next = seededRandom(seed);
  }

  /** A whole number from `min` to `max`, both included. */
  int(min: number, max: number): number {
    return min + Math.floor(this.#next() * (max - min + 1));
  }

  pick<T>(from: readonly T[]): T {
    return from[this.int(0, from.length - 1)]!;
  }

  chance(share: number): boolean {
    return this.#next() < share;
  }
}
