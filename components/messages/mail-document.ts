/**
 * A mail's HTML as a document for a frame without any right: its policy stands first, where nothing in the mail can loosen
 * it. Nothing is loaded from elsewhere, save images when the reader asks for them.
 */
export function mailDocument(html: string, showsImages: boolean): string {
  const images = showsImages ? "data: https: http:" : "data:";
  const policy = `default-src 'none'; style-src 'unsafe-inline'; img-src ${images}; form-action 'none'; base-uri 'none'`;
  return `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><meta http-equiv="x-dns-prefetch-control" content="off"><meta name="referrer" content="no-referrer"><meta name="viewport" content="width=device-width"><style>body{margin:1rem;font:15px/1.5 system-ui,sans-serif;color:#1b1b1b;background:#fff;overflow-wrap:anywhere}img{max-width:100%}</style>${html}`;
}

/** Whether the mail names anything to load from elsewhere; a hint for the reader, not a guard. */
export const hasRemoteImages = (html: string) =>
  /(?:\b(?:src|srcset|background|poster)\s*=\s*["']?|url\(\s*["']?)\s*(?:https?:)?\/\//i.test(html);
