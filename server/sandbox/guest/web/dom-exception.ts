import { defineProperty, NativeError, plain } from "../intrinsics.ts";

/** Codes of the names that had one before names were enough (Web IDL, section 2.8.1). */
const CODES: Record<string, number> = {
  InvalidCharacterError: 5,
  NotSupportedError: 9,
  SyntaxError: 12,
  AbortError: 20,
  QuotaExceededError: 22,
  TimeoutError: 23,
  DataCloneError: 25,
};

/** The error that web APIs reject with; `name` says which. */
export class DOMException extends NativeError {
  readonly code: number;

  constructor(message = "", name = "Error") {
    super(`${message}`);
    defineProperty(this, "name", plain({ value: `${name}`, writable: true, configurable: true }));
    this.code = CODES[name] ?? 0;
  }
}

/** A DOMException, its name first. */
export const namedError = (name: string, message: string): DOMException => new DOMException(message, name);
