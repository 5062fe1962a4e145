import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";

/** An app's log. */
export class LogPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  lines() {
    return this.page.getByRole("log", { name: "Log lines" }).getByRole("listitem");
  }

  line(text: string) {
    return this.lines().filter({ hasText: text });
  }

  marks() {
    return this.lines().locator("mark");
  }

  newLines() {
    return this.page.getByRole("button", { name: /new lines?$/ });
  }

  /** The line that the address names. */
  currentLine() {
    return this.page.locator("[aria-current=location]");
  }

  async open(appId: number) {
    await this.page.goto(`/apps/${appId}/logs`);
  }

  async pause() {
    await this.page.getByRole("button", { name: "Pause" }).click();
  }

  async search(text: string) {
    await this.page.getByRole("searchbox", { name: "Search the log" }).fill(text);
  }

  async showMoreFilters() {
    await this.page.getByRole("button", { name: "More filters" }).click();
  }

  async wantField(text: string) {
    await this.page.getByLabel("Has field").fill(text);
  }

  async showContext(text: string) {
    await this.line(text).first().getByRole("button", { name: "Show details" }).click();
    await this.line(text).first().getByRole("link", { name: "Show context" }).click();
  }

  /** The text of the file that the export gives. */
  async export(format: "NDJSON" | "CSV") {
    await this.page.getByRole("button", { name: "Export" }).click();
    const started = this.page.waitForEvent("download");
    await this.page.getByRole("menuitem", { name: format }).click();
    const download = await started;
    return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
  }
}
