import { type NextRequest, NextResponse } from "next/server";
import { contentSecurityPolicy, NONCE_HEADER } from "#lib/content-security-policy.ts";

/**
 * Gives each page a policy of its own: scripts run if they carry the page's nonce or were loaded by one that does, so that
 * markup which slipped into a page stays markup. Authorization is never decided here.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
  const policy = contentSecurityPolicy({ nonce, isDevelopment: process.env.NODE_ENV === "development" });
  const headers = new Headers(request.headers);
  headers.set(NONCE_HEADER, nonce);
  // Next reads the nonce for its own scripts from here.
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

export const config = {
  // Pages only: what is no page has a policy that lets nothing run (next.config.js).
  matcher: ["/((?!api/|sdk/|language/|_next/|releases.xml|icon.svg).*)"],
};
