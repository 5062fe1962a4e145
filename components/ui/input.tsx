"use client";

import type { ComponentProps } from "react";
import { cx } from "#lib/cx.ts";
import { useEarlyInput } from "./use-early-input.ts";

export const Input = ({ className, ...props }: ComponentProps<"input">) => (
  <input className={cx("control", className)} {...useEarlyInput(props)} />
);

export const Textarea = ({ className, ...props }: ComponentProps<"textarea">) => (
  <textarea className={cx("control", className)} {...useEarlyInput(props)} />
);

/** A box to tick, or one of a few to choose, without its words. */
export const Tick = (props: ComponentProps<"input"> & { type: "checkbox" | "radio" }) => (
  <input {...useEarlyInput(props)} />
);
