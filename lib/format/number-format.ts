const formats = new Map<string, Intl.NumberFormat>();

/** A format, kept: one takes longer to make than to write a hundred numbers with, and lists write hundreds of them. */
export function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = locale + JSON.stringify(options);
  const format = formats.get(key) ?? new Intl.NumberFormat(locale, options);
  formats.set(key, format);
  return format;
}
