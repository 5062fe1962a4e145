/** Whether two query parts of an address say the same, however they are ordered and escaped. */
export function isSameView(a: string, b: string): boolean {
  const sorted = (query: string) => {
    const params = new URLSearchParams(query);
    params.sort();
    return params.toString();
  };
  return sorted(a) === sorted(b);
}
