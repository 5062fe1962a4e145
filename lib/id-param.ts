import { notFound } from "next/navigation";

/** The id that a part of the address stands for. Anything that is none shows the 404 page. */
export function idParam(text: string) {
  const id = /^[1-9]\d{0,15}$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(id)) notFound();
  return id;
}
