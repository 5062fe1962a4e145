/** The API's reference as a person reads it: made on the server from the OpenAPI document, shown by the studio. */
export interface ApiReference {
  title: string;
  version: string;
  summary: string;
  /** Paragraphs; what stands between backticks is code. */
  introduction: string[];
  groups: ReferenceGroup[];
  /** What any call may be refused with. */
  refusals: ReferenceAnswer[];
  schemas: ReferenceSchema[];
}

export interface ReferenceGroup {
  id: string;
  name: string;
  note: string;
  operations: ReferenceOperation[];
}

export interface ReferenceOperation {
  /** Where it stands on the page. */
  id: string;
  method: string;
  /** With its prefix and fields in braces: `/api/v1/tasks/{idOrName}`. */
  path: string;
  summary: string;
  description: string[];
  /** What a token needs; null: any token may. */
  scope: string | null;
  /** The same over tRPC. */
  procedure: string;
  /** The same in the client that apps load, where it has it. */
  sdk: string | null;
  parameters: ReferenceField[];
  body: ReferenceShape | null;
  answers: ReferenceAnswer[];
  /** Statuses of `ApiReference.refusals`. */
  refusals: string[];
  /** A command that calls it. */
  curl: string;
}

export interface ReferenceAnswer {
  status: string;
  description: string;
  shape: ReferenceShape;
}

export interface ReferenceSchema {
  id: string;
  name: string;
  shape: ReferenceShape;
}

/** One value by its name. */
export interface ReferenceField {
  name: string;
  /** Where a request carries it; absent in bodies and answers. */
  place?: "path" | "query" | "header";
  required: boolean;
  note: string | null;
  shape: ReferenceShape;
}

/** What a value may be. */
export interface ReferenceShape {
  /** In words, with the names of schemas that are told elsewhere: `list of `, { schema: "Task" }. */
  words: (string | { schema: string })[];
  /** The only values that there are; empty where there are others. */
  values: string[];
  /** Bounds, patterns and what holds when it is left out, each a few words. */
  rules: string[];
  /** Of an object, or of the objects in a list. */
  fields: ReferenceField[];
  /** One of these, where they differ in more than words. */
  choices: ReferenceShape[];
}
