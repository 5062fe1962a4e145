/** Puts values on the global object as the platform's own stand there: changeable, and not listed. */
export function defineGlobals(values: object): void {
  for (const [name, value] of Object.entries(values)) {
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
  }
}
