import type { PushTransport } from "../context.ts";
import { createPostTransport, type PostTransportOptions } from "./post-transport.ts";

export interface PushTransportOptions extends PostTransportOptions {
  /** An https or mailto address. */
  subject: string;
}

/** Posts to push services: a page says where its browser's service is, so the address is anybody's choice. */
export function createPushTransport({ subject, ...options }: PushTransportOptions): PushTransport {
  return {
    subject,
    ...createPostTransport({ name: "push service", whose: "The subscription's push service" }, options),
  };
}
