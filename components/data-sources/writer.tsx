import Link from "next/link";

/** Who wrote an entry; a run is a link to it. */
export function Writer({ appId, by, runId }: { appId: number; by: string | null; runId: number | null }) {
  if (runId === null) return <span>{by ?? "–"}</span>;
  return (
    <Link href={`/apps/${appId}/runs/${runId}`} className="link relative z-10" title={`Run #${runId}`}>
      {by ?? `Run #${runId}`}
    </Link>
  );
}
