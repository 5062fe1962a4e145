/** Shorter forms would match by chance. */
const FORM_LENGTH_MIN = 4;

/**
 * The texts that give a secret away: itself, as JSON and URLs write it, and its base64 wherever it stands in what was
 * encoded. Each has at least four characters.
 */
export function secretForms(value: string): Set<string> {
  const json = quoted(value);
  const uri = encodeURIComponent(value);
  const form = new URLSearchParams([["", value]]).toString().slice(1);
  const forms = [
    value,
    // A text that holds JSON is escaped once more when it is put into JSON itself.
    json,
    quoted(json),
    uri,
    lowerHex(uri),
    encodeURI(value),
    form,
    lowerHex(form),
    ...addressParts(value),
    ...base64Forms(Buffer.from(value, "utf8")),
  ];
  // What `btoa` takes: a character a byte.
  if (/[\u0080-\u00ff]/.test(value) && !/[\u0100-\uffff]/.test(value))
    forms.push(...base64Forms(Buffer.from(value, "latin1")));
  return new Set(forms.filter((text) => text.length >= FORM_LENGTH_MIN));
}

const quoted = (text: string) => JSON.stringify(text).slice(1, -1);
const lowerHex = (text: string) => text.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());

/** An address that is a secret (a webhook's) stands in the lines of `fetch` as host and path. */
function addressParts(value: string): string[] {
  const url = /^https?:/i.test(value) && URL.canParse(value) ? new URL(value) : null;
  if (!url || (url.pathname === "/" && !url.search)) return [];
  return [url.href, `${url.host}${url.pathname}${url.search}`, `${url.host}${url.pathname}`];
}

/** Three bytes are four letters, so a value reads differently by where it starts; letters shared with neighbours are left out. */
function base64Forms(bytes: Buffer): string[] {
  const forms = [bytes.toString("base64"), bytes.toString("base64url")];
  for (const shift of [0, 1, 2]) {
    const padded = Buffer.concat([Buffer.alloc(shift), bytes]);
    const from = Math.ceil((shift * 8) / 6);
    const to = Math.floor((padded.length * 8) / 6);
    forms.push(padded.toString("base64").slice(from, to), padded.toString("base64url").slice(from, to));
  }
  return forms;
}
