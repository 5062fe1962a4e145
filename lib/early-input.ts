export type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** What React believes to stand in a field. */
export interface ShownInField {
  value?: unknown;
  checked?: boolean | undefined;
}

/** What readers do between the first paint and the moment React wakes the page up, kept by a script in the page's head. */
export interface EarlyInput {
  /** Whether something was typed that a reload would lose. */
  hasTyped: boolean;
  isAwake: boolean;
  /** To be called once React listens: presses the button that was pressed while nobody did. */
  wakeUp(): void;
  /**
   * To be called when React takes a field over: tells it of what was typed there as if it were typed now, else its next
   * rendering would put the old text back. Then sends the form, if that was asked for.
   */
  tell(field: Field, shown: ShownInField): void;
}

declare global {
  interface Window {
    /** Missing where scripts in the page are not allowed. */
    earlyInput?: EarlyInput;
  }
}
