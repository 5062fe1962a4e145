"use client";

import { useQuery } from "@tanstack/react-query";
import type { Role } from "#domain/role.ts";
import { useTRPC } from "#lib/trpc/client.tsx";

const FRESH_MS = 60_000;

function useMe() {
  const trpc = useTRPC();
  return useQuery(trpc.me.get.queryOptions(undefined, { staleTime: FRESH_MS })).data;
}

/** The role of who looks, in the organisation they look at; undefined until it is known. */
export const useRole = (): Role | undefined => useMe()?.role;

/**
 * Whether who looks may call a procedure, as the server says by its row in the authorization matrix: a control that would
 * be refused is not offered. The server judges each call by itself.
 *
 * @param path of a row: `tasks.run`
 */
export function useCan(path: string): boolean {
  const me = useMe();
  return me !== undefined && !me.denied.includes(path);
}

/** Whether a page is any use to who looks; where the role is not known yet, it is. */
export function useMaySee(): (page: { needs?: string }) => boolean {
  const me = useMe();
  return ({ needs }) => needs === undefined || !me?.denied.includes(needs);
}
