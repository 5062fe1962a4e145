"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/input.tsx";
import { SearchInput } from "#components/ui/search-input.tsx";
import { useTypedFilter } from "#lib/use-typed-filter.ts";
import { type EntryView, parseWhereText } from "./entry-view.ts";

interface DataToolbarProps {
  view: EntryView;
  onChange: (changes: Partial<EntryView>) => void;
  /** What the server said of the filter. */
  whereError: string | undefined;
}

/** What narrows the entries: a search over all columns, and a filter as screens write it. */
export function DataToolbar({ view, onChange, whereError }: DataToolbarProps) {
  const [search, setSearch] = useTypedFilter(view.q, (text) => onChange({ q: text ?? "", page: 1 }));
  const [where, setWhere] = useState(view.where);
  const parsed = parseWhereText(where);
  const clear = () => {
    setSearch("");
    setWhere("");
    onChange({ q: "", where: "", page: 1 });
  };
  return (
    <div className="mb-3 space-y-3">
      <div className="flex flex-wrap items-center gap-2">
        <SearchInput
          aria-label="Search the entries"
          placeholder="Search all columns"
          className="w-full sm:w-72"
          maxLength={200}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        {(view.q !== "" || view.where !== "") && (
          <Button variant="ghost" onClick={clear}>
            Clear filters
          </Button>
        )}
      </div>
      <Disclosure title="Advanced filter" startsOpen={view.where !== ""}>
        <form
          className="space-y-2"
          onSubmit={(event) => {
            event.preventDefault();
            if (parsed.ok) onChange({ where: where.trim(), page: 1 });
          }}
        >
          <Field
            label="Filter (JSON)"
            hint="What find() takes as where: $gt, $in, $regex, $iLike, $or, $filters and the rest."
            error={parsed.ok ? whereError : parsed.message}
          >
            {(control) => (
              <Textarea
                {...control}
                value={where}
                rows={3}
                maxLength={2_000}
                spellCheck={false}
                autoCapitalize="off"
                className="resize-y font-mono text-[0.8125rem]"
                placeholder={'{ "Office": "London", "Age": { "$gte": 18 } }'}
                onChange={(event) => setWhere(event.target.value)}
              />
            )}
          </Field>
          <Button type="submit" size="sm" disabled={!parsed.ok}>
            Apply filter
          </Button>
        </form>
      </Disclosure>
    </div>
  );
}
