import {
  createDecipheriv,
  createECDH,
  createHmac,
  createPublicKey,
  type ECDH,
  hkdfSync,
  randomBytes,
  randomUUID,
  verify,
} from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A browser that subscribed: what `PushSubscription.toJSON()` would give, and what decrypts its messages. */
export interface TestBrowser {
  subscription: { endpoint: string; keys: { p256dh: string; auth: string } };
  /** What the push service does for it, next answer first; 201 when there is none. */
  answers: PushAnswering[];
}

export type PushAnswering = { status: number; headers?: Record<string, string> } | "breaks";

export interface ArrivedPush {
  browser: TestBrowser;
  headers: Record<string, string>;
  /** What the browser reads. */
  payload: string;
}

export interface PushServer {
  /** Address without a path. */
  url: string;
  /** Messages that it took, decrypted. */
  arrived: ArrivedPush[];
  /** Requests that it saw, taken or not. */
  asked: number;
  browser(): TestBrowser;
  close(): Promise<void>;
}

interface Registered {
  browser: TestBrowser;
  ecdh: ECDH;
  auth: Buffer;
}

/**
 * A push service on a free port of this machine (RFC 8030) and the browsers behind it, which decrypt what arrives.
 *
 * @param into becomes the service, for a test that has to name it before it is there
 */
export async function startPushServer(into: Partial<PushServer> = {}): Promise<PushServer> {
  const browsers = new Map<string, Registered>();
  const http = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    server.asked += 1;
    const registered = browsers.get(request.url ?? "");
    const answer = registered?.browser.answers.shift() ?? { status: registered ? 201 : 404 };
    if (answer === "breaks") return void response.socket?.destroy();
    if (registered && answer.status < 300) {
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
      const payload = decryptPush(Buffer.concat(chunks), registered.ecdh, registered.auth).toString();
      server.arrived.push({ browser: registered.browser, headers, payload });
    }
    response.writeHead(answer.status, answer.headers).end();
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const server: PushServer = Object.assign(into, {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    arrived: [],
    asked: 0,
    browser(): TestBrowser {
      const ecdh = createECDH("prime256v1");
      ecdh.generateKeys();
      const auth = randomBytes(16);
      const path = `/push/${randomUUID()}`;
      const keys = { p256dh: ecdh.getPublicKey("base64url"), auth: auth.toString("base64url") };
      const browser: TestBrowser = { subscription: { endpoint: `${server.url}${path}`, keys }, answers: [] };
      browsers.set(path, { browser, ecdh, auth });
      return browser;
    },
    close: () =>
      new Promise<void>((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  });
  return server;
}

/**
 * Decrypts one message as a browser does: RFC 8291 derives the key, RFC 8188 (aes128gcm, one record) wraps it.
 *
 * @throws Error when it was not encrypted for this key
 */
export function decryptPush(body: Buffer, ecdh: ECDH, auth: Buffer): Buffer {
  const salt = body.subarray(0, 16);
  const senderKey = body.subarray(21, 21 + body[20]!);
  const record = body.subarray(21 + body[20]!);
  const shared = ecdh.computeSecret(senderKey);
  const keyInfo = Buffer.concat([Buffer.from("WebPush: info\0"), ecdh.getPublicKey(), senderKey]);
  const input = Buffer.from(hkdfSync("sha256", shared, auth, keyInfo, 32));
  const derive = (info: string, bytes: number) => Buffer.from(hkdfSync("sha256", input, salt, info, bytes));
  const decipher = createDecipheriv(
    "aes-128-gcm",
    derive("Content-Encoding: aes128gcm\0", 16),
    derive("Content-Encoding: nonce\0", 12),
    { authTagLength: 16 },
  );
  decipher.setAuthTag(record.subarray(-16));
  const padded = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()]);
  const end = padded.lastIndexOf(2);
  if (end < 0) throw new Error("The last record of a message ends with a 2.");
  return padded.subarray(0, end);
}

/**
 * Checks who sent a push as a push service does (RFC 8292).
 *
 * @returns the claims of its token, and the key it was signed with, base64url
 * @throws Error when the signature does not fit the key beside it
 */
export function readVapid(authorization: string): { claims: { aud: string; exp: number; sub: string }; key: string } {
  const [, token, key] = /^vapid t=([^,\s]+),\s*k=([^,\s]+)$/.exec(authorization)!;
  const [head, claims, signature] = token!.split(".") as [string, string, string];
  const point = Buffer.from(key!, "base64url");
  const jwk = {
    ...{ kty: "EC", crv: "P-256" },
    x: point.subarray(1, 33).toString("base64url"),
    y: point.subarray(33).toString("base64url"),
  };
  const isSigned = verify(
    "sha256",
    Buffer.from(`${head}.${claims}`),
    { key: createPublicKey({ key: jwk, format: "jwk" }), dsaEncoding: "ieee-p1363" },
    Buffer.from(signature, "base64url"),
  );
  if (!isSigned) throw new Error("The VAPID token is not signed with the key beside it.");
  return { claims: JSON.parse(Buffer.from(claims, "base64url").toString()), key: key! };
}

/** A user token of an app, as its own server makes one. @param expS when it ends, seconds since 1970 */
export function signUserToken(key: string, claims: Record<string, unknown>, expS: number): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const text = `${part({ alg: "HS256", typ: "JWT" })}.${part({ exp: expS, ...claims })}`;
  return `${text}.${createHmac("sha256", key).update(text).digest("base64url")}`;
}
