import type { Clock } from "#server/context.ts";

/** A clock that stands where the test puts it. */
export class FixedClock implements Clock {
  #now: Date;

  constructor(iso: string) {
    this.#now = new Date(iso);
  }

  now(): Promise<Date> {
    return Promise.resolve(this.#now);
  }

  set(iso: string): void {
    this.#now = new Date(iso);
  }
}
