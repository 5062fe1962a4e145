import type { Page } from "@playwright/test";

/** Ways in for other systems, and ways out to them. */
export class WebhooksPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open() {
    await this.page.goto("/apps/1/webhooks");
  }

  webhooks() {
    return this.page.getByRole("list", { name: "Webhooks" });
  }

  endpoints() {
    return this.page.getByRole("list", { name: "Endpoints" });
  }

  deliveries() {
    return this.page.getByRole("list", { name: "Deliveries" });
  }

  /** What is shown this once, of a webhook or of an endpoint. */
  secret() {
    return this.page.getByTestId(/^(webhook|endpoint)-secret$/);
  }

  tab(name: "In" | "Out" | "Deliveries") {
    return this.page.getByRole("tab", { name, exact: true });
  }

  async closeSecret() {
    await this.page.getByRole("button", { name: "Done" }).click();
  }

  async addWebhook(name: string, task: string) {
    await this.page.getByRole("button", { name: "New webhook" }).click();
    const dialog = this.page.getByRole("dialog");
    await dialog.getByLabel("Name").fill(name);
    await dialog.getByLabel("Task", { exact: true }).selectOption({ label: task });
    await dialog.getByRole("button", { name: "Create webhook" }).click();
  }

  async addEndpoint(url: string) {
    await this.page.getByRole("button", { name: "New endpoint" }).click();
    const dialog = this.page.getByRole("dialog");
    await dialog.getByLabel("Address").fill(url);
    await dialog.getByRole("button", { name: "Create endpoint" }).click();
  }
}
