"use client";

import type { ReactNode } from "react";
import { useCan } from "./use-can.ts";

/** Shows its children to those who may call the procedure, and `otherwise` to others. */
export function Can({ to, otherwise = null, children }: { to: string; otherwise?: ReactNode; children: ReactNode }) {
  return useCan(to) ? children : otherwise;
}
