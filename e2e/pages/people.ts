import type { Page } from "@playwright/test";
import { totp } from "../fixtures/totp.ts";

/** The pages about people: the organisation, one's own account, the audit trail, and signing in. */
export class People {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  person(name: string) {
    return this.page.getByRole("list", { name: "People" }).getByRole("listitem").filter({ hasText: name });
  }

  entries() {
    return this.page.getByRole("list", { name: "Entries" }).getByRole("listitem");
  }

  sessions() {
    return this.page.getByRole("list", { name: "Sessions" }).getByRole("listitem");
  }

  dialog() {
    return this.page.getByRole("dialog");
  }

  alert() {
    return this.page.getByRole("alert").filter({ hasText: /\S/ });
  }

  /** Invites somebody and gives the link that is shown, once. */
  async invite(email: string, role: string): Promise<string> {
    await this.page.goto("/organisation");
    await this.page.getByRole("button", { name: "Invite" }).click();
    await this.dialog().getByLabel("Email").fill(email);
    await this.dialog().getByLabel("Role").selectOption(role);
    await this.dialog().getByRole("button", { name: "Invite" }).click();
    const link = await this.dialog().getByTestId("invitation-link").textContent();
    await this.dialog().getByRole("button", { name: "Done" }).click();
    return link ?? "";
  }

  async joinAsNewcomer(link: string, { name, password }: { name: string; password: string }): Promise<void> {
    await this.page.goto(link);
    await this.page.getByLabel("Your name").fill(name);
    await this.page.getByLabel("Password").fill(password);
    await this.page.getByRole("button", { name: "Make an account and join" }).click();
    await this.page.getByRole("heading", { name: "Apps" }).waitFor();
  }

  async setRole(name: string, role: string): Promise<void> {
    await this.page.goto("/organisation");
    await this.page.getByRole("button", { name: `Actions for ${name}` }).click();
    await this.page.getByRole("menuitem", { name: "Change role" }).click();
    await this.dialog().getByLabel("Role").selectOption(role);
    await this.dialog().getByRole("button", { name: "Save" }).click();
    await this.dialog().waitFor({ state: "hidden" });
  }

  /** Turns the second factor on, as an authenticator app would help to, and gives its secret. */
  async turnSecondFactorOn(password: string): Promise<string> {
    await this.page.goto("/account");
    await this.page.getByRole("button", { name: "Turn on" }).click();
    await this.dialog().getByLabel("Your password").fill(password);
    await this.dialog().getByRole("button", { name: "Go on" }).click();
    const secret = (await this.dialog().getByTestId("totp-secret").textContent()) ?? "";
    await this.dialog().getByLabel("Code", { exact: true }).fill(totp(secret, new Date()));
    await this.dialog().getByRole("button", { name: "Turn on" }).click();
    await this.dialog().getByRole("list", { name: "Backup codes" }).waitFor();
    await this.dialog().getByRole("button", { name: "I have kept them" }).click();
    return secret;
  }

  async addPasskey(name: string, password: string): Promise<void> {
    await this.page.goto("/account");
    await this.page.getByRole("button", { name: "Add a passkey" }).click();
    await this.dialog().getByLabel("Name").fill(name);
    await this.dialog().getByLabel("Your password").fill(password);
    await this.dialog().getByRole("button", { name: "Go on" }).click();
    await this.dialog().waitFor({ state: "hidden" });
  }

  async signIn({ email, password }: { email: string; password: string }): Promise<void> {
    await this.page.goto("/sign-in");
    await this.page.getByLabel("Email").fill(email);
    await this.page.getByLabel("Password").fill(password);
    await this.page.getByRole("button", { name: "Sign in", exact: true }).click();
  }

  async writeCode(secret: string): Promise<void> {
    await this.page.getByLabel("Code", { exact: true }).fill(totp(secret, new Date()));
    await this.page.getByRole("button", { name: "Sign in", exact: true }).click();
    await this.page.getByRole("heading", { name: "Apps" }).waitFor();
  }

  async signOut(name: string): Promise<void> {
    await this.page.getByRole("button", { name: `Account of ${name}` }).click();
    await this.page.getByRole("menuitem", { name: "Sign out" }).click();
    await this.page.getByRole("heading", { name: "Sign in" }).waitFor();
  }
}
