import { TextDecoder, TextEncoder } from "./encoding.ts";

// The URL polyfill reads these globals when it loads, so this module comes first in the prelude.
Object.assign(globalThis, { TextDecoder, TextEncoder });
