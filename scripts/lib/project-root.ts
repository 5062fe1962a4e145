import { resolve } from "node:path";

/** The folder of package.json; commands work from any folder. */
export const PROJECT_ROOT = resolve(import.meta.dirname, "../..");
