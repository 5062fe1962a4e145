/** The texts of the types, by name: put in when the worker is bundled. */
declare module "screen-types" {
  const files: Record<string, string>;
  export default files;
}
