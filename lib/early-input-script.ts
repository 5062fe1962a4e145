import type { Field, ShownInField } from "./early-input.ts";

/** Provides `window.earlyInput`. It is sent as text, so it can use nothing from outside itself. */
function provideEarlyInput(): void {
  /** What was done to fields before React had them: the text, or whether a box was ticked. */
  const noted = new WeakMap<EventTarget, string | boolean>();
  /** The fields that React has. */
  const known = new WeakSet<EventTarget>();
  let sent: HTMLFormElement | null = null;
  let pressed: HTMLButtonElement | null = null;

  const early = {
    hasTyped: false,
    isAwake: false,
    wakeUp() {
      early.isAwake = true;
      const button = pressed;
      pressed = null;
      if (button?.isConnected) setTimeout(() => button.click());
    },
    tell(field: Field, shown: ShownInField) {
      const typed = typedInto(field, shown);
      const form = sent !== null && field.form === sent ? sent : null;
      if (form) sent = null;
      if (typed === undefined && !form) return;
      // After the work that React is at, and before the reader's next key.
      queueMicrotask(() => {
        if (typed !== undefined) typeAgain(field, typed);
        if (form) setTimeout(() => form.isConnected && form.requestSubmit());
      });
    },
  };
  window.earlyInput = early;

  function typedInto(field: Field, shown: ShownInField) {
    const before = noted.get(field);
    known.add(field);
    noted.delete(field);
    const believed = shown.checked ?? (shown.value === undefined ? undefined : String(shown.value));
    // A password manager fills in without a word.
    const isFilled = believed === "" && /^(email|password)$/.test(field.type) && field.value !== "";
    const typed = before ?? (isFilled ? field.value : undefined);
    return typed === believed ? undefined : typed;
  }

  /** React believes a change only if the field differs from what it last saw, which it learns from the element's own setter. */
  function typeAgain(field: Field, typed: string | boolean) {
    let event = "input";
    if (typeof typed === "boolean") {
      (field as HTMLInputElement).checked = !typed;
      setBehindReact(field, "checked", typed);
      event = "click";
    } else if (field.type === "file") {
      // Its value is for the reader alone to set, and React takes its word for it.
      event = "change";
    } else if (field instanceof HTMLSelectElement) {
      field.value = typed;
      event = "change";
    } else {
      const { selectionStart, selectionEnd } = field;
      field.value = `${typed}.`;
      setBehindReact(field, "value", typed);
      // Null where a field has no selection, such as one for numbers.
      if (selectionStart !== null) field.setSelectionRange(selectionStart, selectionEnd);
    }
    field.dispatchEvent(new Event(event, { bubbles: true }));
  }

  function setBehindReact(field: Field, name: "value" | "checked", value: string | boolean) {
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), name)?.set?.call(field, value);
  }

  const listen = (type: string, onEvent: (target: EventTarget, event: Event) => void) =>
    document.addEventListener(type, (event) => event.target && onEvent(event.target, event), true);

  listen("input", (target) => {
    if (known.has(target)) return;
    const isBox = target instanceof HTMLInputElement && (target.type === "checkbox" || target.type === "radio");
    noted.set(target, isBox ? target.checked : (target as HTMLInputElement).value);
    early.hasTyped = true;
  });
  listen("submit", (target, event) => {
    if (early.isAwake) return;
    // The browser would send the fields in the address, passwords among them.
    event.preventDefault();
    sent = target as HTMLFormElement;
  });
  listen("click", (target) => {
    const button = !early.isAwake && target instanceof Element ? target.closest("button") : null;
    if (button && button.type !== "submit") pressed = button;
  });
}

/** What stands in the head of each page. */
export const EARLY_INPUT_SCRIPT = `(${provideEarlyInput.toString()})()`;
