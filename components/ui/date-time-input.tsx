import type { ComponentProps } from "react";
import { Input } from "./input.tsx";

/** The browser's own date and time input, in the viewer's zone; its value is what `toLocalInput` gives. */
export const DateTimeInput = (props: ComponentProps<"input">) => (
  <Input type="datetime-local" className="min-w-0 max-w-64" {...props} />
);
