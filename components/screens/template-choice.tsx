"use client";

import { useId } from "react";
import { Tick } from "#components/ui/input.tsx";
import type { ScreenTemplate, TemplateKey } from "#domain/template.ts";
import { cx } from "#lib/cx.ts";

interface TemplateChoiceProps {
  templates: readonly ScreenTemplate[];
  /** Null is a blank screen. */
  chosen: TemplateKey | null;
  onChange: (template: ScreenTemplate | null) => void;
}

/** What a new screen starts from: a handler to be changed, or one of the use cases. */
export function TemplateChoice({ templates, chosen, onChange }: TemplateChoiceProps) {
  const group = useId();
  const choice = (template: ScreenTemplate | null, name: string, summary: string) => (
    <label
      key={template?.key ?? "blank"}
      className={cx(
        "block cursor-pointer rounded-lg border px-3.5 py-2.5 has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2",
        chosen === (template?.key ?? null) ? "border-accent bg-accent-soft" : "border-line-strong hover:bg-sunken",
      )}
    >
      <Tick
        type="radio"
        name={group}
        aria-label={name}
        aria-describedby={`${group}-${template?.key}`}
        className="sr-only"
        checked={chosen === (template?.key ?? null)}
        onChange={() => onChange(template)}
      />
      <span className="block font-medium">{name}</span>
      <span id={`${group}-${template?.key}`} className="block text-[0.8125rem] text-soft">
        {summary}
      </span>
    </label>
  );
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium">Start from</legend>
      <div className="grid gap-2 sm:grid-cols-2">
        {choice(null, "Blank screen", "A handler that greets, for you to change.")}
        {templates.map((template) => choice(template, template.name, template.summary))}
      </div>
    </fieldset>
  );
}
