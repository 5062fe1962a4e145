/** Whom a page is rendered for, as far as words, numbers and times go. */
export interface Viewer {
  /** BCP 47 */
  locale: string;
  /** IANA name */
  timezone: string;
  /** When the server rendered the page, ms since 1970; null in a page that it rendered for nobody in particular. */
  now: number | null;
}

/** Cookie by which a browser tells the server its language and zone: `de-DE~Europe/Berlin`, percent-encoded. */
export const VIEWER_COOKIE = "viewer";

/** Where the server process keeps the viewer of the request it is answering. */
const CURRENT = Symbol.for("app-tasks.viewer");
type Store = { getStore(): Viewer | undefined };
const onServer = () => (globalThis as { [CURRENT]?: Store })[CURRENT];

/** Makes `store` answer `knownViewer` in this process. */
export function keepViewersIn(store: Store): void {
  (globalThis as { [CURRENT]?: Store })[CURRENT] = store;
}

/** The viewer that the cookie names; undefined when it names none that can be. @param cookies a Cookie header */
export function readViewer(cookies: string | undefined, now: number): Viewer | undefined {
  const value = cookies?.match(new RegExp(`(?:^|;\\s*)${VIEWER_COOKIE}=([^;]{1,200})`))?.[1];
  if (value === undefined) return undefined;
  try {
    const [locale = "", timezone = ""] = decodeURIComponent(value).split("~");
    const known = new Intl.DateTimeFormat(locale, { timeZone: timezone }).resolvedOptions();
    return locale && timezone ? { locale, timezone: known.timeZone, now } : undefined;
  } catch {
    return undefined;
  }
}

/** What `readViewer` reads. */
export const viewerCookie = ({ locale, timezone }: Pick<Viewer, "locale" | "timezone">) =>
  encodeURIComponent(`${locale}~${timezone}`);

/** The machine's own language and zone: in a browser, what its user chose. */
export function machineViewer(): Viewer {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return { locale: typeof navigator === "undefined" ? "en" : navigator.language, timezone: timeZone, now: null };
}

/** On the server, the viewer of the request under way, if its browser said; in the browser, the one this page was rendered for. */
export function knownViewer(): Viewer | undefined {
  if (typeof document === "undefined") return onServer()?.getStore();
  const { locale, timezone, now } = document.documentElement.dataset;
  return locale && timezone ? { locale, timezone, now: Number(now) || null } : undefined;
}

let inBrowser: Viewer | undefined;

/**
 * Whom to write for. Server and browser get the same answer while the browser wakes a page up, so that both write the
 * same words.
 */
export function currentViewer(): Viewer {
  if (typeof document === "undefined") return knownViewer() ?? machineViewer();
  inBrowser ??= knownViewer() ?? machineViewer();
  return inBrowser;
}
