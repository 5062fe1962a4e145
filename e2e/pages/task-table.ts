import type { Page } from "@playwright/test";

/** The table of an app's tasks. */
export class TaskTablePage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  names() {
    return this.page
      .getByRole("table", { name: "Tasks" })
      .getByRole("rowheader")
      .getByRole("link", { name: /^task-/ });
  }

  row(name: string) {
    return this.page.getByRole("row", { name: new RegExp(name) });
  }

  scheduleSwitch(name: string) {
    return this.row(name).getByRole("switch");
  }

  /** The strip of a task's last runs. */
  strip(name: string) {
    return this.row(name).getByRole("slider", { name: `Last runs of ${name}` });
  }

  bulk() {
    return this.page.getByRole("toolbar", { name: "Selected tasks" });
  }

  async open(appId: number) {
    await this.page.goto(`/apps/${appId}/tasks`);
  }

  async sortBy(column: string) {
    await this.page.getByRole("columnheader", { name: column }).getByRole("button").click();
  }

  async select(...names: string[]) {
    for (const name of names) await this.row(name).getByRole("checkbox").check();
  }

  async doWithSelected(verb: "Pause" | "Resume" | "Run" | "Delete") {
    await this.bulk().getByRole("button", { name: verb }).click();
  }
}
