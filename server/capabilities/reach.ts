import type { FetchCapability } from "./fetch.ts";

/** What stands ready in this process for every run to reach through; made once, by the container. */
export interface Reach {
  fetch: FetchCapability;
}
