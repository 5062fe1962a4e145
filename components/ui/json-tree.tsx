"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { ChevronRight, ListFilter } from "lucide-react";
import { type ReactNode, useMemo, useRef, useState } from "react";
import { cx } from "#lib/cx.ts";
import { type JsonRow, jsonRows, openAtFirst } from "./json-rows.ts";

const KIND_CLASSES: Record<JsonRow["kind"], string> = {
  object: "text-faint",
  array: "text-faint",
  string: "text-ok",
  number: "text-info",
  boolean: "text-heavy",
  null: "text-faint",
  more: "text-accent-ink",
};

interface JsonTreeProps {
  value: unknown;
  label: string;
  /** How the text of a value is shown, where that is not just as it is. */
  textOf?: ((text: string) => ReactNode) | undefined;
  /** Asks for what else has this field of the value, with this text. Fields that hold containers cannot be asked for. */
  onField?: ((name: string, text: string) => void) | undefined;
  className?: string;
}

/** A JSON value as a tree that folds; only the rows in view are in the page. */
export function JsonTree({ value, label, textOf, onField, className }: JsonTreeProps) {
  const [open, setOpen] = useState(() => openAtFirst(value));
  const rows = useMemo(() => jsonRows(value, open), [value, open]);
  const box = useRef<HTMLElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => 24,
    overscan: 20,
    initialRect: { width: 600, height: 384 },
  });
  const press = ({ path, kind, isOpen }: JsonRow) =>
    setOpen((now) => {
      const next = new Map(now);
      if (kind === "more") next.set(path, (now.get(path) ?? 0) + 1);
      else if (isOpen) next.delete(path);
      else next.set(path, 1);
      return next;
    });
  return (
    <section
      ref={box}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
      tabIndex={0}
      data-json-tree
      className={cx("max-h-96 overflow-auto py-2", className)}
    >
      <div className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index]!;
          return (
            <div
              key={`${row.path} ${row.kind}`}
              ref={virtual.measureElement}
              data-index={item.index}
              className="group absolute inset-x-0 top-0"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <Row row={row} onPress={() => press(row)} textOf={textOf} />
              {onField && isAskable(row) && (
                <button
                  type="button"
                  aria-label={`Only with ${row.name} ${row.text}`}
                  title={`Only with ${row.name} ${row.text}`}
                  className="absolute top-0 right-2 grid size-6 place-items-center rounded text-faint opacity-0 hover:bg-surface hover:text-ink focus-visible:opacity-100 group-hover:opacity-100"
                  onClick={() => onField(row.name!, fieldText(value, row.name!))}
                >
                  <ListFilter aria-hidden className="size-3.5" />
                </button>
              )}
            </div>
          );
        })}
      </div>
    </section>
  );
}

const ASKABLE: readonly JsonRow["kind"][] = ["string", "number", "boolean"];

/** A field of the value itself that a filter can name. */
const isAskable = ({ depth, name, kind, canOpen }: JsonRow) =>
  depth === 1 && name !== null && !name.includes("=") && ASKABLE.includes(kind) && !canOpen;

/** A text as it is, anything else as JSON writes it. */
function fieldText(value: unknown, name: string): string {
  const field = (value as Record<string, unknown>)[name];
  return typeof field === "string" ? field : JSON.stringify(field);
}

interface RowProps extends Pick<JsonTreeProps, "textOf"> {
  row: JsonRow;
  onPress: () => void;
}

function Row({ row, onPress, textOf = (text) => text }: RowProps) {
  const { name, depth, kind, text, canOpen, isOpen } = row;
  const content = (
    <>
      <ChevronRight
        aria-hidden
        className={cx(
          "mt-1 size-3.5 shrink-0 text-faint transition-transform",
          isOpen && "rotate-90",
          !canOpen && "invisible",
        )}
      />
      {name === null ? <span className="sr-only">All of it</span> : <span className="shrink-0 text-ink">{name}:</span>}
      <span
        className={cx(
          "min-w-0",
          KIND_CLASSES[kind],
          kind === "string" && isOpen ? "whitespace-pre-wrap break-words" : "truncate",
        )}
      >
        {textOf(text)}
      </span>
    </>
  );
  const shared = {
    className: "flex min-h-6 w-full items-start gap-1.5 px-3 text-left font-mono text-[0.8125rem]",
    style: { paddingLeft: `${0.75 + Math.min(depth, 24) * 1}rem` },
  };
  return canOpen ? (
    <button type="button" aria-expanded={kind === "more" ? undefined : isOpen} onClick={onPress} {...shared}>
      {content}
    </button>
  ) : (
    <div {...shared}>{content}</div>
  );
}
