/** Puts values on the global object as the platform's own stand there: changeable, and not listed. */
export function defineGlobals(values: object): void {
  for (const [name, value] of Object.entries(values)) {
    tag(name, value);
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
  }
}

/** Lets `Object.prototype.toString` name instances of a class as it names the platform's own, by which libraries tell them. */
function tag(name: string, value: unknown): void {
  const isClass = typeof value === "function" && /^[A-Z]/.test(name);
  if (!isClass || value.prototype === undefined || Symbol.toStringTag in value.prototype) return;
  Object.defineProperty(value.prototype, Symbol.toStringTag, { value: name, configurable: true });
}
