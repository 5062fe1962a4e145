"use client";

import { X } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { CONDITION_TESTS, type ConditionDraft, type ConditionTest } from "./trigger-draft.ts";
import { TEST_WORDS } from "./trigger-words.ts";

interface ConditionFieldsProps {
  /** `condition 2 of event 1`: what each control is a part of. */
  name: string;
  /** Of the list of columns to choose from. */
  columnsId: string;
  condition: ConditionDraft;
  onChange: (condition: ConditionDraft) => void;
  onRemove: () => void;
}

const VALUE_HINTS: Partial<Record<ConditionTest, string>> = { isOneOf: "open, new", contains: "urgent" };

/** One column, and what it must be. */
export function ConditionFields({ name, columnsId, condition, onChange, onRemove }: ConditionFieldsProps) {
  const { column, test, value } = condition;
  const set = (changes: Partial<ConditionDraft>) => onChange({ ...condition, ...changes });
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] gap-2 sm:grid-cols-[minmax(0,1fr)_9rem_minmax(0,1fr)_auto]">
      <Input
        aria-label={`Column of ${name}`}
        list={columnsId}
        placeholder="Column"
        autoComplete="off"
        spellCheck={false}
        value={column}
        onChange={(event) => set({ column: event.target.value })}
      />
      <Select
        aria-label={`Test of ${name}`}
        className="order-3 col-span-2 sm:order-none sm:col-span-1"
        value={test}
        onChange={(event) => set({ test: event.target.value as ConditionTest })}
      >
        {CONDITION_TESTS.map((option) => (
          <option key={option} value={option}>
            {TEST_WORDS[option]}
          </option>
        ))}
      </Select>
      <Input
        aria-label={`Value of ${name}`}
        className="order-4 col-span-2 sm:order-none sm:col-span-1"
        placeholder={VALUE_HINTS[test] ?? "Value"}
        title="Numbers, true, false and null are taken as such; in double quotes they are texts."
        autoComplete="off"
        spellCheck={false}
        value={value}
        onChange={(event) => set({ value: event.target.value })}
      />
      <Button variant="ghost-danger" size="icon" aria-label={`Remove ${name}`} onClick={onRemove}>
        <X aria-hidden />
      </Button>
    </li>
  );
}
