import { createContext, runInContext } from "node:vm";
import { describe, expect, it } from "vitest";
import type { EarlyInput, Field } from "./early-input.ts";
import { EARLY_INPUT_SCRIPT } from "./early-input-script.ts";

/** A field as a browser has it: only its own setter writes a value, and a file's value is the reader's alone. */
class FakeField extends EventTarget {
  readonly type: string;
  readonly form = null;
  readonly selectionStart = null;
  readonly heard: string[] = [];
  #value = "";

  constructor(type: string) {
    super();
    this.type = type;
    for (const event of ["input", "change"]) this.addEventListener(event, () => this.heard.push(event));
  }

  get value() {
    return this.#value;
  }

  set value(value: string) {
    if (this.type === "file" && value !== "") throw new DOMException("The value is not settable.", "InvalidStateError");
    this.#value = value;
  }

  /** What a reader does. */
  fill(value: string) {
    this.#value = value;
  }
}

class FakeSelect extends FakeField {}

/** The script in a page's head, and the way of a reader's event to it. */
function sleepingPage() {
  const listeners = new Map<string, (event: { target: EventTarget }) => void>();
  const window: { earlyInput?: EarlyInput } = {};
  const document = {
    addEventListener: (type: string, listener: (event: { target: EventTarget }) => void) =>
      listeners.set(type, listener),
  };
  // Done where what it throws comes to the test.
  const queue: (() => void)[] = [];
  const globals = { window, document, HTMLInputElement: FakeField, HTMLSelectElement: FakeSelect, Event };
  runInContext(
    EARLY_INPUT_SCRIPT,
    createContext({ ...globals, queueMicrotask: (work: () => void) => queue.push(work) }),
  );
  return {
    readerFills(field: FakeField, value: string) {
      field.fill(value);
      listeners.get("input")!({ target: field });
    },
    /** React takes the field over. */
    tell(field: FakeField, shown: { value?: unknown }) {
      window.earlyInput!.tell(field as unknown as Field, shown);
      for (const work of queue.splice(0)) work();
    },
  };
}

describe("what a reader does before the page is awake", () => {
  it("reaches React as a change of a file field, whose value nobody else may set", () => {
    const { readerFills, tell } = sleepingPage();
    const field = new FakeField("file");
    readerFills(field, "C:\\fakepath\\tasks.json");
    tell(field, {});
    expect([field.heard, field.value]).toEqual([["change"], "C:\\fakepath\\tasks.json"]);
  });

  it("reaches React as text typed, and as an option chosen", () => {
    const { readerFills, tell } = sleepingPage();
    const [text, choice, untouched] = [new FakeField("text"), new FakeSelect("select-one"), new FakeField("text")];
    readerFills(text, "typed");
    readerFills(choice, "chosen");
    tell(text, { value: "" });
    tell(choice, { value: "" });
    tell(untouched, { value: "" });
    expect([text.heard, text.value]).toEqual([["input"], "typed"]);
    expect([choice.heard, choice.value]).toEqual([["change"], "chosen"]);
    expect(untouched.heard).toEqual([]);
  });
});
