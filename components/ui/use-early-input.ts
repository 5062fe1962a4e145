"use client";

import { type Ref, useImperativeHandle, useLayoutEffect, useRef } from "react";
import type { Field } from "#lib/early-input.ts";

/** The props of a field, with the ref that keeps what was typed into it before the page was awake. */
export function useEarlyInput<
  E extends Field,
  P extends { ref?: Ref<E> | undefined; value?: unknown; checked?: boolean | undefined },
>(props: P): P & { ref: Ref<E> } {
  const field = useRef<E>(null);
  useImperativeHandle(props.ref, () => field.current!, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was shown when React took the field over.
  useLayoutEffect(() => {
    if (field.current) window.earlyInput?.tell(field.current, { value: props.value, checked: props.checked });
  }, []);
  return { ...props, ref: field };
}
