import type { RequestListener } from "node:http";

const MESSAGE =
  "The address cannot be read: a % in it is followed by what is no letter's code. Write %25 for a % itself.";

/** Answers 400 to addresses that cannot be decoded, on which the framework would fail with 500. */
export function withReadableAddress(handle: RequestListener): RequestListener {
  return (request, response) => {
    if (isReadable(request.url ?? "")) return handle(request, response);
    response
      .writeHead(400, {
        "content-type": "application/json",
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
        "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
      })
      .end(JSON.stringify({ error: { status: "INVALID_INPUT", message: MESSAGE } }));
  };
}

function isReadable(url: string): boolean {
  try {
    decodeURIComponent(url.split("?")[0]!);
    return true;
  } catch {
    return false;
  }
}
