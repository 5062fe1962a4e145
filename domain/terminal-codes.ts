/** Colours, cursor movements and the like, as ECMA-48 writes them: ESC [ parameters final. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the control character is what is looked for.
const TERMINAL_CODES = /\u001b\[[0-9;:?]*[ -/]*[@-~]/g;

/** A text as a terminal shows it, without its colours. */
export const plainText = (text: string) => (text.includes("\u001b") ? text.replace(TERMINAL_CODES, "") : text);
