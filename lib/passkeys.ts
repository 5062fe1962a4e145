import { type AuthAnswer, callAuth } from "./auth-client.ts";

type Browser = typeof import("@simplewebauthn/browser");
export type CreationOptions = Parameters<Browser["startRegistration"]>[0]["optionsJSON"];
type RequestOptions = Parameters<Browser["startAuthentication"]>[0]["optionsJSON"];

/** Whether this browser can keep keys, which it does on https and localhost only. */
export const canUsePasskeys = () => typeof window !== "undefined" && window.PublicKeyCredential !== undefined;

/** Fetched when a key is first made or used. */
const loadBrowser = () => import("@simplewebauthn/browser");

/** Lets the browser make a key. @throws Error with a sentence for the person */
export async function makePasskey(optionsJSON: CreationOptions) {
  const { startRegistration } = await loadBrowser();
  const { id, rawId, type, response } = await startRegistration({ optionsJSON }).catch((error: unknown) => {
    throw new Error(
      nameOf(error) === "InvalidStateError"
        ? "This device holds a passkey for this account already."
        : "No passkey was made: it was called off, or took too long.",
    );
  });
  return { id, rawId, type, response: { ...response } };
}

/** Signs in with a key of this browser's keeper. */
export async function signInWithPasskey(): Promise<AuthAnswer<unknown>> {
  const asked = await callAuth<RequestOptions>("/sign-in/passkey/options", {});
  if (!asked.ok) return asked;
  const { startAuthentication } = await loadBrowser();
  const response = await startAuthentication({ optionsJSON: asked.data }).catch(() => null);
  if (!response) return { ok: false, problem: "No passkey was used: it was called off, or took too long." };
  return callAuth("/sign-in/passkey", { response }, { 429: "Too many attempts. Wait a minute and try again." });
}

const nameOf = (error: unknown) => (error instanceof Error ? error.name : "");
