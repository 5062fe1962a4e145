export * from "./list-templates.ts";
export { useTemplate } from "./use-template.ts";
