import { describe, expect, it } from "vitest";
import { createVault } from "./vault.ts";

const OLD = "the-old-secret-key-of-the-server-0123456789";
const NEW = "the-new-secret-key-of-the-server-0123456789";
const PLACE = { appId: 7, kind: "secret", name: "API_KEY" };

describe("createVault", () => {
  it("opens what it sealed, whatever the text", () => {
    const vault = createVault(OLD);
    for (const value of ["s3cret", "", "zwölf Boxkämpfer 🥊\n\t", "x".repeat(32_768)]) {
      expect(vault.open(vault.seal(value, PLACE), PLACE)).toBe(value);
    }
  });

  it("never seals twice alike, and tells nothing of the text", () => {
    const vault = createVault(OLD);
    const [one, two] = [vault.seal("s3cret-value", PLACE), vault.seal("s3cret-value", PLACE)];
    expect(one.ciphertext).not.toBe(two.ciphertext);
    expect(Buffer.from(one.ciphertext, "base64").toString("latin1")).not.toContain("s3cret");
    expect(Buffer.from(one.ciphertext, "base64")).toHaveLength(12 + 16 + "s3cret-value".length);
  });

  it("refuses a value that was moved to another app, kind or name", () => {
    const vault = createVault(OLD);
    const sealed = vault.seal("s3cret", PLACE);
    for (const other of [
      { ...PLACE, appId: 8 },
      { ...PLACE, kind: "variable" },
      { ...PLACE, name: "API_KEY2" },
    ]) {
      expect(() => vault.open(sealed, other)).toThrow(/cannot be read/);
    }
  });

  it("refuses a value of which one bit was changed, or that was cut", () => {
    const vault = createVault(OLD);
    const { ciphertext, keyId } = vault.seal("s3cret", PLACE);
    const bytes = Buffer.from(ciphertext, "base64");
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1;
      expect(() => vault.open({ ciphertext: changed.toString("base64"), keyId }, PLACE)).toThrow(/cannot be read/);
    }
    for (const length of [0, 12, 27, bytes.length - 1]) {
      const cut = bytes.subarray(0, length).toString("base64");
      expect(() => vault.open({ ciphertext: cut, keyId }, PLACE)).toThrow(/cannot be read/);
    }
  });

  it("opens what an earlier key sealed as long as that key is named, and seals with the new one", () => {
    const sealed = createVault(OLD).seal("s3cret", PLACE);
    const rotated = createVault(NEW, [OLD]);
    expect(rotated.open(sealed, PLACE)).toBe("s3cret");
    expect(rotated.seal("s3cret", PLACE).keyId).toBe(rotated.keyId);
    expect(rotated.keyId).not.toBe(sealed.keyId);
    expect(() => createVault(NEW).open(sealed, PLACE)).toThrow(/SECRET_KEY_PREVIOUS/);
  });
});
