/** A paragraph in which what stands between backticks is code. */
export function Prose({ text, className }: { text: string; className?: string }) {
  return (
    <p className={className}>
      {text.split("`").map((part, n) =>
        n % 2 === 1 ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text stay in their places.
          <code key={n} className="rounded bg-sunken px-1 py-0.5 break-words">
            {part}
          </code>
        ) : (
          part
        ),
      )}
    </p>
  );
}
