import type { ReferenceField, ReferenceShape } from "#domain/api-reference.ts";

/** What is marked: of a request what must be there, of an answer what may be missing. */
export type Marked = "required" | "optional";

interface ShapeProps {
  shape: ReferenceShape;
  marked: Marked;
  isFolded?: boolean;
}

/** What a value may be: in words, then its fields, folded where it stands inside of another. */
export function Shape({ shape, marked, isFolded = false }: ShapeProps) {
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
        <details className="mt-1" open={!isFolded}>
          <summary className="w-fit rounded text-[0.8125rem] text-accent-ink">
            {fields.length === 1 ? "1 field" : `${fields.length} fields`}
          </summary>
          <div className="mt-1 border-line border-l-2 pl-3">
            <Fields fields={fields} marked={marked} />
          </div>
        </details>
      )}
      {choices.length > 0 && (
        <ul className="mt-1 list-disc space-y-2 pl-5 marker:text-faint">
          {choices.map((choice, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the choices of a schema stay in their places.
            <li key={n}>
              <Shape shape={choice} marked={marked} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Values by their names, one a row. */
export const Fields = ({ fields, marked }: { fields: readonly ReferenceField[]; marked: Marked }) => (
  <dl className="divide-y divide-line border-line border-y">
    {fields.map(({ name, place, required, note, shape }) => (
      <div key={`${place ?? ""} ${name}`} className="py-2 sm:grid sm:grid-cols-[13rem_1fr] sm:gap-4">
        <dt className="min-w-0">
          <code className="break-words font-semibold">{name}</code>
          <span className="ml-2 text-[0.75rem] text-faint">
            {[place, required === (marked === "required") && marked].filter(Boolean).join(", ")}
          </span>
        </dt>
        <dd className="min-w-0">
          {note && <p>{note}</p>}
          <Shape shape={shape} marked={marked} isFolded />
        </dd>
      </div>
    ))}
  </dl>
);
