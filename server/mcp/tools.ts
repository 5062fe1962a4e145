import type { Tool } from "./tool.ts";
import { describeTools } from "./tools/describe.ts";
import { failureTools } from "./tools/failures.ts";
import { runTools } from "./tools/runs.ts";
import { screenTools } from "./tools/screens.ts";
import { taskTools } from "./tools/tasks.ts";

/** What models can do here, in the order in which they are offered. None publishes, removes, or touches a secret. */
export const TOOLS: readonly Tool[] = [...taskTools, ...runTools, ...failureTools, ...screenTools, ...describeTools];
