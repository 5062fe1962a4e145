import type { Page } from "@playwright/test";

/** The page on which a screen is written, tried and published. */
export class ScreenEditorPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  console() {
    return this.page
      .getByRole("region", { name: "Test and versions" })
      .getByRole("region", { name: "Console", exact: true });
  }

  result() {
    return this.page
      .getByRole("region", { name: "Test and versions" })
      .getByRole("region", { name: "Result", exact: true });
  }

  code() {
    return this.page.getByRole("region", { name: "Code" }).getByRole("textbox");
  }

  /** What the editor says of the line that `lookAtFindings` looked at. */
  findings(message: string) {
    return this.page.locator(".cm-tooltip .cm-diagnostic", { hasText: message });
  }

  /** Points at the first mark beside the code. */
  async lookAtFindings() {
    await this.page.mouse.move(0, 0);
    await this.page.locator(".cm-lint-marker").first().hover();
  }

  async write(code: string) {
    const editor = this.page.getByRole("region", { name: "Code" }).getByRole("textbox");
    await editor.click();
    await this.page.keyboard.press("ControlOrMeta+a");
    await this.page.keyboard.press("Delete");
    await this.page.keyboard.insertText(code);
  }

  async test(payload: string) {
    await this.page.getByLabel("Test payload (JSON)").fill(payload);
    await this.page.getByRole("button", { name: "Test run" }).click();
  }

  /** What stands above the code while somebody else's draft is in the way. */
  compareTheTwo() {
    return this.page.getByRole("button", { name: "Compare the two" });
  }

  async rename(name: string) {
    await this.page.getByRole("button", { name: /^More for / }).click();
    await this.page.getByRole("menuitem", { name: "Rename" }).click();
    await this.page.getByRole("dialog").getByLabel("Name").fill(name);
    await this.page.getByRole("dialog").getByRole("button", { name: "Rename" }).click();
  }

  async restore(version: number) {
    await this.page.getByRole("tab", { name: "Versions" }).click();
    await this.page.getByRole("button", { name: `View version ${version}` }).click();
    await this.page.getByRole("dialog").getByRole("button", { name: "Restore as draft" }).click();
  }

  async publish() {
    await this.page.getByRole("button", { name: "Publish", exact: true }).click();
    await this.page
      .getByRole("alertdialog")
      .getByRole("button", { name: /publish/i })
      .click();
    await this.page.getByRole("alertdialog").waitFor({ state: "hidden" });
  }
}
