import { ChevronRight } from "lucide-react";
import type { ReferenceGroup } from "#domain/api-reference.ts";

interface ContentsProps {
  groups: readonly ReferenceGroup[];
}

/** Beside the page, where there is room. */
export const Contents = ({ groups }: ContentsProps) => (
  <nav
    aria-label="Contents"
    className="sticky top-14 hidden h-[calc(100dvh-3.5rem)] w-64 shrink-0 overflow-y-auto py-6 lg:block"
  >
    <Links groups={groups} />
  </nav>
);

/** Before the page, folded, where there is not. */
export const FoldedContents = ({ groups }: ContentsProps) => (
  <nav aria-label="Contents" className="panel mb-6 lg:hidden">
    <details className="group">
      <summary className="flex list-none items-center gap-2 px-4 py-3 font-medium [&::-webkit-details-marker]:hidden">
        <ChevronRight className="size-4 text-faint transition-transform group-open:rotate-90" aria-hidden />
        Contents
      </summary>
      <div className="px-4 pb-4">
        <Links groups={groups} />
      </div>
    </details>
  </nav>
);

const Links = ({ groups }: ContentsProps) => (
  <ul className="space-y-4">
    {groups.map(({ id, name, operations }) => (
      <li key={id}>
        <a href={`#${id}`} className="eyebrow block py-1 hover:underline">
          {name}
        </a>
        <ul>
          {operations.map((operation) => (
            <li key={operation.id}>
              <a
                href={`#${operation.id}`}
                className="block rounded py-1 text-[0.8125rem] text-soft leading-snug hover:text-ink hover:underline"
              >
                {operation.summary}
              </a>
            </li>
          ))}
        </ul>
      </li>
    ))}
    {[
      ["#errors", "Refusals"],
      ["#schemas", "Schemas"],
    ].map(([href, label]) => (
      <li key={href}>
        <a href={href} className="eyebrow block py-1 hover:underline">
          {label}
        </a>
      </li>
    ))}
  </ul>
);
