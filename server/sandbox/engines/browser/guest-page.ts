import { randomBytes } from "node:crypto";
import type { Browser, BrowserContext, CDPSession } from "playwright-core";
import type { GuestConfig } from "../../guest/prelude.ts";
import type { GuestError, SandboxPage } from "../../sandbox.ts";
import { recordPage, VIEWPORT } from "./page-record.ts";
import { fromSyntaxError } from "./syntax-error.ts";

/** The address of every screen's page. It is a secure one, so that the platform is whole, and nobody's. */
const ADDRESS = "https://screen.invalid/";

/**
 * What the page may do, by its own policy: nothing from the network, no scripts but ours, no frames with an address, no
 * workers, forms, downloads, windows or dialogs. Code made from text is allowed, as it is on the other engine.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'unsafe-eval'",
  "style-src 'unsafe-inline'",
  "img-src data: blob:",
  "webrtc 'block'",
  "form-action 'none'",
  "base-uri 'none'",
  "sandbox allow-scripts allow-same-origin",
].join("; ");

const HEADERS = [
  { name: "content-type", value: "text/html; charset=utf-8" },
  { name: "content-security-policy", value: POLICY },
  { name: "referrer-policy", value: "no-referrer" },
];

/** A text from the page: a word and three plain values. */
export type GuestText = [kind: string, a: unknown, b: unknown, c: unknown];

export interface PageEvents {
  onMessage(text: GuestText): void;
  /** The screen's document is gone. */
  onLeft(): void;
  /** The page spoke in a way that our own code in it never does. */
  onForgery(): void;
}

/** A page in a browser context of its own, made ahead of the attempt that will use it. It serves one attempt only. */
export class GuestPage {
  readonly #context: BrowserContext;
  readonly #cdp: CDPSession;
  readonly frameId: string;
  readonly targetId: string;
  /** Random, so that no code can know it before it is gone. */
  readonly #binding = `__${randomBytes(8).toString("hex")}`;
  #html: string | null = null;
  /** Number of the world in which the screen's code runs. */
  #world = -1;
  #guest = "";
  #dom = "";
  #isOpen = false;
  #events: PageEvents | null = null;

  private constructor(context: BrowserContext, cdp: CDPSession, frameId: string, targetId: string) {
    this.#context = context;
    this.#cdp = cdp;
    this.frameId = frameId;
    this.targetId = targetId;
    cdp.on("Fetch.requestPaused", ({ requestId, frameId: asking, request, resourceType }) => {
      const isPage = request.url === ADDRESS && asking === frameId && resourceType === "Document";
      void this.#answer(requestId, isPage);
    });
    cdp.on("Runtime.bindingCalled", ({ name, payload, executionContextId }) => {
      if (name === this.#binding) this.#receive(payload, executionContextId);
    });
    cdp.on("Runtime.executionContextCreated", ({ context: { id, auxData } }) => {
      const { isDefault, frameId: of } = (auxData ?? {}) as { isDefault?: boolean; frameId?: string };
      if (isDefault && of === frameId) this.#world = id;
    });
    // What nobody caught, in a callback or a promise. Not by a listener in the page: a screen could stop the event.
    cdp.on("Runtime.exceptionThrown", ({ exceptionDetails: { exception, executionContextId } }) => {
      if (!this.#isOpen || exception === undefined || executionContextId !== this.#world) return;
      this.#call(this.#guest, "uncaught", [exception]).catch(() => {});
    });
    cdp.on("Page.frameNavigated", ({ frame }) => {
      if (this.#isOpen && frame.id === frameId) this.#events?.onLeft();
    });
  }

  static async make(browser: Browser): Promise<GuestPage> {
    const context = await browser.newContext({
      acceptDownloads: false,
      locale: "en-US",
      permissions: [],
      serviceWorkers: "block",
      timezoneId: "UTC",
      viewport: VIEWPORT,
    });
    const page = await context.newPage();
    context.on("page", (other) => void other.close().catch(() => {}));
    const cdp = await context.newCDPSession(page);
    const [{ targetInfo }, { frameTree }] = await Promise.all([
      cdp.send("Target.getTargetInfo"),
      cdp.send("Page.getFrameTree"),
      cdp.send("Fetch.enable", { patterns: [{ urlPattern: "*" }] }),
      cdp.send("Page.enable"),
      cdp.send("Runtime.enable"),
    ]);
    return new GuestPage(context, cdp, frameTree.frame.id, targetInfo.targetId);
  }

  /** Loads the screen's page and our own code in it, before anything of the screen's runs. */
  async open(html: string, prelude: string, events: PageEvents): Promise<void> {
    this.#events = events;
    this.#html = html;
    const parsed = new Promise<void>((resolve) => this.#cdp.once("Page.domContentEventFired", () => resolve()));
    await this.#cdp.send("Page.navigate", { url: ADDRESS });
    await parsed;
    this.#isOpen = true;
    await this.runTrusted(prelude, "prelude");
    this.#guest = await this.#handle("__guest");
    await this.#cdp.send("Runtime.addBinding", { name: this.#binding, executionContextId: this.#world });
    await this.enter("connect", [this.#binding]);
  }

  configure(config: GuestConfig): Promise<unknown> {
    return this.enter("configure", [JSON.stringify(config)]);
  }

  /** Makes `$` and lets the page look as one that is being loaded, once the script for that has run. */
  async install(): Promise<void> {
    this.#dom = await this.#handle("__page");
    await this.#call(this.#dom, "install", []);
  }

  /** Runs a script of ours. @throws Error when it fails. */
  async runTrusted(source: string, name: string): Promise<void> {
    const expression = `${source}\n//# sourceURL=app-tasks:${name}`;
    const { exceptionDetails } = await this.#cdp.send("Runtime.evaluate", { expression });
    if (exceptionDetails) throw new Error(`${name} failed: ${exceptionDetails.exception?.description ?? ""}`);
  }

  /**
   * Runs the screen's code and then tells the page that it is ready. What the code throws is told by a message
   * `uncaught`; what cannot be parsed is answered here.
   */
  async runScreen(code: string, file: string): Promise<GuestError | null> {
    const compiled = await this.#cdp.send("Runtime.compileScript", {
      expression: code,
      sourceURL: file,
      persistScript: false,
    });
    if (compiled.exceptionDetails) return fromSyntaxError(compiled.exceptionDetails, file);
    // Not what was compiled: of such a script the browser keeps its uncaught errors to itself.
    const expression = `${code}\n//# sourceURL=${file}`;
    const { exceptionDetails: thrown } = await this.#cdp.send("Runtime.evaluate", { expression });
    if (thrown) await this.#call(this.#guest, "uncaught", [thrown.exception ?? {}]);
    else await this.#call(this.#dom, "ready", []);
    return null;
  }

  /** Calls one of the handles that our code in the page left for us. */
  enter(name: string, args: (string | number | null)[]): Promise<unknown> {
    const values = args.map((value) => ({ value }));
    return this.#call(this.#guest, name, values);
  }

  /** @throws Error when the page does not answer any more. */
  record(): Promise<SandboxPage> {
    return recordPage(this.#cdp, this.frameId);
  }

  /** Nothing that still comes is anybody's. */
  silence(): void {
    this.#events = null;
  }

  async close(): Promise<void> {
    this.silence();
    await this.#context.close();
  }

  async #handle(expression: string): Promise<string> {
    const { result } = await this.#cdp.send("Runtime.evaluate", { expression });
    if (result.objectId === undefined) throw new Error(`The page has no ${expression}`);
    return result.objectId;
  }

  async #call(objectId: string, name: string, args: { value?: unknown; objectId?: string }[]): Promise<unknown> {
    const { result } = await this.#cdp.send("Runtime.callFunctionOn", {
      objectId,
      // Written out: spreading would go by an iterator that the screen may have replaced.
      functionDeclaration: `function (a, b, c, d) { return this.${name}(a, b, c, d); }`,
      arguments: args,
      returnByValue: true,
    });
    return result.value;
  }

  #receive(payload: string, world: number): void {
    const message = world === this.#world ? read(payload) : null;
    if (message === null) this.#events?.onForgery();
    else this.#events?.onMessage(message);
  }

  async #answer(requestId: string, isPage: boolean): Promise<void> {
    const html = isPage ? this.#html : null;
    // The first document and nothing else, ever.
    if (html !== null) this.#html = null;
    const answer =
      html === null
        ? this.#cdp.send("Fetch.failRequest", { requestId, errorReason: "Aborted" })
        : this.#cdp.send("Fetch.fulfillRequest", {
            requestId,
            responseCode: 200,
            responseHeaders: HEADERS,
            body: Buffer.from(html.toWellFormed()).toString("base64"),
          });
    // The page may be gone by now.
    await answer.catch(() => {});
  }
}

function read(payload: string): GuestText | null {
  try {
    const values: unknown = JSON.parse(payload);
    return Array.isArray(values) && values.length === 4 && typeof values[0] === "string" ? (values as GuestText) : null;
  } catch {
    return null;
  }
}
