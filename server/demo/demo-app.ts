import type { CreateTaskInput } from "#domain/task.ts";
import type { TemplateKey } from "#domain/template.ts";

interface DemoSource {
  name: string;
  entries: Record<string, unknown>[];
}

type DemoScreen =
  /** A use case as builders can pick it; its task runs from the start. */
  | { template: TemplateKey; task?: Partial<CreateTaskInput> }
  /** A screen of the demo's own; `file` is that of its code, in `screens/`. */
  | { name: string; file: string; task: Omit<CreateTaskInput, "pageId"> };

const SOURCES: readonly DemoSource[] = [
  {
    name: "Users",
    entries: [
      { Name: "John Carter", Email: "john@example.org", Office: "London" },
      { Name: "Amelia Brown", Email: "amelia@example.org", Office: "Lisbon" },
      { Name: "Nick Okafor", Email: "nick@example.org", Office: "London" },
    ],
  },
  {
    name: "Bookings",
    entries: [
      { "First name": "Nick", Date: "2026-12-01", Status: "requested" },
      { "First name": "Amelia", Date: "2026-12-04", Status: "requested" },
    ],
  },
];

const SCREENS: readonly DemoScreen[] = [
  { template: "rss-import", task: { frequency: "* * * * *" } },
  { template: "check-out", task: { timezone: "Europe/London" } },
  { name: "Registration", file: "registration.js", task: { name: "email-is-registered" } },
  { template: "usage-report", task: { timezone: "Europe/London" } },
  { name: "Booking", file: "booking.js", task: { name: "confirm-booking" } },
];

/**
 * The app that a new installation starts with: real work on its own data, without reaching anything outside. It has room
 * for the templates too.
 */
export const DEMO_APP = { name: "Workplace demo", sources: SOURCES, screens: SCREENS, taskLimit: 20 } as const;
