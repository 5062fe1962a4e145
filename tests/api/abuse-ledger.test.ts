import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ACCESS } from "#domain/access.ts";
import { isAtLeast, type Role } from "#domain/role.ts";
import { PROJECT_ROOT } from "#scripts/lib/project-root.ts";
import { LEDGER } from "./abuse-ledger.ts";

const CORPUS = readFileSync(join(PROJECT_ROOT, "tests/fixtures/api-abuse.md"), "utf8");

/** Cells of the rows that begin as said. */
const rowsOf = (first: RegExp) =>
  CORPUS.split("\n")
    .filter((line) => line.startsWith("|"))
    .map((line) =>
      line
        .slice(1, -1)
        .split("|")
        .map((cell) => cell.trim()),
    )
    .filter(([cell]) => first.test(cell!));

const IDS = rowsOf(/^[A-Z]{2}\d\d$/).map(([id]) => id!);

describe("the corpus of API abuse", () => {
  it("is held row by row, and nothing is held that it does not have", () => {
    expect(IDS.length).toBe(84);
    expect(Object.keys(LEDGER).toSorted()).toEqual(IDS.toSorted());
  });

  it("is held by tests that are there", () => {
    const sources = new Map<string, string>();
    const missing = Object.entries(LEDGER).flatMap(([id, { tests, departure }]) => {
      if (tests.length === 0) return [`${id} names no test`];
      if (departure !== undefined && departure.length < 20) return [`${id} gives no reason for its departure`];
      return tests.flatMap((test) => {
        const [file, title] = test.split(" › ") as [string, string];
        if (!sources.has(file)) {
          const path = join(PROJECT_ROOT, file);
          sources.set(file, existsSync(path) ? readFileSync(path, "utf8") : "");
        }
        return sources.get(file)!.includes(title) ? [] : [`${id}: ${file} has no test "${title}"`];
      });
    });
    expect(missing).toEqual([]);
  });
});

/** Rows of the corpus's matrix, the procedures that they mean, and which cells are otherwise with us, and why. */
const MATRIX: Record<string, { procedures: string[]; otherwise?: Record<string, string> }> = {
  "tasks.get (list, one)": { procedures: ["tasks.list", "tasks.get"] },
  "tasks.create": { procedures: ["tasks.create"] },
  "tasks.update (name, pageId, frequency, active)": { procedures: ["tasks.update"] },
  "tasks.update timezone, overlap, retries, secrets": { procedures: ["tasks.update"] },
  "tasks.remove": { procedures: ["tasks.remove"] },
  "tasks.run (task marked callable from the app)": { procedures: ["tasks.run"] },
  "tasks.run (task not marked)": {
    procedures: ["tasks.run"],
    otherwise: { pub: "The task decides, not the procedure: limits.itest.ts holds that one not marked is refused." },
  },
  "tasks.runWithResult (marked)": { procedures: ["tasks.runWithResult"] },
  "tasks.preview next runs": {
    procedures: ["schedules.audit", "schedules.timetable"],
  },
  "runs.list, runs.get": { procedures: ["runs.list", "runs.get"] },
  "runs.get own run id from a browser call (result only)": { procedures: ["runs.wait"] },
  "runs.cancel, runs.retry": { procedures: ["runs.cancel", "runs.replay"] },
  "logs.get, logs.export (CSV, JSON)": { procedures: ["logs.list", "logs.lines"] },
  "screens.update script": { procedures: ["screens.saveDraft", "screens.publish"] },
  "secrets.list (names)": { procedures: ["secrets.list"] },
  "secrets.set": { procedures: ["secrets.set"] },
  "dataSources.read / write (viewer: read)": {
    procedures: ["dataSources.insert"],
    otherwise: {
      pub: "Stricter: pages reach data through a task's handler alone.",
      view: "A viewer reads and does not write: dataSources.find is theirs.",
    },
  },
  "apiKeys.create, revoke": { procedures: ["tokens.create", "tokens.revoke"] },
  "members.invite, setRole": { procedures: ["members.invite", "members.setRole"] },
  "apps.create, delete": { procedures: ["apps.create", "apps.remove"] },
  "org.settings, audit log": {
    procedures: ["organizations.rename", "audit.list"],
    otherwise: { own: "An app's own admin and the organisation's are one role." },
  },
};

/** Not procedures, or none that there is: routes are held by `abuse.itest.ts` and the journeys. */
const NO_PROCEDURE: Record<string, string> = {
  "secrets.read (value)": "There is no such call: nobody is shown a value.",
  "POST /api/cron/tick": "It is /api/cron; `is shut to people and tokens` has it.",
  "GET /healthz (no detail)": "It is /api/health/live.",
  "GET /readyz, /metrics": "/api/health/ready is open: it tells what is wrong in words and no names.",
  "setup.firstAdmin": "It is setup.createOwner, which its own test has.",
};

const COLUMNS = ["anon", "pub", "appu", "view", "edit", "own", "oadm", "xadm", "run", "cron", "sup"];
const ROLE_OF: Record<string, Role> = { view: "viewer", edit: "editor", own: "admin", oadm: "admin" };

describe("the corpus's matrix", () => {
  const rows = rowsOf(/^(tasks|runs|logs|screens|secrets|dataSources|apiKeys|members|apps|org|setup)\.|^(GET|POST) \//);
  const named = rows.filter((cells) => cells.length === COLUMNS.length + 1);

  it("has each of its rows here", () => {
    const known = [...Object.keys(MATRIX), ...Object.keys(NO_PROCEDURE)];
    expect(named.map(([name]) => name).toSorted()).toEqual(known.toSorted());
  });

  it.each(Object.entries(MATRIX))("is ours for %s", (name, { procedures, otherwise = {} }) => {
    const cells = named.find(([row]) => row === name)!;
    for (const procedure of procedures) {
      const { role, publishable } = ACCESS[procedure]!;
      if (role === "anyone" || role === "known") throw new Error(`${procedure} is open.`);
      for (const column of ["anon", "pub", "view", "edit", "own", "oadm"]) {
        if (otherwise[column] !== undefined) continue;
        const wanted = /^[YS]$/.test(cells[COLUMNS.indexOf(column) + 1]!);
        const found = column in ROLE_OF ? isAtLeast(ROLE_OF[column]!, role) : column === "pub" && publishable === true;
        expect([procedure, column, found]).toEqual([procedure, column, wanted]);
      }
    }
  });
});

/** The first version of each line in which a critical hole is closed. */
const CLOSED_IN: [name: string, version: string, what: string][] = [
  ["next", "16.2.5", "CVE-2025-29927, CVE-2025-55182 and those of May 2026"],
  ["react", "19.2.1", "CVE-2025-55182"],
  ["react-dom", "19.2.1", "CVE-2025-55182"],
];

describe.each(CLOSED_IN)("%s", (name, version) => {
  it("is not older than what is known to be open", () => {
    const installed = JSON.parse(readFileSync(join(PROJECT_ROOT, "node_modules", name, "package.json"), "utf8"));
    const [has, needs] = [installed.version, version].map((text: string) => text.split(".").map(Number));
    const first = needs!.findIndex((part, n) => part !== has![n]);
    expect(first === -1 || has![first]! > needs![first]!, `${name} ${installed.version}`).toBe(true);
  });
});
