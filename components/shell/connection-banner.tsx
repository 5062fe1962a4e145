"use client";

import dynamic from "next/dynamic";
import { useLostSince } from "#lib/trpc/use-lost-since.ts";
import { useFetchedAhead } from "#lib/use-fetched-ahead.ts";

const load = () => import("./connection-notice.tsx").then((module) => module.ConnectionNotice);
const ConnectionNotice = dynamic(load, { ssr: false });

/** Says on every page that the server does not answer: what is shown then looks alive and is not. */
export function ConnectionBanner() {
  const lostSince = useLostSince();
  // It cannot be fetched once it is wanted.
  useFetchedAhead(load);
  return lostSince !== null && <ConnectionNotice lostSince={lostSince} />;
}
