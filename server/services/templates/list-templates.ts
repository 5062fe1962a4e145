import { type ScreenTemplate, TEMPLATE_KEYS } from "#domain/template.ts";
import { CATALOGUE } from "./catalogue.ts";

/** What a new screen can start from, in the order in which it is offered. */
export function listTemplates(): ScreenTemplate[] {
  return TEMPLATE_KEYS.map((key) => {
    const { name, summary, needs, task, sources } = CATALOGUE[key];
    return {
      key,
      name,
      summary,
      needs,
      task: { name: task.name, frequency: task.frequency ?? null },
      dataSources: sources.map((source) => source.name),
    };
  });
}
