"use client";

import { createContext, type ReactNode, useContext } from "react";

const AppId = createContext<number | null>(null);

export const AppIdProvider = ({ id, children }: { id: number; children: ReactNode }) => (
  <AppId.Provider value={id}>{children}</AppId.Provider>
);

/** The app whose pages these are. @throws outside of an app's pages */
export function useAppId() {
  const id = useContext(AppId);
  if (id === null) throw new Error("useAppId: there is no app here; wrap the page in AppIdProvider.");
  return id;
}
