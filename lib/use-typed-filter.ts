"use client";

import { useEffect, useRef, useState } from "react";
import { useDebounced } from "./use-debounced.ts";

const REST_MS = 300;

/**
 * A filter that is typed: the field shows each letter at once, the filter follows when the typing rests. A change from
 * elsewhere (a saved view, the browser's back) shows in the field.
 */
export function useTypedFilter(value: string | null, onChange: (value: string | null) => void) {
  const [typed, setTyped] = useState(value ?? "");
  const rested = useDebounced(typed, REST_MS);
  const told = useRef(value ?? "");
  const tell = useRef(onChange);
  useEffect(() => {
    tell.current = onChange;
  });
  useEffect(() => {
    if (rested === told.current) return;
    told.current = rested;
    tell.current(rested === "" ? null : rested);
  }, [rested]);
  useEffect(() => {
    if ((value ?? "") === told.current) return;
    told.current = value ?? "";
    setTyped(told.current);
  }, [value]);
  return [typed, setTyped] as const;
}
