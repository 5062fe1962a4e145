import { numberFormat } from "./number-format.ts";
import { currentViewer } from "./viewer.ts";

type Unit = "millisecond" | "second" | "minute" | "hour" | "day";

const unit = (value: number, name: Unit, fractionDigits = 0) =>
  numberFormat(currentViewer().locale, {
    style: "unit",
    unit: name,
    unitDisplay: "narrow",
    maximumFractionDigits: fractionDigits,
  }).format(value);

/** How long something took: `840ms`, `12.4s`, `3m 5s`, `2h 10m`. @param ms milliseconds */
export function formatDuration(ms: number) {
  if (ms < 1_000) return unit(Math.round(ms), "millisecond");
  if (ms < 60_000) return unit(Math.round(ms / 100) / 10, "second", 1);
  return formatCountdown(ms);
}

/** The time left in its two largest units: `2d 4h`, `4h 12m`, `12m 5s`, `45s`. @param ms milliseconds, not negative */
export function formatCountdown(ms: number) {
  const seconds = Math.round(ms / 1_000);
  const parts: [number, Unit][] = [
    [Math.floor(seconds / 86_400), "day"],
    [Math.floor(seconds / 3_600) % 24, "hour"],
    [Math.floor(seconds / 60) % 60, "minute"],
    [seconds % 60, "second"],
  ];
  const first = parts.findIndex(([value]) => value > 0);
  if (first === -1) return unit(0, "second");
  return parts
    .slice(first, first + 2)
    .filter(([value], index) => index === 0 || value > 0)
    .map(([value, name]) => unit(value, name))
    .join(" ");
}
