export * from "./change-screens.ts";
export { getScreenRow, getVersionRow } from "./internal.ts";
export * from "./read-screens.ts";
