import path from "node:path";
import ts from "typescript-in-browser";

const ENTRY = "server/trpc/root.ts";

const HEADER = `// The tRPC API of App Tasks, for typed clients: createTRPCClient<AppRouter>. Made from the server's own router by
// \`npm run router-types\`; what stands here is what the API takes and gives. Needs the types of @trpc/server, version 11,
// which @trpc/client brings along. No transformer: plain JSON, times ISO 8601 UTC.
`;

/** What the API's types are spelled with, out of tRPC's own. */
const IMPORTS = [
  "TRPCBuiltRouter",
  "TRPCMutationProcedure",
  "TRPCQueryProcedure",
  "TRPCSubscriptionProcedure",
] as const;

const PROCEDURES: Record<string, (typeof IMPORTS)[number]> = {
  query: "TRPCQueryProcedure",
  mutation: "TRPCMutationProcedure",
  subscription: "TRPCSubscriptionProcedure",
};

/**
 * The type of the whole API as one file of declarations that needs nothing of ours: what the checker knows of each
 * procedure's input and output, written out. `tsc --declaration` would lead to the database's schema and beyond, since
 * a router's type names the context that its procedures run in.
 *
 * @param root the project's folder
 * @throws Error for a type that cannot be spelled, which names the procedure.
 */
export function buildRouterTypes(root: string): string {
  const config = ts.readConfigFile(path.join(root, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.config.compilerOptions, root);
  const program = ts.createProgram([path.join(root, ENTRY)], { ...options, incremental: false, noEmit: true });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(path.join(root, ENTRY));
  const alias = source?.statements.find(
    (one): one is ts.TypeAliasDeclaration => ts.isTypeAliasDeclaration(one) && one.name.text === "AppRouter",
  );
  if (!alias) throw new Error(`${ENTRY} declares no type AppRouter.`);
  return new Speller(checker, root).spell(checker.getTypeAtLocation(alias.name), alias);
}

const NOTHING = ts.TypeFlags.Null | ts.TypeFlags.Undefined | ts.TypeFlags.Void;

class Speller {
  readonly #checker: ts.TypeChecker;
  readonly #root: string;
  /** Declarations of named types by name; null while one is being spelled. */
  readonly #declared = new Map<string, string | null>();
  readonly #names = new Map<ts.Symbol, string>();
  readonly #used = new Set<string>();
  #place!: ts.Node;
  /** What is being spelled, for errors. */
  #path = "";

  constructor(checker: ts.TypeChecker, root: string) {
    this.#checker = checker;
    this.#root = root;
  }

  spell(router: ts.Type, place: ts.Node): string {
    this.#place = place;
    const def = this.#at(router, "_def");
    const errorShape = this.#type(this.#at(def, "_config", "$types", "errorShape"), "  ");
    const record = this.#record(this.#at(def, "record"), "  ", []);
    const types = [...this.#declared].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, text]) => text);
    const imports = IMPORTS.filter((name) => name === "TRPCBuiltRouter" || this.#used.has(name));
    return [
      `${HEADER}import type { ${imports.join(", ")} } from "@trpc/server";`,
      "export type AppRouter = TRPCBuiltRouter<\n" +
        `  { ctx: object; meta: object; errorShape: ${errorShape}; transformer: false },\n  ${record}\n>;`,
      ...types,
      "",
    ].join("\n\n");
  }

  #at(type: ts.Type, ...names: string[]): ts.Type {
    return names.reduce((at, name) => {
      const symbol = this.#checker.getPropertyOfType(at, name);
      if (!symbol)
        throw new Error(`${this.#path || "AppRouter"}: there is no ${name} in ${this.#checker.typeToString(at)}.`);
      return this.#typeOf(symbol);
    }, type);
  }

  #typeOf(symbol: ts.Symbol): ts.Type {
    return this.#checker.getTypeOfSymbolAtLocation(symbol, this.#place);
  }

  /** Procedures by name, and records of them. */
  #record(record: ts.Type, indent: string, names: readonly string[]): string {
    const inner = `${indent}  `;
    const members = this.#checker.getPropertiesOfType(record).map((symbol) => {
      const type = this.#typeOf(symbol);
      const here = [...names, symbol.name];
      this.#path = here.join(".");
      const isProcedure = this.#checker.getPropertyOfType(type, "_def") !== undefined;
      const text = isProcedure ? this.#procedure(type, inner) : this.#record(type, inner, here);
      return `${this.#comment(symbol, inner)}${inner}${nameOf(symbol)}: ${text};`;
    });
    return `{\n${members.join("\n")}\n${indent}}`;
  }

  #procedure(type: ts.Type, indent: string): string {
    const def = this.#at(type, "_def");
    const kind = this.#at(def, "type");
    const name = kind.isStringLiteral() ? PROCEDURES[kind.value] : undefined;
    if (!name) throw new Error(`${this.#path} is no procedure.`);
    this.#used.add(name);
    const inner = `${indent}  `;
    const input = this.#type(this.#at(def, "$types", "input"), inner);
    const output = this.#type(this.#at(def, "$types", "output"), inner);
    return `${name}<{\n${inner}input: ${input};\n${inner}output: ${output};\n${inner}meta: object;\n${indent}}>`;
  }

  /** A type where it is used: by its name, if it has one of ours. */
  #type(type: ts.Type, indent: string): string {
    const alias = type.aliasSymbol;
    if (alias && this.#isOurs(alias) && !type.aliasTypeArguments?.length)
      return this.#named(alias, (name) => `export type ${name} = ${this.#structure(type, "")};`);
    const { symbol } = type;
    const isInterface = type.isClassOrInterface() && !type.typeParameters?.length;
    if (isInterface && this.#isOurs(symbol))
      return this.#named(symbol, (name) => `export interface ${name} ${this.#members(type, "")}`);
    return this.#structure(type, indent);
  }

  /** Declares a type of ours under its name, or under one that no other of the same name has. */
  #named(symbol: ts.Symbol, declare: (name: string) => string): string {
    const known = this.#names.get(symbol);
    if (known !== undefined) return known;
    let name = symbol.name;
    for (let n = 2; this.#declared.has(name) || name === "AppRouter"; n++) name = `${symbol.name}${n}`;
    this.#names.set(symbol, name);
    this.#declared.set(name, null);
    this.#declared.set(name, `${this.#comment(symbol, "")}${declare(name)}`);
    return name;
  }

  #isOurs(symbol: ts.Symbol): boolean {
    return (symbol.declarations ?? []).some((one) => {
      const file = path.relative(this.#root, one.getSourceFile().fileName);
      return !file.startsWith("..") && !file.includes("node_modules");
    });
  }

  #structure(type: ts.Type, indent: string): string {
    const { flags } = type;
    if (flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return "unknown";
    if (
      flags &
      (ts.TypeFlags.Never | ts.TypeFlags.Void | ts.TypeFlags.Undefined | ts.TypeFlags.Null | ts.TypeFlags.Boolean)
    )
      return this.#checker.typeToString(type);
    if (flags & (ts.TypeFlags.String | ts.TypeFlags.Number | ts.TypeFlags.BigInt | ts.TypeFlags.NonPrimitive))
      return this.#checker.typeToString(type);
    if (flags & (ts.TypeFlags.Literal | ts.TypeFlags.TemplateLiteral))
      return this.#checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation);
    if (type.isUnion()) return this.#union(type, indent);
    if (this.#checker.isTupleType(type)) return this.#tuple(type as ts.TypeReference, indent);
    if (this.#checker.isArrayType(type)) return this.#array(type as ts.TypeReference, indent);
    if (this.#isStandard(type)) return this.#standard(type as ts.TypeReference, indent);
    if (flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) return this.#members(type, indent);
    throw new Error(`${this.#path}: ${this.#checker.typeToString(type)} cannot be spelled.`);
  }

  #union(type: ts.UnionType, indent: string): string {
    const nothings = type.types.filter((one) => one.flags & NOTHING);
    if (nothings.length > 0) {
      // What is left may have a name of its own; as people write it, what may be missing comes last.
      const rest = this.#checker.getNonNullableType(type);
      const texts = nothings.map((one) => this.#checker.typeToString(one)).toSorted();
      return [...(rest.flags & ts.TypeFlags.Never ? [] : [this.#type(rest, indent)]), ...texts].join(" | ");
    }
    const isBoolean = type.types.filter((one) => one.flags & ts.TypeFlags.BooleanLiteral).length === 2;
    const rest = isBoolean ? type.types.filter((one) => !(one.flags & ts.TypeFlags.BooleanLiteral)) : type.types;
    const texts = [...(isBoolean ? ["boolean"] : []), ...rest.map((one) => this.#type(one, indent))];
    // The checker's order depends on what it met first; a file that is kept must not.
    if (rest.every((one) => one.isLiteral())) texts.sort();
    return [...new Set(texts)].join(" | ");
  }

  #tuple(type: ts.TypeReference, indent: string): string {
    const { elementFlags, readonly } = type.target as ts.TupleType;
    const items = this.#checker.getTypeArguments(type).map((item, index) => {
      const text = this.#type(item, indent);
      const flag = elementFlags[index]!;
      if (flag & ts.ElementFlags.Rest) return `...${bracketed(text)}[]`;
      return flag & ts.ElementFlags.Optional ? `${bracketed(text)}?` : text;
    });
    return `${readonly ? "readonly " : ""}[${items.join(", ")}]`;
  }

  #array(type: ts.TypeReference, indent: string): string {
    const item = this.#type(this.#checker.getTypeArguments(type)[0]!, indent);
    return `${type.symbol.name === "ReadonlyArray" ? "readonly " : ""}${bracketed(item)}[]`;
  }

  /** Of the language or the platform, such as Date: everybody's compiler has it. */
  #isStandard(type: ts.Type): boolean {
    if (!(type.flags & ts.TypeFlags.Object)) return false;
    const declarations = type.symbol?.declarations ?? [];
    const isInLibrary = (one: ts.Declaration) => /[/\\]lib\.[^/\\]*d\.ts$/.test(one.getSourceFile().fileName);
    return declarations.length > 0 && declarations.every(isInLibrary) && /^[A-Z]\w*$/.test(type.symbol.name);
  }

  #standard(type: ts.TypeReference, indent: string): string {
    const given = type.target ? this.#checker.getTypeArguments(type) : [];
    const args = given.slice(0, type.target?.typeParameters?.length ?? 0).map((one) => this.#type(one, indent));
    return `${type.symbol.name}${args.length > 0 ? `<${args.join(", ")}>` : ""}`;
  }

  #members(type: ts.Type, indent: string): string {
    if (type.getCallSignatures().length > 0 || type.getConstructSignatures().length > 0)
      throw new Error(`${this.#path}: a function cannot be sent: ${this.#checker.typeToString(type)}.`);
    const inner = `${indent}  `;
    const members = this.#checker.getPropertiesOfType(type).map((symbol) => {
      const isOptional = (symbol.flags & ts.SymbolFlags.Optional) !== 0;
      const given = this.#typeOf(symbol);
      const text = isOptional ? this.#withoutUndefined(given, inner) : this.#type(given, inner);
      return `${this.#comment(symbol, inner)}${inner}${nameOf(symbol)}${isOptional ? "?" : ""}: ${text};`;
    });
    for (const { keyType, type: valueType } of this.#checker.getIndexInfosOfType(type))
      members.push(`${inner}[key: ${this.#type(keyType, inner)}]: ${this.#type(valueType, inner)};`);
    if (members.length === 0) return "{}";
    return `{\n${members.join("\n")}\n${indent}}`;
  }

  /** `name?: T` says already that it may be undefined. */
  #withoutUndefined(type: ts.Type, indent: string): string {
    return this.#type(type, indent).replace(/ \| undefined$/, "");
  }

  #comment(symbol: ts.Symbol, indent: string): string {
    const text = ts.displayPartsToString(symbol.getDocumentationComment(this.#checker)).trim();
    if (text === "") return "";
    const lines = text.replaceAll("*/", "* /").split("\n");
    return lines.length === 1
      ? `${indent}/** ${lines[0]} */\n`
      : `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join("\n")}\n${indent} */\n`;
  }
}

const nameOf = ({ name }: ts.Symbol) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name));

/** For what stands before `[]`. */
const bracketed = (text: string) => (/^[\w.]+$|^\{[^|&]*\}$/.test(text) ? text : `(${text})`);
