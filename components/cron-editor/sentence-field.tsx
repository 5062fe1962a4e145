"use client";

import { useCallback, useEffect, useId, useMemo, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { useDebounced } from "#lib/use-debounced.ts";
import { useSentences } from "#lib/use-sentences.ts";

/** A refusal waits until typing pauses: half a sentence is no mistake. */
const PATIENCE_MS = 600;

interface SentenceFieldProps {
  frequency: string;
  /** Whether the expression can be read. */
  isValid: boolean;
  /** The text, while it is not understood. */
  unread: string | undefined;
  /** What was said of it on the last save. */
  error: string | undefined;
  /** `timezone` only where the sentence names one. */
  onSchedule: (changes: { frequency?: string; timezone?: string; unread: string | undefined }) => void;
}

/** The schedule in words. Typing a sentence writes the expression, and an expression that can be said shows as one. */
export function SentenceField({ frequency, isValid, unread, error, onSchedule }: SentenceFieldProps) {
  const sentences = useSentences();
  const listId = useId();
  // What was understood holds as long as the expression is the one it was typed beside.
  const [typed, setTyped] = useState<{ text: string; frequency: string } | null>(null);
  const isTyped = unread !== undefined || typed?.frequency === frequency;
  const canonical = useMemo(() => sentences?.toSentence(frequency) ?? null, [sentences, frequency]);
  const text = unread ?? (typed?.frequency === frequency ? typed.text : (canonical ?? ""));
  const rested = useDebounced(text, PATIENCE_MS);

  const read = useMemo(
    () => (sentences && isTyped && text.trim() !== "" ? sentences.parseSentence(text) : null),
    [sentences, isTyped, text],
  );
  const write = useCallback(
    (next: string) => {
      const parsed = sentences && next.trim() !== "" ? sentences.parseSentence(next) : null;
      if (!parsed?.ok) {
        const isEmpty = next.trim() === "";
        setTyped(isEmpty ? { text: next, frequency } : null);
        onSchedule({ unread: isEmpty ? undefined : next });
        return;
      }
      setTyped({ text: next, frequency: parsed.frequency });
      const { timezone } = parsed;
      onSchedule({ frequency: parsed.frequency, ...(timezone && { timezone }), unread: undefined });
    },
    [sentences, frequency, onSchedule],
  );
  // What was typed before the reader was there is taken over once it is.
  const late = unread !== undefined && read?.ok ? unread : null;
  useEffect(() => {
    if (late !== null) write(late);
  }, [late, write]);
  const refusal = read && !read.ok && rested === text ? read : null;
  const suggestions = useMemo(
    () => (sentences && isTyped && text.trim() !== "" ? sentences.suggestSentences(text) : []),
    [sentences, isTyped, text],
  );

  const isUnsayable = !isTyped && sentences !== null && canonical === null && isValid;
  return (
    <div className="space-y-2">
      <Field
        label="In words"
        hint={hintOf(read?.ok ? read.understood : null, text, isUnsayable)}
        error={(unread !== undefined && error) || refusal?.message}
      >
        {(control) => (
          <>
            <Input
              {...control}
              value={text}
              list={listId}
              autoComplete="off"
              spellCheck={false}
              placeholder="every weekday at 9:30"
              onChange={(event) => write(event.target.value)}
            />
            <datalist id={listId}>
              {suggestions.map((suggestion) => (
                <option key={suggestion} value={suggestion} />
              ))}
            </datalist>
          </>
        )}
      </Field>
      {refusal && refusal.nearest.length > 0 && (
        <fieldset className="flex flex-wrap items-center gap-2">
          <legend className="float-left mr-1 text-[0.8125rem] text-soft">Nearest that can be said:</legend>
          {refusal.nearest.map(({ sentence }) => (
            <Button key={sentence} size="sm" onClick={() => write(sentence)}>
              {sentence}
            </Button>
          ))}
        </fieldset>
      )}
    </div>
  );
}

function hintOf(understood: string | null, text: string, isUnsayable: boolean) {
  if (understood && understood.toLowerCase() !== text.trim().toLowerCase()) return `Understood as: ${understood}`;
  if (isUnsayable) return "This expression has no sentence of its own; what it means stands below.";
  return "In English, e.g. every 15 minutes between 8 and 18 on weekdays. It writes the expression for you.";
}
