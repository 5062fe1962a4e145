import { cx } from "#lib/cx.ts";
import { formatTimeIn, viewerTimezone } from "#lib/format/datetime.ts";
import { cityFoundBy, offsetText, type ZoneOption } from "./zone-options.ts";

interface ZoneRowProps {
  id: string;
  option: ZoneOption;
  query: string;
  /** ms since 1970 */
  now: number;
  isMarked: boolean;
  isChosen: boolean;
  onMark: () => void;
  onChoose: () => void;
}

/** One time zone of the list: city and region, its time now and its offset. */
export function ZoneRow({ id, option, query, now, isMarked, isChosen, onMark, onChoose }: ZoneRowProps) {
  const { zone, city, region, offsetMinutes } = option;
  const foundBy = cityFoundBy(zone, query);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard moves through the list from the input.
    <div
      id={id}
      role="option"
      aria-selected={isChosen}
      tabIndex={-1}
      className={cx("flex items-baseline gap-3 rounded-md px-2.5 py-1.5", isMarked && "bg-sunken")}
      onMouseMove={onMark}
      // The input must keep the focus, or its blur closes the list before the click arrives.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      <span className="min-w-0 flex-1 truncate">
        <span className={cx(isChosen && "font-medium")}>{city}</span>
        {region && <span className="ml-2 text-[0.8125rem] text-faint">{region}</span>}
        {foundBy && <span className="ml-2 text-[0.8125rem] text-soft">for {foundBy}</span>}
      </span>
      {zone === viewerTimezone() && <span className="text-[0.8125rem] text-accent-ink">yours</span>}
      <span className="whitespace-nowrap text-[0.8125rem] text-soft tabular-nums">{formatTimeIn(now, zone)}</span>
      <span className="w-[4.5rem] whitespace-nowrap text-right text-[0.8125rem] text-faint tabular-nums">
        {offsetText(offsetMinutes)}
      </span>
    </div>
  );
}
