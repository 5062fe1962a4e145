type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

interface EarlyInput {
  /** What was done to fields before React had them: the text, or whether a box was ticked. */
  readonly typed: WeakMap<EventTarget, string | boolean>;
  /** The fields that React has. */
  readonly known: WeakSet<EventTarget>;
  hasTyped: boolean;
  isAwake: boolean;
  /** The form that was sent while nobody listened. */
  form: HTMLFormElement | null;
  /** The button that was pressed while nobody listened. */
  button: HTMLElement | null;
}

declare global {
  interface Window {
    earlyInput?: EarlyInput;
  }
}

/**
 * Notes what a reader does between the first paint and the moment React wakes the page up. Runs in the page, from its
 * head, and is sent as text: it can use nothing from outside itself.
 */
function listen(): void {
  const early: EarlyInput = {
    typed: new WeakMap(),
    known: new WeakSet(),
    hasTyped: false,
    isAwake: false,
    form: null,
    button: null,
  };
  window.earlyInput = early;
  document.addEventListener(
    "input",
    ({ target }) => {
      if (!target || early.known.has(target)) return;
      const isBox = target instanceof HTMLInputElement && (target.type === "checkbox" || target.type === "radio");
      early.typed.set(target, isBox ? target.checked : (target as HTMLInputElement).value);
      early.hasTyped = true;
    },
    true,
  );
  document.addEventListener(
    "submit",
    (event) => {
      if (early.isAwake) return;
      // The browser would send the fields in the address, passwords among them.
      event.preventDefault();
      early.form = event.target as HTMLFormElement;
    },
    true,
  );
  document.addEventListener(
    "click",
    ({ target }) => {
      if (early.isAwake || !(target instanceof Element)) return;
      const button = target.closest("button");
      if (button && button.type !== "submit") early.button = button;
    },
    true,
  );
}

/** What stands in the head of each page. */
export const EARLY_INPUT_SCRIPT = `(${listen.toString()})()`;

/** Does what was asked of the page's buttons before it was awake. To be called once React listens. */
export function wakeUp(): void {
  const early = window.earlyInput;
  if (!early || early.isAwake) return;
  early.isAwake = true;
  const { button } = early;
  early.button = null;
  if (button?.isConnected) setTimeout(() => button.click());
}

/** Whether something was typed that a reload would lose. */
export const hasEarlyInput = () => window.earlyInput?.hasTyped === true;

/**
 * Tells React what was typed into a field before it was awake, as if it were typed now; else the next rendering would put
 * the old text back. Then sends the form, if that was asked for.
 *
 * @param shown what React believes to stand there.
 */
export function tellEarlyInput(field: Field, shown: { value?: unknown; checked?: boolean | undefined }): void {
  const typed = typedInto(field, shown);
  const form = window.earlyInput?.form;
  const mustSend = form != null && field.form === form;
  if (mustSend && window.earlyInput) window.earlyInput.form = null;
  if (typed === undefined && !mustSend) return;
  // After the work that React is at, and before the reader's next key.
  queueMicrotask(() => {
    if (typed !== undefined) typeAgain(field, typed);
    if (mustSend) setTimeout(() => form.isConnected && form.requestSubmit());
  });
}

function typedInto(field: Field, shown: { value?: unknown; checked?: boolean | undefined }) {
  const noted = window.earlyInput?.typed.get(field);
  window.earlyInput?.known.add(field);
  window.earlyInput?.typed.delete(field);
  const believed = shown.checked ?? (shown.value === undefined ? undefined : String(shown.value));
  // A password manager fills in without a word.
  const isFilled = believed === "" && /^(email|password)$/.test(field.type) && field.value !== "";
  const typed = noted ?? (isFilled ? field.value : undefined);
  return typed === believed ? undefined : typed;
}

/** React believes a change only if the field differs from what it last saw, which it learns from the element's own setter. */
function typeAgain(field: Field, typed: string | boolean): void {
  const isBox = typeof typed === "boolean";
  if (field instanceof HTMLSelectElement) {
    field.value = String(typed);
    field.dispatchEvent(new Event("change", { bubbles: true }));
  } else if (isBox && field instanceof HTMLInputElement) {
    field.checked = !typed;
    setBehindReact(field, "checked", typed);
    field.dispatchEvent(new Event("click", { bubbles: true }));
  } else if (!isBox) {
    const { selectionStart, selectionEnd } = field;
    field.value = `${typed}.`;
    setBehindReact(field, "value", typed);
    // Null where a field has no selection, such as one for numbers.
    if (selectionStart !== null) field.setSelectionRange(selectionStart, selectionEnd);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function setBehindReact(field: Field, name: "value" | "checked", value: string | boolean): void {
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), name)?.set?.call(field, value);
}
