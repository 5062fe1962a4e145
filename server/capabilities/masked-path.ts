/** Words that say that a query's value is nobody else's business. */
const SECRET_WORDS =
  /^(tokens?|key|apikey|accesskey|secrets?|passwords?|passwd|pwd|pass|passphrase|signature|sig|auth|authorization|bearer|credentials?|jwt|session|sessionid|sid|otp|pin|code)$/i;
const MAX_LENGTH = 500;

/**
 * Path and query of an address as a log may show them: the values of `token`, `api_key`, `X-Amz-Signature` and the like
 * are `***`.
 */
export function maskedPath(url: URL): string {
  const query = url.search
    .slice(1)
    .split("&")
    .map((pair) => {
      const equals = pair.indexOf("=");
      return equals !== -1 && isSecretName(pair.slice(0, equals)) ? `${pair.slice(0, equals)}=***` : pair;
    })
    .join("&");
  const path = url.pathname + (query === "" ? "" : `?${query}`);
  return path.length > MAX_LENGTH ? `${path.slice(0, MAX_LENGTH)}…` : path;
}

/** Any word of the name counts: `api_key`, `apiKey`, `auth[token]`. */
const isSecretName = (name: string): boolean =>
  decoded(name)
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .split(/[^A-Za-z0-9]+/)
    .some((word) => SECRET_WORDS.test(word));

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
