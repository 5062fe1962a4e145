import { describe, expect, it } from "vitest";
import type { ReferenceField, ReferenceShape } from "#domain/api-reference.ts";
import { OPERATIONS } from "../rest/operations/index.ts";
import { openApiDocument } from "./document.ts";
import { apiReference } from "./reference.ts";
import { sampleOf } from "./reference-curl.ts";
import { shapeOf } from "./reference-shape.ts";

const reference = apiReference("https://tasks.example.org");
const operations = reference.groups.flatMap((group) => group.operations);

const operation = (id: string) => operations.find((one) => one.id === id)!;
const field = (fields: readonly ReferenceField[], name: string) => fields.find((one) => one.name === name)!;

describe("the reference", () => {
  it("has every operation of the document once, and nothing else", () => {
    expect(operations.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual(
      OPERATIONS.map(({ method, path }) => `${method} /api/v1${path}`).toSorted(),
    );
    expect(new Set(operations.map(({ id }) => id)).size).toBe(operations.length);
    expect(operations.filter(({ answers, summary }) => answers.length === 0 || summary === "")).toEqual([]);
  });

  it("tells of each what it needs, takes and answers", () => {
    expect(operation("tasks.create")).toMatchObject({
      ...{ method: "POST", path: "/api/v1/tasks", scope: "tasks:write", procedure: "tasks.create" },
      sdk: "Fliplet.App.Tasks.create(options)",
      description: ["With frequency it is scheduled and starts to fire at once, unless active is false."],
      answers: [{ status: "201", shape: { words: [{ schema: "Task" }] } }],
      refusals: ["400", "401", "403", "404", "409", "413", "415", "429", "503"],
    });
    const { fields } = operation("tasks.create").body!;
    expect(field(fields, "name")).toMatchObject({ required: true, shape: { words: ["text"] } });
    expect(field(fields, "misfire").shape).toMatchObject({ values: ['"latest"', '"all"', '"skip"'] });
    expect(field(fields, "timeoutMs").shape.rules).toEqual(["1000 to 900000"]);
    expect(field(fields, "frequency").shape.words).toEqual(["text", " or null"]);
    const [first] = field(fields, "schedules").shape.fields;
    expect([first!.name, field(fields, "schedules").shape.words]).toEqual(["id", ["list of ", "object"]]);
    expect(operation("schedules.preview").scope).toBeNull();
    expect(operation("dataSources.find").parameters.find(({ name }) => name === "where")?.shape.rules[0]).toBe(
      "as JSON",
    );
  });

  it("leaves nothing that a request may hold without a word", () => {
    const silent = operations.flatMap(({ id, parameters, body }) =>
      [...parameters, ...(body?.fields ?? [])].filter(({ note }) => note === null).map(({ name }) => `${id}: ${name}`),
    );
    expect(silent).toEqual([]);
  });

  it("names no schema that it does not tell", () => {
    const known = new Set(reference.schemas.map(({ name }) => name));
    const named = (shape: ReferenceShape): string[] => [
      ...shape.words.flatMap((word) => (typeof word === "string" ? [] : [word.schema])),
      ...shape.fields.flatMap((one) => named(one.shape)),
      ...shape.choices.flatMap(named),
    ];
    const all = [
      ...operations.flatMap(({ body, answers, parameters }) =>
        [body, ...answers.map(({ shape }) => shape), ...parameters.map(({ shape }) => shape)].flatMap((shape) =>
          shape ? named(shape) : [],
        ),
      ),
      ...reference.schemas.flatMap(({ shape }) => named(shape)),
      ...reference.refusals.flatMap(({ shape }) => named(shape)),
    ];
    expect(all.length).toBeGreaterThan(80);
    expect(all.filter((name) => !known.has(name))).toEqual([]);
    // And none that nothing leads to.
    expect([...known].filter((name) => !all.includes(name))).toEqual([]);
  });

  it("gives a command that can be pasted", () => {
    expect(operation("tasks.list").curl).toBe(
      "curl 'https://tasks.example.org/api/v1/tasks' \\\n  -H \"authorization: Bearer $TOKEN\"",
    );
    expect(operation("tasks.run").curl).toContain(`-X POST 'https://tasks.example.org/api/v1/tasks/my-task/runs' \\\n`);
    expect(operation("runs.list").curl).toContain("/api/v1/runs?status=failed&limit=20'");
    for (const { curl, id } of operations) expect([id, curl.match(/[{}](?=.*\n)|undefined|NaN/)]).toEqual([id, null]);
    const { paths } = openApiDocument();
    for (const [method, one] of Object.values(paths).flatMap((methods) => Object.entries(methods)))
      if (one.requestBody) expect(operation(one.operationId).curl, method).toContain("-d '{");
  });
});

describe("a schema in words", () => {
  it.each([
    [{}, ["any JSON"], []],
    [{ type: "integer", minimum: 1, maximum: Number.MAX_SAFE_INTEGER }, ["whole number"], ["at least 1"]],
    [{ type: "string", format: "date-time" }, ["instant, ISO 8601"], []],
    [{ type: "string", minLength: 1, maxLength: 20 }, ["text"], ["1 to 20 characters"]],
    [
      { type: "array", items: { $ref: "#/components/schemas/Task" }, maxItems: 3 },
      ["list of ", { schema: "Task" }],
      ["at most 3 of them"],
    ],
    [{ type: ["string", "null"], default: null }, ["text", " or null"], ["null unless given"]],
    [{ type: "array", items: { enum: ["a"] } }, ["list of ", "any of"], []],
    [{ type: "object", additionalProperties: { type: "number" } }, ["object whose values are ", "number"], []],
    [
      { anyOf: [{ type: "string" }, { type: "array", items: { type: "string" } }] },
      ["text", " or ", "list of ", "text"],
      [],
    ],
  ])("%j", (schema, words, rules) => {
    expect(shapeOf(schema)).toMatchObject({ words, rules });
  });

  it("keeps alternatives with fields apart", () => {
    const object = (name: string) => ({ type: "object", properties: { [name]: {} } });
    const { words, choices } = shapeOf({ anyOf: [object("a"), object("b"), { type: "null" }] });
    expect([words, choices.map(({ fields }) => fields[0]!.name)]).toEqual([
      ["one of these", " or null"],
      ["a", "b"],
    ]);
  });

  it("has a sample that is the least it takes", () => {
    const properties = { a: { type: "integer", minimum: 5 }, b: { enum: ["x"] }, c: { type: "string" } };
    expect(sampleOf({ type: "object", properties, required: ["a", "b"] })).toEqual({ a: 5, b: "x" });
  });
});
