import { jQueryFactory } from "jquery/factory";
import * as linkedom from "linkedom/worker";
import { defineGlobals } from "../define-globals.ts";
import { installTransport } from "./jquery-transport.ts";

const { DOMParser: PlainParser, parseHTML, parseJSON: _parse, toJSON: _toJson, Document, ...interfaces } = linkedom;

/** No page was navigated to; jQuery reads this when it loads. */
const location = { href: "about:blank", origin: "null", protocol: "about:", host: "", hostname: "", pathname: "blank" };

let document: Document;
let view: Window;

/** Pieces of HTML become whole pages, as in a browser. */
class DOMParser {
  readonly #parser = new PlainParser();

  parseFromString(text: string, type: string): unknown {
    return this.#parser.parseFromString(type === "text/html" ? wholePage(`${text}`) : text, type as "text/html");
  }
}

/** Makes the page of the screen: `document`, what belongs to it, and jQuery. `window` stays the global object. */
function install(html: string): void {
  Reflect.deleteProperty(globalThis, "__page");
  view = parseHTML(wholePage(html));
  document = view.document;
  Object.defineProperty(document, "defaultView", { value: globalThis });
  Object.defineProperty(document, "location", { value: location });
  setReadyState("loading");
  const { addEventListener, removeEventListener, dispatchEvent, MutationObserver, Image, customElements } =
    view as Window & typeof globalThis;
  defineGlobals({
    ...interfaces,
    Document,
    DOMParser,
    MutationObserver,
    Image,
    customElements,
    document,
    location,
    navigator: { userAgent: "AppTasks", language: "en", languages: ["en"], onLine: true },
    addEventListener,
    removeEventListener,
    dispatchEvent,
    // Nothing is laid out and no style sheet is read: an element's own style is all there is.
    getComputedStyle: (element: HTMLElement) => element.style,
  });
  linkedom.Element.prototype.getClientRects = clientRects;
  const jQuery = jQueryFactory(globalThis);
  installTransport(jQuery);
  defineGlobals({ jQuery, $: jQuery });
}

/** The screen's own code has run: tells whoever waits for the page to be ready. */
function ready(): void {
  setReadyState("interactive");
  document.dispatchEvent(pageEvent("DOMContentLoaded", { bubbles: true }));
  setReadyState("complete");
  view.dispatchEvent(pageEvent("load"));
}

/** Its own kind of event: the tree it travels keeps notes on it. */
const pageEvent = (type: string, init?: EventInit) => new linkedom.Event(type, init) as unknown as Event;

/** Without layout: one empty box for what is not hidden by its own or an ancestor's style, none for the rest. */
function clientRects(this: Element): DOMRectList {
  for (let element: Element | null = this; element !== null; element = element.parentElement) {
    const { style } = element as HTMLElement;
    if (style?.display === "none" || element.hasAttribute("hidden")) return [] as unknown as DOMRectList;
  }
  return [this.getBoundingClientRect()] as unknown as DOMRectList;
}

function setReadyState(value: DocumentReadyState): void {
  Object.defineProperty(document, "readyState", { value, configurable: true });
}

/** The parser adds no missing parts of a page, as a browser would. */
function wholePage(html: string): string {
  if (/<html[\s>]/i.test(html)) return html;
  const inner = /<body[\s>]/i.test(html) ? html : `<head></head><body>${html}</body>`;
  return `<!doctype html><html>${inner}</html>`;
}

// Taken by the process around the isolate, before it loads the screen.
Object.defineProperty(globalThis, "__page", { value: { install, ready }, configurable: true });
