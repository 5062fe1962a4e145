/**
 * What each folder may import, as docs/architecture.md tells it. A rule names the folder, then everything it must not
 * reach. Tests, scripts and benchmarks may import what they like.
 */
const TEST_FILES = "\\.i?test\\.tsx?$";

/** The files of lib that run on the server only, and say so by importing "server-only". */
const SERVER_GLUE = "^lib/(trpc/server\\.tsx|session\\.ts)$";

/** Looks at the version of Node first. */
const CLI_START = "^cli/app-tasks\\.mjs$";

/** A folder may import only what is listed, out of the project's own folders. */
const layer = (name, from, allowed, comment, more = {}) => ({
  name,
  comment,
  severity: "error",
  from: { path: from, pathNot: [TEST_FILES, ...(more.except ?? [])] },
  to: {
    path: "^(app|bench|cli|components|db|domain|e2e|lib|scripts|sdk|server|tests)/",
    pathNot: allowed,
    ...(more.to ?? {}),
  },
});

/** A folder must not import these packages, nor what is built into Node where that is said. */
const without = (name, from, packages, comment, more = {}) => ({
  name,
  comment,
  severity: "error",
  from: { path: from, pathNot: [TEST_FILES, ...(more.except ?? [])] },
  to: { path: packages.map((pattern) => `(^|node_modules/)${pattern}(/|$)`) },
});

const UI_PACKAGES = ["next", "react", "react-dom", "@trpc"];
const TYPES_ONLY_ALLOWED = { to: { dependencyTypesNot: ["type-only"] } };

module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      comment: "Two files that need each other cannot be understood or tested alone. Cycles of types alone are fine.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "imports-resolve",
      comment: "The import names nothing that is there.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "^(server-only|client-only)$" },
    },
    {
      name: "production-needs-no-dev-packages",
      comment: "An installation with --omit=dev has no development packages.",
      severity: "error",
      from: { path: "^(app|cli|components|db|domain|lib|sdk|server)/", pathNot: TEST_FILES },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"], pathNot: "node_modules/@types/" },
    },
    layer("domain", "^domain/", "^domain/", "domain holds pure rules that browser and server share."),
    {
      name: "domain-is-pure",
      comment: "domain runs in the browser and on the server: only zod, croner and cronstrue.",
      severity: "error",
      from: { path: "^domain/", pathNot: TEST_FILES },
      to: { dependencyTypes: ["npm", "npm-dev", "core"], pathNot: "node_modules/(zod|croner|cronstrue)/" },
    },
    layer("db", "^db/", "^(db|domain)/", "db knows the rules and nothing that uses it."),
    without("db-has-no-interface", "^(db|domain)/", UI_PACKAGES, "The database knows neither Next, React nor tRPC."),
    layer(
      "services",
      "^server/services/",
      "^(server/services/|server/vault/|server/context\\.ts$|db/|domain/)",
      "Services hold the verbs; capabilities, scheduler and runner stand on them.",
    ),
    layer(
      "capabilities",
      "^server/capabilities/",
      "^(server/capabilities/|server/services/|server/vault/|server/context\\.ts$|db/|domain/)",
      "A capability reaches the world through services.",
    ),
    layer(
      "scheduler",
      "^server/scheduler/",
      "^(server/scheduler/|server/services/|server/context\\.ts$|db/|domain/)",
      "The scheduler plans fires and queues runs through services.",
    ),
    layer(
      "runner",
      "^server/runner/",
      "^(server/runner/|server/capabilities/|server/services/|server/sandbox/|server/vault/|server/context\\.ts$|db/|domain/)",
      "The runner carries runs out in the sandbox.",
    ),
    layer(
      "vault",
      "^server/vault/",
      "^(server/vault/|domain/)",
      "The vault encrypts and masks texts, and knows no more.",
    ),
    layer(
      "sandbox",
      "^server/sandbox/",
      "^(server/sandbox/|domain/)",
      "The sandbox runs untrusted code: no database, no tenant.",
    ),
    layer(
      "trpc",
      "^server/trpc/",
      "^(server/trpc/|server/services/|server/auth/|server/context\\.ts$|domain/)",
      "A router parses, calls a verb and maps the error; SQL is the services' business.",
    ),
    layer(
      "rest",
      "^server/rest/",
      "^(server/rest/|server/trpc/|domain/)",
      "REST is another way to the same procedures: what they do is none of its business.",
    ),
    layer(
      "mcp",
      "^server/mcp/",
      "^(server/mcp/|server/trpc/|domain/)",
      "Models call the procedures that everybody calls.",
    ),
    layer(
      "openapi",
      "^server/openapi/",
      "^(server/openapi/|server/rest/|domain/)",
      "The document tells what the table of REST operations holds.",
    ),
    without(
      "server-has-no-interface",
      "^server/",
      ["next", "react", "react-dom"],
      "The server knows neither Next nor React; better-auth's and tRPC's plain handlers suffice.",
    ),
    without(
      "only-routers-know-trpc",
      "^server/(services|scheduler|runner|capabilities|sandbox)/",
      ["@trpc"],
      "Only server/trpc knows the transport.",
    ),
    layer(
      "lib",
      "^lib/",
      "^(lib|domain)/",
      "lib is glue. Only its server-only files meet the server; the types of its router are everybody's.",
      { except: [SERVER_GLUE], ...TYPES_ONLY_ALLOWED },
    ),
    layer(
      "lib-types-only",
      "^lib/",
      "^(lib/|domain/|server/trpc/)",
      "Of the server, lib may import the types of server/trpc.",
      { except: [SERVER_GLUE] },
    ),
    layer(
      "lib-server-glue",
      SERVER_GLUE,
      "^(lib/|domain/|server/trpc/|server/auth/|server/container\\.ts$)",
      "The glue for pages needs the router, the session and the container, and no more.",
    ),
    layer(
      "components",
      "^components/",
      "^(components|lib|domain)/",
      "What a person sees talks to the server by tRPC; of it, only types are imported.",
      TYPES_ONLY_ALLOWED,
    ),
    layer(
      "components-types-only",
      "^components/",
      "^(components/|lib/|domain/|server/trpc/)",
      "Of the server, components may import the types of server/trpc.",
    ),
    {
      name: "components-stay-in-the-browser",
      comment: "The server-only files of lib are for pages.",
      severity: "error",
      from: { path: "^components/", pathNot: TEST_FILES },
      to: { path: SERVER_GLUE },
    },
    layer("app", "^app/", "^(app|components|lib|domain|server|sdk)/", "Routes compose; they never touch the database."),
    layer("sdk", "^sdk/", "^(sdk|domain)/", "The SDK runs in other people's pages.", TYPES_ONLY_ALLOWED),
    layer(
      "sdk-types-only",
      "^sdk/",
      "^(sdk/|domain/|server/trpc/)",
      "Of the server, the SDK may import the types of server/trpc.",
    ),
    layer("cli", "^cli/", "^(cli|domain|sdk)/", "The command line is another client.", {
      except: [CLI_START],
      ...TYPES_ONLY_ALLOWED,
    }),
    layer(
      "cli-types-only",
      "^cli/",
      "^(cli/|domain/|sdk/|server/trpc/)",
      "Of the server, the command line may import the types of server/trpc.",
      { except: [CLI_START] },
    ),
    layer("e2e", "^e2e/", "^(e2e|domain)/", "A journey uses the product from outside.", TYPES_ONLY_ALLOWED),
    layer(
      "e2e-types-only",
      "^e2e/",
      "^(e2e/|domain/|server/trpc/)",
      "Of the server, a journey may import the types of server/trpc.",
    ),
  ],
  options: {
    parser: "swc",
    doNotFollow: { path: "node_modules" },
    exclude: { path: ["(^|/)\\.next/", "(^|/)\\.build/", "/fixtures/"] },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json"],
    },
  },
};
