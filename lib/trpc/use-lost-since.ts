"use client";

import { useSyncExternalStore } from "react";
import { readLostSince, subscribeToLoss } from "./connection.ts";

/** Since when the server does not answer this page's calls, ms since 1970; null while it does. */
export const useLostSince = () => useSyncExternalStore(subscribeToLoss, readLostSince, () => null);
