import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "#server/trpc/root.ts";

/** What each call of the server answers, as it arrives: `Outputs["schedules"]["audit"]`. */
export type Outputs = inferRouterOutputs<AppRouter>;
