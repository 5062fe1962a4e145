import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

/** What a value belongs to. It is authenticated with the value, so a row copied to another place does not open. */
export interface SealContext {
  appId: number;
  kind: string;
  name: string;
}

export interface Sealed {
  /** Nonce (12 bytes), tag (16), text; base64. */
  ciphertext: string;
  /** Fingerprint of the key, which says nothing about the key. */
  keyId: string;
}

export interface Vault {
  /** The key that values are sealed with now. */
  readonly keyId: string;
  seal(value: string, context: SealContext): Sealed;
  /** @throws UnreadableSecretError when no key at hand opens it, or it was changed or moved since it was sealed. */
  open(sealed: Sealed, context: SealContext): string;
}

/** A stored value that cannot be opened. The message names neither value nor key. */
export class UnreadableSecretError extends Error {
  constructor({ kind, name }: SealContext) {
    super(
      `The ${kind} "${name}" cannot be read: it was encrypted under a key that this server does not have. Set it again, or add the old key to SECRET_KEY_PREVIOUS.`,
    );
    this.name = "UnreadableSecretError";
  }
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

interface Key {
  id: string;
  bytes: Buffer;
}

/**
 * AES-256-GCM under a key derived from `secretKey`; what was sealed under one of `previous` can still be opened. A nonce
 * is 96 random bits: good for some four thousand million values under one key.
 */
export function createVault(secretKey: string, previous: readonly string[] = []): Vault {
  const current = deriveKey(secretKey);
  const keys = new Map([...previous.map(deriveKey), current].map((key) => [key.id, key]));
  return {
    keyId: current.id,
    seal(value, context) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv("aes-256-gcm", current.bytes, nonce, { authTagLength: TAG_BYTES });
      cipher.setAAD(bound(context));
      const text = Buffer.concat([cipher.update(value, "utf8"), cipher.final()]);
      return { ciphertext: Buffer.concat([nonce, cipher.getAuthTag(), text]).toString("base64"), keyId: current.id };
    },
    open({ ciphertext, keyId }, context) {
      const key = keys.get(keyId);
      const sealed = Buffer.from(ciphertext, "base64");
      if (!key || sealed.length < NONCE_BYTES + TAG_BYTES) throw new UnreadableSecretError(context);
      const decipher = createDecipheriv("aes-256-gcm", key.bytes, sealed.subarray(0, NONCE_BYTES), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAAD(bound(context));
      decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      try {
        return decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES), undefined, "utf8") + decipher.final("utf8");
      } catch {
        throw new UnreadableSecretError(context);
      }
    },
  };
}

/** JSON tells the parts apart whatever they hold. */
const bound = ({ appId, kind, name }: SealContext) => Buffer.from(JSON.stringify([appId, kind, name]));

/** SECRET_KEY also signs sessions; each use derives a key of its own. */
function deriveKey(secretKey: string): Key {
  const derive = (info: string, bytes: number) => Buffer.from(hkdfSync("sha256", secretKey, "app-tasks", info, bytes));
  return { id: derive("secrets:key-id", 6).toString("base64url"), bytes: derive("secrets:aes-256-gcm", 32) };
}
