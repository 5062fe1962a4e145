import { type DomainOptions, toASCII as fullToAscii, toUnicode } from "tr46";

export { toUnicode };

/**
 * Domain to ASCII for the URL polyfill. As the URL Standard notes, the whole procedure comes down to lower case for an
 * ASCII domain without an `xn--` label, unless lengths are to be verified; that spares such screens its tables.
 */
export function toASCII(domain: string, options: DomainOptions): string | null {
  const isPlain =
    !options.verifyDNSLength && !options.useSTD3ASCIIRules && /^(?!.*(?:^|\.)xn--)[\x20-\x7e]*$/is.test(domain);
  return isPlain ? domain.toLowerCase() : fullToAscii(domain, options);
}
