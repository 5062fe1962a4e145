import { useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "#lib/trpc/client.tsx";

/** Asks again for everything about data sources, once something of them was changed. */
export function useDataChanged(): () => Promise<void> {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries(trpc.dataSources.pathFilter());
}
