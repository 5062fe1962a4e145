import { type ReactNode, useId } from "react";
import { cx } from "#lib/cx.ts";

interface PanelProps {
  title: string;
  /** What stands at the end of the title's row. */
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** One question that the overview answers. */
export function Panel({ title, aside, className, children }: PanelProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={cx("panel min-w-0 overflow-hidden", className)}>
      <header className="flex items-baseline justify-between gap-4 border-line border-b bg-sunken/50 px-4 py-2">
        <h2 id={id} className="font-semibold">
          {title}
        </h2>
        {aside && <span className="text-[0.8125rem] text-soft tabular-nums">{aside}</span>}
      </header>
      {children}
    </section>
  );
}

/** What a panel says when it has nothing to show. */
export const Nothing = ({ children }: { children: ReactNode }) => <p className="px-4 py-4 text-soft">{children}</p>;
