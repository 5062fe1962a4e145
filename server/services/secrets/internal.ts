import type { SecretRow } from "#db/schema/index.ts";
import type { ServiceContext } from "../../context.ts";

/** The value of a row; null when no key at hand opens it. */
export function tryOpenRow({ vault }: Pick<ServiceContext, "vault">, row: SecretRow): string | null {
  try {
    return vault.open(row, { appId: row.appId, kind: row.kind, name: row.name });
  } catch {
    return null;
  }
}
