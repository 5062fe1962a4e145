/** Request header in which a page finds its nonce. */
export const NONCE_HEADER = "x-nonce";

interface PolicyOptions {
  /** Base64 of random bytes, another for each page. */
  nonce: string;
  /** The bundler of development evaluates code. */
  isDevelopment: boolean;
}

/**
 * What a page of ours may load and run. Styles may stand in the markup: React writes widths and heights there, and the
 * code editor makes style elements. Images may come from elsewhere for the mails of the outbox, whose frame forbids them
 * until they are asked for.
 */
export function contentSecurityPolicy({ nonce, isDevelopment }: PolicyOptions): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    "script-src-attr 'none'",
    "worker-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob: https:",
    "font-src 'self'",
    `connect-src 'self'${isDevelopment ? " ws:" : ""}`,
    "frame-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
