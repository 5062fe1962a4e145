import type { Plan, Ticks } from "./plan.ts";

/** The cron expression of a plan. It may still be impossible (31 February), which `parseSchedule` refuses. */
export function planToCron({ minutes, hours, days, months }: Plan): string {
  const dayOfMonth = [
    ...listItems(days.monthDays),
    ...days.nearestWeekdays.map((day) => `${day}W`),
    ...(days.lastDay ? ["L"] : []),
  ];
  const dayOfWeek = [
    ...listItems(days.weekdays),
    ...days.nthWeekdays.map(({ weekday, n }) => `${weekday}#${n}`),
    ...days.lastWeekdays.map((weekday) => `${weekday}L`),
  ];
  return [
    ticksText(minutes),
    ticksText(hours),
    listText(dayOfMonth),
    listText(listItems(months)),
    listText(dayOfWeek),
  ].join(" ");
}

function ticksText(ticks: Ticks): string {
  if ("at" in ticks) return listText(listItems(ticks.at));
  return ticks.every === 1 ? "*" : `*/${ticks.every}`;
}

function listText(items: readonly string[]): string {
  return items.length === 0 ? "*" : items.join(",");
}

/** Three or more in a row become a range; a list that is one even sequence of five or more becomes a stepped range. */
function listItems(values: readonly number[]): string[] {
  const [first = 0, second = 0] = values;
  const step = second - first;
  if (values.length >= 5 && step > 1 && values.every((value, index) => value === first + index * step)) {
    return [`${first}-${values.at(-1)}/${step}`];
  }
  return runsOf(values).map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`));
}

/** Splits an ascending list into runs of neighbours. A pair counts as two runs of one. */
export function runsOf(values: readonly number[]): [from: number, to: number][] {
  const runs: [number, number][] = [];
  for (const value of values) {
    const run = runs.at(-1);
    if (run && run[1] === value - 1) run[1] = value;
    else runs.push([value, value]);
  }
  return runs.flatMap(([from, to]): [number, number][] =>
    to === from + 1
      ? [
          [from, from],
          [to, to],
        ]
      : [[from, to]],
  );
}
