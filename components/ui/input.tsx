import type { ComponentProps } from "react";
import { cx } from "#lib/cx.ts";

export const Input = ({ className, ...props }: ComponentProps<"input">) => (
  <input className={cx("control", className)} {...props} />
);

export const Textarea = ({ className, ...props }: ComponentProps<"textarea">) => (
  <textarea className={cx("control", className)} {...props} />
);
