export { importTasks, previewImport } from "./import-tasks.ts";
