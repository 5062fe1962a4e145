// The package brings no types; its classes are the platform's own.
declare module "whatwg-url" {
  const URLClass: typeof URL;
  const URLSearchParamsClass: typeof URLSearchParams;
  type URLInstance = URL;
  type URLSearchParamsInstance = URLSearchParams;

  export type { URLInstance, URLSearchParamsInstance };
  export { URLClass as URL, URLSearchParamsClass as URLSearchParams };
}

declare module "tr46" {
  export interface DomainOptions {
    verifyDNSLength?: boolean;
    useSTD3ASCIIRules?: boolean;
  }
  export function toASCII(domain: string, options: DomainOptions): string | null;
  export function toUnicode(domain: string, options: DomainOptions): { domain: string; error: boolean };
}
