import { ListFilter, Table } from "lucide-react";
import { CodeSample } from "#components/connect/code-sample.tsx";
import { Can } from "#components/shell/can.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import type { DataSource } from "#domain/data-source.ts";
import { readSample } from "./data-samples.ts";

/** A source that holds nothing yet, with the ways to fill it. */
export function EmptySource({
  source,
  onAdd,
  onImport,
}: {
  source: DataSource;
  onAdd: () => void;
  onImport: () => void;
}) {
  return (
    <div className="space-y-4">
      <EmptyState
        icon={<Table aria-hidden />}
        title="No entries yet"
        action={
          <>
            <Can to="dataSources.insert">
              <Button variant="primary" onClick={onAdd}>
                Add entry
              </Button>
            </Can>
            <Can to="dataSources.importCsv">
              <Button onClick={onImport}>Import CSV</Button>
            </Can>
          </>
        }
      >
        Add one here, import a CSV file, or let a screen write them.
      </EmptyState>
      <CodeSample title="In a screen" code={readSample(source.name)} />
    </div>
  );
}

/** Nothing to show for a filter, or on a page past the last. */
export function NoEntryMatches({ onFirstPage }: { onFirstPage: (() => void) | undefined }) {
  return (
    <EmptyState
      icon={<ListFilter aria-hidden />}
      title="No entry matches"
      action={onFirstPage && <Button onClick={onFirstPage}>Go to the first page</Button>}
    >
      Change the search or the filter above.
    </EmptyState>
  );
}
