import { numberFormat } from "./number-format.ts";
import { currentViewer } from "./viewer.ts";

/** A whole number in the viewer's language. */
export const formatNumber = (value: number) => numberFormat(currentViewer().locale, {}).format(value);

/** `1 task`, `3 tasks`. @param many the plural, when it is not the singular with an s */
export const formatCount = (value: number, one: string, many = `${one}s`) =>
  `${formatNumber(value)} ${value === 1 ? one : many}`;

/** A share as `97.5%`, never rounded up: what is not all is never told as 100%. @param share from 0 to 1 */
export const formatPercent = (share: number) =>
  numberFormat(currentViewer().locale, { style: "percent", maximumFractionDigits: 1 }).format(
    Math.floor(share * 1_000) / 1_000,
  );

/** A size in UTF-8 bytes: `512B`, `1.4kB`. */
export function formatBytes(bytes: number) {
  const [value, unit] =
    bytes < 1_000 ? [bytes, "byte"] : bytes < 1_000_000 ? [bytes / 1_000, "kilobyte"] : [bytes / 1_000_000, "megabyte"];
  return numberFormat(currentViewer().locale, {
    style: "unit",
    unit,
    unitDisplay: "narrow",
    maximumFractionDigits: 1,
  }).format(value);
}
