import type { Page } from "@playwright/test";

/** The settings of a task. */
export class TaskSettingsPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  retries() {
    return this.page.getByLabel("Retries", { exact: true });
  }

  timeLimit() {
    return this.page.getByLabel("Time limit, in seconds");
  }

  unsaved() {
    return this.page.getByText("Not saved yet");
  }

  /** What is said when somebody else changed the task meanwhile. */
  conflict() {
    return this.page.getByRole("alert").filter({ hasText: "Somebody changed" });
  }

  async open(appId: number, taskId: number) {
    await this.page.goto(`/apps/${appId}/tasks/${taskId}?tab=settings`);
    await this.page.getByText("Retries and limits").click();
  }

  async save() {
    await this.page.getByRole("button", { name: "Save changes" }).click();
  }

  /** Holds back what saves ask of the server, until the function that it answers is called. */
  async holdSaves(): Promise<() => void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    await this.page.route(/\/api\/trpc\/tasks\.update/, async (route) => {
      await promise;
      await route.continue();
    });
    return resolve;
  }
}
