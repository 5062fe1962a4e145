import { badInput } from "./errors.ts";
import { SCREEN_LIBRARIES, type ScreenLibrary, type ScreenSettings } from "./screen-settings.ts";

/** Packages whose calls every run has. */
const PACKAGES = [
  "fliplet-core",
  "fliplet-datasources",
  "fliplet-communicate",
  "fliplet-notifications",
  "fliplet-session",
] as const;

/** A library by its name, or as the file of an address: `moment`, `https://…/moment.js/2.30.1/moment.min.js`. */
const LIBRARY = /^(lodash|moment|dayjs|handlebars|jquery)(?:[-.@]?v?\d[\d.]*)?(?:\.(?:min|slim|core|prod))*(?:\.js)?$/;

/**
 * What a screen switches on for the dependencies of an action.
 *
 * @throws DomainError DEPENDENCIES_INVALID for one that a run here cannot have.
 */
export function settingsOf(dependencies: readonly string[]): Pick<ScreenSettings, "libraries" | "dom"> {
  const wanted = new Set(dependencies.map((dependency, index) => libraryOf(dependency, `dependencies.${index}`)));
  return {
    libraries: SCREEN_LIBRARIES.filter((library) => wanted.has(library)),
    dom: wanted.has("jquery"),
  };
}

/** Null for a package that is there anyway. */
function libraryOf(dependency: string, field: string): ScreenLibrary | "jquery" | null {
  const name = dependency.trim();
  if (PACKAGES.some((known) => known === name)) return null;
  const file =
    name
      .toLowerCase()
      .replace(/[?#].*$/, "")
      .split("/")
      .at(-1) ?? "";
  const library = LIBRARY.exec(file)?.[1];
  if (library) return library as ScreenLibrary | "jquery";
  throw badInput(
    "DEPENDENCIES_INVALID",
    `A run cannot have the dependency "${name.slice(0, 200)}". There are ${PACKAGES.join(", ")}; and ${SCREEN_LIBRARIES.join(", ")} and jquery, by name or by address, in the version that this server brings.`,
    field,
  );
}
