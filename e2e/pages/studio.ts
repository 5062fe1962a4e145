import type { Page } from "@playwright/test";

/** What stands around every page: the ways from one to another. */
export class Studio {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  heading() {
    return this.page.getByRole("heading", { level: 1 });
  }

  loading() {
    return this.page.getByRole("status", { name: /^Loading/ });
  }

  section(name: string) {
    return this.page.getByRole("navigation", { name: "App" }).getByRole("link", { name, exact: true }).first();
  }

  /** The question before something unsaved is left behind. */
  leaveQuestion() {
    return this.page.getByRole("alertdialog", { name: "Leave without saving?" });
  }

  async stay() {
    await this.leaveQuestion().getByRole("button", { name: "Stay" }).click();
    await this.leaveQuestion().waitFor({ state: "hidden" });
  }

  /**
   * Follows a link and says how long it took until the page that it leads to stood there, ms, and whether placeholders
   * were shown on the way. Measured in the page, frame by frame.
   */
  async follow(href: string): Promise<{ tookMs: number; wasLoading: boolean }> {
    return this.page.evaluate(async (path) => {
      const links = [...document.querySelectorAll<HTMLAnchorElement>(`a[href="${path}"]`)];
      const link = links.find((one) => one.offsetParent !== null);
      if (!link) throw new Error(`No link leads to ${path}`);
      const before = document.querySelector("main h1");
      const startedAt = performance.now();
      link.click();
      let wasLoading = false;
      for (;;) {
        await new Promise(requestAnimationFrame);
        const heading = document.querySelector("main h1");
        const isLoading = document.querySelector('[role=status][aria-label^="Loading"]') !== null;
        const hasCome = location.pathname === path && (heading !== before || isLoading);
        wasLoading ||= hasCome && isLoading;
        const tookMs = performance.now() - startedAt;
        if (hasCome && !isLoading && heading) return { tookMs, wasLoading };
        if (tookMs > 10_000) throw new Error(`${path} did not come in ${tookMs} ms`);
      }
    }, href);
  }
}
