/** An address without what makes it long: what people call it by. */
export const hostOf = (url: string) => URL.parse(url)?.host ?? url;
