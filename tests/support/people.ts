import { randomUUID } from "node:crypto";
import { hashPassword } from "better-auth/crypto";
import { account, member, organization, user } from "#db/schema/index.ts";
import type { Role } from "#domain/role.ts";
import { findPerson, findSession } from "#server/auth/session.ts";
import type { Container } from "#server/container.ts";
import type { PersonContext } from "#server/context.ts";
import { handleTrpc } from "#server/trpc/handle-trpc.ts";
import { CLIENT_ADDRESS_HEADER } from "#server/trpc/source.ts";

export const PASSWORD = "correct horse battery";

/** Made once: hashing is slow on purpose, and the tests make many people. */
let passwordHash: Promise<string> | undefined;

export interface TestPerson {
  id: string;
  name: string;
  email: string;
  memberId: string;
  /** As the services see them. */
  ctx: PersonContext;
}

export async function newOrganization({ db }: Pick<Container, "db">, name = "Acme"): Promise<string> {
  const id = randomUUID();
  await db.insert(organization).values({ id, name, slug: id });
  return id;
}

/** A person with a password, in an organisation. */
export async function newPerson(
  { db, services }: Pick<Container, "db" | "services">,
  organizationId: string,
  role: Role,
  given: { appIds?: number[]; emailVerified?: boolean } = {},
): Promise<TestPerson> {
  const id = randomUUID();
  const name = `${role} ${id.slice(0, 4)}`;
  const email = `${role}-${id.slice(0, 8)}@acme.test`;
  await db.insert(user).values({ id, name, email, emailVerified: given.emailVerified ?? false });
  passwordHash ??= hashPassword(PASSWORD);
  const password = await passwordHash;
  await db.insert(account).values({ id: randomUUID(), accountId: id, providerId: "credential", userId: id, password });
  const memberId = await join({ db }, organizationId, id, role, given.appIds);
  const actor = { kind: "user" as const, id, name };
  return { id, name, email, memberId, ctx: { ...services, organizationId, actor, sessionId: "none" } };
}

export async function join(
  { db }: Pick<Container, "db">,
  organizationId: string,
  userId: string,
  role: Role,
  appIds: number[] | null = null,
): Promise<string> {
  const id = randomUUID();
  await db.insert(member).values({ id, organizationId, userId, role, appIds });
  return id;
}

export interface TestAnswer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: an answer of any shape, which the test states.
  body: any;
}

/** A browser with its cookies, at the studio's own address. */
export class TestBrowser {
  readonly cookies = new Map<string, string>();
  readonly #container: Container;
  readonly #headers: Record<string, string>;

  constructor(container: Container, { ip = "192.0.2.1", headers = {} as Record<string, string> } = {}) {
    this.#container = container;
    this.#headers = { [CLIENT_ADDRESS_HEADER]: ip, "user-agent": "TestBrowser/1", ...headers };
  }

  async auth(path: string, body: unknown = {}): Promise<TestAnswer> {
    const response = await this.#container.auth.handler(this.#request(`/api/auth${path}`, body));
    for (const line of response.headers.getSetCookie()) {
      const [pair = "", ...attributes] = line.split("; ");
      const name = pair.slice(0, pair.indexOf("="));
      if (attributes.includes("Max-Age=0")) this.cookies.delete(name);
      else this.cookies.set(name, pair.slice(name.length + 1));
    }
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : null };
  }

  signIn = (email: string, password = PASSWORD) => this.auth("/sign-in/email", { email, password });

  /** A mutation of the API; with `query`, a query. */
  async call(procedure: string, input?: unknown, kind: "mutation" | "query" = "mutation"): Promise<TestAnswer> {
    const query = `?input=${encodeURIComponent(JSON.stringify(input ?? {}))}`;
    const request =
      kind === "query"
        ? this.#request(`/api/trpc/${procedure}${input === undefined ? "" : query}`)
        : this.#request(`/api/trpc/${procedure}`, input ?? {});
    const response = await handleTrpc(request, {
      ...this.#container,
      getSession: (headers) => findSession(this.#container, headers),
      getPerson: (headers) => findPerson(this.#container, headers),
    });
    const answer = await response.json();
    return { status: response.status, body: answer.result?.data ?? answer.error };
  }

  query = (procedure: string, input?: unknown) => this.call(procedure, input, "query");

  #request(path: string, body?: unknown): Request {
    const { origin, host } = new URL(this.#container.services.publicUrl);
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    return new Request(`${origin}${path}`, {
      method: body === undefined ? "GET" : "POST",
      headers: {
        host,
        origin,
        ...(body !== undefined && { "content-type": "application/json" }),
        ...(cookie && { cookie }),
        ...this.#headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }
}
