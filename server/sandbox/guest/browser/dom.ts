import { jQueryFactory } from "jquery/factory";
import { defineGlobals } from "../define-globals.ts";
import { installTransport } from "../libraries/jquery-transport.ts";

const toDocument = document.dispatchEvent.bind(document);
const toWindow = dispatchEvent.bind(globalThis);

/** The page is parsed already; for the screen it is only being loaded, as it is when a page loads its scripts. */
function install(): void {
  Reflect.deleteProperty(globalThis, "__page");
  setReadyState("loading");
  const jQuery = jQueryFactory(globalThis);
  installTransport(jQuery);
  defineGlobals({ jQuery, $: jQuery });
}

/** The screen's own code has run: tells whoever waits for the page to be ready. */
function ready(): void {
  setReadyState("interactive");
  toDocument(new Event("DOMContentLoaded", { bubbles: true }));
  Reflect.deleteProperty(document, "readyState");
  toWindow(new Event("load"));
}

function setReadyState(value: DocumentReadyState): void {
  Object.defineProperty(document, "readyState", { value, configurable: true });
}

// Taken by the process that drives the browser, before it loads the screen.
Object.defineProperty(globalThis, "__page", { value: { install, ready }, configurable: true });
