import { createOwner, isSetupNeeded } from "./auth/create-owner.ts";
import type { Container } from "./container.ts";
import { seedDemo } from "./demo/seed-demo.ts";

/**
 * Makes a migrated database ready for people: the first owner, where the settings name one, and the demo app, each only
 * in an installation that has none yet.
 */
export async function prepare({ db, log, settings, services }: Container): Promise<void> {
  const { ADMIN_EMAIL: email, ADMIN_PASSWORD: password } = settings;
  if (email && password && (await isSetupNeeded(db))) {
    const name = email.split("@")[0]!;
    await createOwner(db, { organization: "My organisation", name, email, password }).catch((error) => {
      // Another process that starts at the same moment may have been faster.
      log.info({ reason: String(error) }, "the first owner was not created");
    });
  }
  if (settings.DEMO === "on") await seedDemo(services);
}
