/** Only a path of this site: an address of elsewhere would make a form lead people away. */
export const ownPath = (path: string | null) => (path && /^\/(?![/\\])/.test(path) ? path : "/");
