import { fromBinary, toBinary } from "./binary.ts";
import { Blob, type BlobPart, File } from "./blob.ts";
import { crypto } from "./crypto.ts";
import { decodeUtf8 } from "./encoding.ts";
import { FormData } from "./form-data.ts";

/** A form as multipart/form-data (RFC 7578), with names escaped as browsers do. */
export function encodeMultipart(form: FormData): { bytes: Uint8Array<ArrayBuffer>; type: string } {
  const boundary = `----formdata-${crypto.randomUUID()}`;
  const parts: BlobPart[] = [];
  for (const [name, value] of form) {
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${escapeName(name)}"`;
    if (typeof value === "string") {
      parts.push(`${head}\r\n\r\n${value.replace(/\r\n?|\n/g, "\r\n")}\r\n`);
    } else {
      const type = value.type || "application/octet-stream";
      parts.push(`${head}; filename="${escapeName(value.name)}"\r\nContent-Type: ${type}\r\n\r\n`, value, "\r\n");
    }
  }
  parts.push(`--${boundary}--\r\n`);
  return { bytes: Blob.peek(new Blob(parts)), type: `multipart/form-data; boundary=${boundary}` };
}

/** Reads multipart/form-data. @throws TypeError when the bytes are not that */
export function decodeMultipart(bytes: Uint8Array<ArrayBuffer>, contentType: string): FormData {
  const boundary = /;\s*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType);
  if (boundary === null) throw malformed();
  const text = toBinary(bytes);
  const parts = `\r\n${text}`.split(`\r\n--${boundary[1] ?? boundary[2]}`);
  if (parts.length < 2 || !parts.at(-1)!.startsWith("--")) throw malformed();
  const form = new FormData();
  for (const part of parts.slice(1, -1)) {
    const end = part.indexOf("\r\n\r\n");
    if (end === -1) throw malformed();
    addPart(form, decodeUtf8(fromBinary(part.slice(0, end))), fromBinary(part.slice(end + 4)));
  }
  return form;
}

function addPart(form: FormData, head: string, body: Uint8Array<ArrayBuffer>): void {
  const disposition = /^content-disposition:\s*form-data(.*)$/im.exec(head)?.[1];
  const name = parameter(disposition, "name");
  if (name === undefined) throw malformed();
  const fileName = parameter(disposition, "filename");
  if (fileName === undefined) {
    form.append(name, decodeUtf8(body));
    return;
  }
  const type = /^content-type:\s*(.+?)\s*$/im.exec(head)?.[1] ?? "application/octet-stream";
  form.append(name, new File([body], fileName, { type }));
}

function parameter(disposition: string | undefined, name: string): string | undefined {
  const value = new RegExp(`;\\s*${name}="([^"]*)"`, "i").exec(disposition ?? "")?.[1];
  return value?.replaceAll("%22", '"').replaceAll("%0D", "\r").replaceAll("%0A", "\n");
}

const escapeName = (name: string) => name.replaceAll("\r", "%0D").replaceAll("\n", "%0A").replaceAll('"', "%22");

const malformed = () => new TypeError("The body is not multipart/form-data");
