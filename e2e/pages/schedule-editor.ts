import type { Page } from "@playwright/test";

/** The editor of a schedule in the form of a task. */
export class ScheduleEditor {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  sentence() {
    return this.page.getByLabel("In words");
  }

  expression() {
    return this.page.getByLabel("Cron expression");
  }

  preset(words: string) {
    return this.page.getByRole("group", { name: "Presets" }).getByRole("button", { name: words });
  }

  field(label: string) {
    return this.page.getByRole("tab", { name: new RegExp(`^${label}`) });
  }

  /** A value of the field that is open. */
  cell(name: string) {
    return this.page.getByRole("grid").getByRole("gridcell", { name, exact: true });
  }

  step(value: number) {
    return this.page
      .getByRole("group", { name: /^Every so many/ })
      .getByRole("button", { name: String(value), exact: true });
  }

  timezone() {
    return this.page.getByRole("combobox", { name: "Time zone" });
  }

  /** When the schedule fires next, oldest first; each tells its instant in `datetime`. */
  fires() {
    return this.page.getByRole("table", { name: /Next \d+ fire times/ }).locator("td time");
  }

  load() {
    return this.page.getByRole("region", { name: "The app's coming week" });
  }

  async startOnNewTask(name: string) {
    await this.page.goto("/apps/1/tasks/new?screen=1");
    await this.page.getByLabel("Name", { exact: true }).fill(name);
    await this.page.getByText("On a schedule").click();
  }

  async dragOver(from: string, to: string) {
    await this.cell(from).hover();
    await this.page.mouse.down();
    await this.cell(to).hover();
    await this.page.mouse.up();
  }

  async chooseTimezone(search: string) {
    await this.timezone().fill(search);
    await this.timezone().press("Enter");
  }
}
