import ts from "typescript-in-browser";
import { NEED_FACTS, needAdvice, SCREEN_NEEDS } from "#domain/screen-needs.ts";
import type { Explanation, LanguageSettings, Questions, Suggestion } from "./protocol.ts";

const SCREEN = "/screen.js";
const SURROUNDINGS = "/surroundings.d.ts";
/** Our own types, for every screen. */
const OWN = ["/fliplet.d.ts", "/data-sources.d.ts", "/messages.d.ts"];
const LIB = "lib.es2025.d.ts";

/** Code is untyped: what it says is checked against what may be called, and nothing is asked of its own parameters. */
const OPTIONS: ts.CompilerOptions = {
  allowJs: true,
  checkJs: true,
  noEmit: true,
  strict: false,
  noImplicitAny: false,
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  // Its own scope, so that a screen may call a variable `name` or `event`.
  moduleDetection: ts.ModuleDetectionKind.Force,
  lib: [LIB],
  types: [],
  skipLibCheck: true,
};

/**
 * What is right but idle talk in code without types: unused parts (6133), arithmetic with dates (2362, 2363), properties
 * added to objects that were empty at first (2339 on `{}` is told apart below).
 */
const SILENT = new Set([6133, 2362, 2363, 7044, 80_001, 80_004, 80_005, 80_007]);

/** A package or a file that is imported or required: there are none. */
const IMPORTS = new Set([2307, 2580, 2591, 2792, 7016]);

/** "Cannot find name", with and without TypeScript's own advice, which is for projects with packages. */
const UNKNOWN_NAMES = new Set([2304, 2552, 2581, 2582, 2583, 2584, 2592, 2593]);

const FINDINGS_SHOWN = 50;

export interface ScreenLanguage extends Questions {
  setCode(code: string): void;
  setSettings(settings: LanguageSettings): void;
}

/** Whether the types of a page are needed for these settings. */
export const needsPage = ({ dom, engine }: LanguageSettings): boolean => dom || engine === "browser";

/**
 * TypeScript's eyes on the code of a screen: findings, completion, explanations.
 *
 * @param files the types by name: our own of `OWN` and `web.d.ts`, TypeScript's `lib.*.d.ts`. `lib.dom.d.ts` may be added later,
 * before settings that ask for a page are set.
 */
export function createScreenLanguage(files: ReadonlyMap<string, string>): ScreenLanguage {
  let code = "";
  let surroundings = "";
  let version = 0;
  const read = (path: string): string | undefined => {
    if (path === SCREEN) return code;
    if (path === SURROUNDINGS) return surroundings;
    return files.get(path.slice(path.lastIndexOf("/") + 1));
  };
  const service = ts.createLanguageService({
    getCompilationSettings: () => OPTIONS,
    getScriptFileNames: () => [SCREEN, ...OWN, SURROUNDINGS],
    getScriptVersion: (path) => (path === SCREEN || path === SURROUNDINGS ? String(version) : "1"),
    getScriptSnapshot: (path) => {
      const text = read(path);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => "/",
    getDefaultLibFileName: () => `/lib/${LIB}`,
    readFile: read,
    fileExists: (path) => read(path) !== undefined,
    directoryExists: () => false,
    getDirectories: () => [],
    useCaseSensitiveFileNames: () => true,
  });
  return {
    setCode(text) {
      code = text;
      version += 1;
    },
    setSettings(settings) {
      surroundings = surroundingsOf(settings, files);
      version += 1;
    },
    findings() {
      const syntax = service.getSyntacticDiagnostics(SCREEN).map((found) => finding(found, "error"));
      // What follows from a text that cannot be read is not worth saying.
      if (syntax.length > 0) return syntax.slice(0, FINDINGS_SHOWN);
      const source = service.getProgram()?.getSourceFile(SCREEN);
      const wrong = service
        .getSemanticDiagnostics(SCREEN)
        .filter(({ code: number }) => !SILENT.has(number))
        .map((found) => finding(found, "warning"));
      return [...(source ? loneAwaits(source) : []), ...wrong].slice(0, FINDINGS_SHOWN);
    },
    suggestions(position) {
      const found = service.getCompletionsAtPosition(SCREEN, position, { includeCompletionsWithInsertText: false });
      return (found?.entries ?? []).map(({ name, kind, sortText }) => ({
        label: name,
        kind: kindOf(kind),
        // Sort texts begin with two digits; low ones are near: locals, then members, then globals and keywords.
        boost: Math.max(-50, 20 - Number.parseInt(sortText, 10) || 0),
      }));
    },
    suggestion(position, label) {
      const found = service.getCompletionEntryDetails(
        SCREEN,
        position,
        label,
        undefined,
        undefined,
        undefined,
        undefined,
      );
      return found ? explanation(found.displayParts, found.documentation) : null;
    },
    hover(position) {
      const found = service.getQuickInfoAtPosition(SCREEN, position);
      if (!found) return null;
      const { start, length } = found.textSpan;
      return { from: start, to: start + length, ...explanation(found.displayParts, found.documentation) };
    },
  };
}

/** The globals that go with the settings. */
function surroundingsOf(settings: LanguageSettings, files: ReadonlyMap<string, string>): string {
  const hasPage = needsPage(settings);
  const declared = SCREEN_NEEDS.flatMap((need) => {
    if (need !== "dom" && !settings.libraries.includes(need)) return [];
    if (need === "dom")
      return hasPage ? ["$", "jQuery"].map((name) => `/** jQuery */ declare const ${name}: any;`) : [];
    return [`/** ${NEED_FACTS[need].label} */ declare const ${NEED_FACTS[need].globals[0]}: any;`];
  }).join("\n");
  if (!hasPage) return `${files.get("web.d.ts") ?? ""}\n${declared}`;
  return `/// <reference lib="dom" />\ndeclare function setImmediate(callback: (...args: any[]) => void, ...args: any[]): number;\n${declared}`;
}

function finding({ start = 0, length = 0, messageText, code }: ts.Diagnostic, severity: "error" | "warning") {
  const message = ts.flattenDiagnosticMessageText(messageText, "\n");
  return {
    from: start,
    to: start + Math.max(1, length),
    severity,
    message: rephrased(code, message),
  };
}

function rephrased(code: number, message: string): string {
  if (IMPORTS.has(code)) {
    return "A screen imports nothing: its globals are there without it, and its settings switch libraries on.";
  }
  if (!UNKNOWN_NAMES.has(code)) return message;
  const name = /'([^']+)'/.exec(message)?.[1];
  const need = SCREEN_NEEDS.find((one) => name !== undefined && NEED_FACTS[one].globals.includes(name));
  if (need) return needAdvice(need);
  const meant = /Did you mean '([^']+)'/.exec(message)?.[1];
  return `A screen has no "${name}"${meant ? `. Did you mean "${meant}"?` : ": it is neither its own nor one of its globals."}`;
}

/** `await` outside of a function, which only modules may have. */
function loneAwaits(source: ts.SourceFile) {
  const found: ReturnType<typeof finding>[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) return;
    if (ts.isAwaitExpression(node)) {
      const from = node.getStart(source);
      const message = "await stands only in an async function: write it inside of the handler.";
      found.push({ from, to: from + "await".length, severity: "error", message });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const explanation = (
  signature: ts.SymbolDisplayPart[] | undefined,
  doc: ts.SymbolDisplayPart[] | undefined,
): Explanation => ({
  signature: ts.displayPartsToString(signature),
  doc: ts.displayPartsToString(doc),
});

function kindOf(kind: ts.ScriptElementKind): Suggestion["kind"] {
  switch (kind) {
    case ts.ScriptElementKind.functionElement:
    case ts.ScriptElementKind.localFunctionElement:
    case ts.ScriptElementKind.memberFunctionElement:
      return "function";
    case ts.ScriptElementKind.classElement:
      return "class";
    case ts.ScriptElementKind.memberVariableElement:
    case ts.ScriptElementKind.memberGetAccessorElement:
      return "property";
    case ts.ScriptElementKind.keyword:
      return "keyword";
    case ts.ScriptElementKind.string:
    case ts.ScriptElementKind.warning:
      return "text";
    default:
      return "variable";
  }
}
