import type { Page } from "@playwright/test";

/** The window that finds and does everything. */
export class CommandPalettePage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  window() {
    return this.page.getByRole("dialog", { name: "Commands" });
  }

  field() {
    return this.window().getByRole("combobox");
  }

  command(name: string | RegExp) {
    return this.window().getByRole("option", { name });
  }

  async open() {
    await this.page.keyboard.press("ControlOrMeta+k");
    await this.field().waitFor();
  }

  async find(text: string) {
    await this.open();
    await this.page.keyboard.type(text);
  }
}
