import * as sift from "sift";

/** The library: bundlers read its module, Node its CommonJS form, whose names all stand on the default export. */
export const library = ("createQueryTester" in sift ? sift : (sift as { default: unknown }).default) as typeof sift;
