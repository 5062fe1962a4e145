import { ChevronRight } from "lucide-react";
import type { ReferenceField, ReferenceShape } from "#domain/api-reference.ts";

/** What a value may be: in words, then its fields, folded where it stands inside of another. */
export function Shape({ shape, isFolded = false }: { shape: ReferenceShape; isFolded?: boolean }) {
  const { words, values, rules, fields, choices } = shape;
  return (
    <div className="min-w-0">
      <p className="break-words text-[0.8125rem] text-soft">
        {words.map((word) =>
          typeof word === "string" ? (
            word
          ) : (
            <a key={word.schema} href={`#schema-${word.schema}`} className="link font-mono">
              {word.schema}
            </a>
          ),
        )}
        {values.length > 0 && (
          <>
            {": "}
            {values.map((value, n) => (
              <span key={value}>
                {n > 0 && ", "}
                <code className="break-words text-ink">{value}</code>
              </span>
            ))}
          </>
        )}
        {rules.length > 0 && <span className="text-faint"> · {rules.join(" · ")}</span>}
      </p>
      {fields.length > 0 && (
        <details className="group mt-1" open={!isFolded}>
          <summary className="inline-flex list-none items-center gap-1 rounded text-[0.8125rem] text-accent-ink [&::-webkit-details-marker]:hidden">
            <ChevronRight className="size-3.5 transition-transform group-open:rotate-90" aria-hidden />
            {fields.length === 1 ? "1 field" : `${fields.length} fields`}
          </summary>
          <div className="mt-1 border-line border-l-2 pl-3">
            <Fields fields={fields} />
          </div>
        </details>
      )}
      {choices.length > 0 && (
        <ul className="mt-1 list-disc space-y-2 pl-5 marker:text-faint">
          {choices.map((choice, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the choices of a schema stay in their places.
            <li key={n}>
              <Shape shape={choice} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Values by their names, one a row. */
export const Fields = ({ fields }: { fields: readonly ReferenceField[] }) => (
  <dl className="divide-y divide-line border-line border-y">
    {fields.map(({ name, place, required, note, shape }) => (
      <div key={`${place ?? ""} ${name}`} className="py-2 sm:grid sm:grid-cols-[13rem_1fr] sm:gap-4">
        <dt className="min-w-0">
          <code className="break-words font-semibold">{name}</code>
          <span className="ml-2 text-[0.75rem] text-faint">
            {[place, required && "required"].filter(Boolean).join(", ")}
          </span>
        </dt>
        <dd className="min-w-0">
          {note && <p>{note}</p>}
          <Shape shape={shape} isFolded />
        </dd>
      </div>
    ))}
  </dl>
);
