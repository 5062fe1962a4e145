import { Search } from "lucide-react";
import type { ComponentProps } from "react";
import { cx } from "#lib/cx.ts";
import { Input } from "./input.tsx";

/** A field to search in a list; `className` is its place's. */
export function SearchInput({ className, ...props }: ComponentProps<typeof Input>) {
  return (
    <div className={cx("relative", className)}>
      <Search
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-faint"
        aria-hidden
      />
      <Input type="search" className="pl-8!" {...props} />
    </div>
  );
}
