import type { DescribeOptions } from "#domain/cron/index.ts";

type Describe = (frequency: string, options: DescribeOptions) => string;

const OFFERED = Symbol.for("app-tasks.schedule-words");
const here = globalThis as { [OFFERED]?: Describe };

/** Lets pages that this process renders have words of schedules in them; a browser fetches the cron engine for its own. */
export function offerWords(describe: Describe): void {
  here[OFFERED] = describe;
}

/** On the server, what `offerWords` was given. */
export const offeredWords = (): Describe | undefined => (typeof document === "undefined" ? here[OFFERED] : undefined);
