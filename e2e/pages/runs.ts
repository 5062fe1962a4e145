import type { Page } from "@playwright/test";

/** The list of an app's runs, and the page of one. */
export class RunsPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(appId: number, query = "") {
    await this.page.goto(`/apps/${appId}/runs${query}`);
    await this.page.getByRole("heading", { name: "Runs", level: 1 }).waitFor();
  }

  table() {
    return this.page.getByRole("table", { name: "Runs" });
  }

  rowOf(runId: number) {
    return this.table()
      .getByRole("row")
      .filter({ has: this.page.getByText(`#${runId}`, { exact: true }) });
  }

  status() {
    return this.page.getByRole("button", { name: /^Status:/ });
  }

  async narrowTo(status: string) {
    await this.status().click();
    await this.page.getByRole("menuitemcheckbox", { name: status, exact: true }).click();
    await this.page.keyboard.press("Escape");
  }

  views() {
    return this.page.getByRole("button", { name: /^Views/ });
  }

  async saveView(name: string) {
    await this.views().click();
    await this.page.getByRole("menuitem", { name: "Save this view…" }).click();
    await this.page.getByRole("dialog").getByLabel("Name").fill(name);
    await this.page.getByRole("dialog").getByRole("button", { name: "Save view" }).click();
    await this.page.getByRole("dialog").waitFor({ state: "detached" });
  }

  async openView(name: string) {
    await this.views().click();
    await this.page.getByRole("menuitem", { name }).click();
  }

  toolbar() {
    return this.page.getByRole("toolbar", { name: "Selected runs" });
  }

  dialog() {
    return this.page.getByRole("dialog");
  }

  step(name: string | RegExp) {
    return this.page.getByRole("region", { name: "Timeline" }).getByRole("button", { name });
  }

  async runAgain(payload: string) {
    await this.page.getByRole("button", { name: "Run again" }).click();
    await this.dialog().getByLabel("Payload (JSON)").fill(payload);
    await this.dialog().getByRole("button", { name: "Run again" }).click();
  }

  section(name: string) {
    return this.page.getByRole("region", { name, exact: true });
  }
}
