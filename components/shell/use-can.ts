"use client";

import { useQuery } from "@tanstack/react-query";
import { ACCESS } from "#domain/access.ts";
import { isAtLeast, type Role } from "#domain/role.ts";
import { useTRPC } from "#lib/trpc/client.tsx";

const FRESH_MS = 60_000;

/** The role of who looks, in the organisation they look at; undefined until it is known. */
export function useRole(): Role | undefined {
  const trpc = useTRPC();
  return useQuery(trpc.me.get.queryOptions(undefined, { staleTime: FRESH_MS })).data?.role;
}

/**
 * Whether who looks may call a procedure, by its row in the authorization matrix: a control that would be refused is not
 * offered. The server judges each call by itself.
 *
 * @param path of a row: `tasks.run`
 */
export function useCan(path: string): boolean {
  return mayCall(useRole(), path);
}

/** Whether a page is any use to who looks; where the role is not known yet, it is. */
export function useMaySee(): (page: { needs?: string }) => boolean {
  const role = useRole();
  return ({ needs }) => needs === undefined || role === undefined || mayCall(role, needs);
}

function mayCall(role: Role | undefined, path: string): boolean {
  const least = ACCESS[path]?.role;
  if (role === undefined || least === undefined) return false;
  return least === "anyone" || least === "known" || isAtLeast(role, least);
}
