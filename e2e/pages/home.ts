import type { Page } from "@playwright/test";

/** An app's first page: what runs, what comes next, what needs a look. */
export class HomePage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  panel(title: "Needs a look" | "Running now" | "Next up") {
    return this.page.getByRole("region", { name: title });
  }

  today() {
    return this.page.getByRole("region", { name: "Today" });
  }

  /** Stands on every page while the server does not answer. */
  connection() {
    return this.page.getByRole("alert").filter({ hasText: "No connection to the server" });
  }

  async open(appId: number) {
    await this.page.goto(`/apps/${appId}`);
  }
}
