import { randomBytes } from "node:crypto";
import type { WebhookRow } from "#db/schema/index.ts";
import { notFound } from "#domain/errors.ts";
import { WEBHOOK_PATH, type Webhook, type WebhookKind } from "#domain/webhook.ts";
import type { ServiceContext } from "../../context.ts";
import type { Sealed } from "../../vault/vault.ts";
import { newSigningSecret } from "../webhook-key.ts";

export const PUBLIC_ID_PATTERN = /^[A-Za-z0-9_-]{22}$/;

/** 128 random bits: nobody finds an address by trying. */
export const newPublicId = () => randomBytes(16).toString("base64url");

/** A key says what it is, so that scanners of secrets can find one that leaked. */
export const newWebhookSecret = (kind: WebhookKind) =>
  kind === "hmac" ? newSigningSecret() : `whk_${randomBytes(32).toString("base64url")}`;

type Place = Pick<WebhookRow, "appId" | "publicId">;

/** What its secret is bound to: a row that is copied elsewhere does not open. */
export const webhookPlace = ({ appId, publicId }: Place) => ({ appId, kind: "webhook", name: publicId });

export const sealWebhookSecret = ({ vault }: Pick<ServiceContext, "vault">, secret: string, row: Place): Sealed =>
  vault.seal(secret, webhookPlace(row));

export const toWebhook = (row: WebhookRow, taskName: string): Webhook => ({
  id: row.id,
  taskId: row.taskId,
  taskName,
  name: row.name,
  kind: row.kind,
  path: `${WEBHOOK_PATH}${row.publicId}`,
  createdAt: row.createdAt.toISOString(),
  createdBy: row.createdBy,
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
});

export const targetOf = ({ id, name }: Pick<WebhookRow, "id" | "name">) => ({ kind: "webhook" as const, id, name });

export const audited = (row: WebhookRow, taskName: string) => {
  const { name, kind, path } = toWebhook(row, taskName);
  return { name, kind, path, task: taskName };
};

export const webhookNotFound = (id: number) =>
  notFound("WEBHOOK_NOT_FOUND", `There is no webhook with id ${id} in this app.`, "id");
