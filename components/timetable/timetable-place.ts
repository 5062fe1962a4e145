import { knownViewer } from "#lib/format/viewer.ts";
import { TIMETABLE_VIEWS, timetableWindow, windowInput } from "./calendar-window.ts";

/** The address's own parameters, as the page is given them. */
export interface TimetablePlace {
  view?: string | string[];
  date?: string | string[];
}

/** What the page will ask for, in its viewer's zone; null when that is not known yet. */
export function timetableAskedFor({ view, date }: TimetablePlace) {
  const now = knownViewer()?.now;
  if (!now) return null;
  const shown = TIMETABLE_VIEWS.find((one) => one === view) ?? "day";
  return windowInput(timetableWindow(shown, typeof date === "string" ? date : null, now));
}
