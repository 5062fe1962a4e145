import { z } from "zod";
import { conflict, notFound } from "#domain/errors.ts";
import { secretNameSchema } from "#domain/secret.ts";
import type { AppContext } from "../context.ts";
import { noteSecretRead, openSecrets, secretRows } from "../services/secrets/index.ts";
import type { Redactor } from "../vault/redactor.ts";
import type { CapabilityTable } from "./index.ts";
import { parsed } from "./parsed.ts";

const getArgs = z.object({ name: secretNameSchema });

/**
 * `Fliplet.App.Secrets`, of the run's own app. With the first one that a run reads, all of them become known to its
 * redactor, before the screen's code has the value.
 */
export function secretCapabilities(app: AppContext, redactor: Redactor): CapabilityTable {
  const known = new Map<string, string | null>();
  const load = async () => {
    for (const [name, value] of openSecrets(app, await secretRows(app.db, app.appId, "secret"))) {
      known.set(name, value);
      if (value !== null) redactor.add(name, value);
    }
  };
  return {
    "secrets.get": {
      kind: "secret",
      run: async (args) => {
        const { name } = parsed(getArgs, args);
        if (!known.has(name)) await load();
        const value = known.get(name);
        if (value === undefined) {
          throw notFound(
            "SECRET_NOT_FOUND",
            `This app has no secret named "${name}". Add it on the Secrets page of the studio; the case of letters counts.`,
            "name",
          );
        }
        if (value === null) {
          throw conflict(
            "SECRET_NOT_FOUND",
            `The secret "${name}" cannot be decrypted: the server's key changed since. Set it again on the Secrets page of the studio.`,
            "name",
          );
        }
        await noteSecretRead(app, name);
        return { result: value, summary: `read the secret ${name}` };
      },
    },
  };
}

/**
 * What a run hands to a task is stored and shown in the studio, so it must not hold a secret; the other task reads it
 * itself.
 *
 * @throws DomainError INVALID_INPUT that names the secret.
 */
export function refuseSecretsInPayload(redactor: Redactor, capability: string, argsJson: string): void {
  const name = capability.startsWith("tasks.") ? redactor.find(argsJson) : null;
  if (name !== null) {
    throw conflict(
      "INVALID_INPUT",
      `What is handed to a task is stored and shown, and this holds the secret ${name}. Leave it out: the other task can read it by Fliplet.App.Secrets.get("${name}").`,
      "payload",
    );
  }
}
