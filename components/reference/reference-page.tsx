import Link from "next/link";
import { Logo } from "#components/shell/logo.tsx";
import { SkipLink } from "#components/shell/skip-link.tsx";
import { ThemeMenu } from "#components/shell/theme-menu.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import type { ApiReference, ReferenceGroup, ReferenceSchema } from "#domain/api-reference.ts";
import { Contents, FoldedContents } from "./contents.tsx";
import { OperationSection } from "./operation-section.tsx";
import { Prose } from "./prose.tsx";
import { Fields, Shape } from "./shape.tsx";

/** The API as a page to read and to link into; it needs no script and nobody to be signed in. */
export function ReferencePage({ reference }: { reference: ApiReference }) {
  const { title, version, summary, introduction, groups, refusals, schemas } = reference;
  const [first] = refusals;
  return (
    <>
      <SkipLink />
      <header className="sticky top-0 z-30 flex h-14 items-center gap-3 border-line border-b bg-surface px-4">
        <Link href="/" className="mr-auto flex items-center gap-2.5 rounded-md font-semibold tracking-tight">
          <Logo className="size-7" />
          {title}
        </Link>
        <a href="/api/openapi.json" className="link">
          openapi.json
        </a>
        <ThemeMenu />
      </header>
      <div className="mx-auto flex max-w-7xl gap-10 px-4">
        <Contents groups={groups} />
        <main id="content" className="min-w-0 flex-1 py-6">
          <PageHeader title={`${title} API ${version}`}>{summary}</PageHeader>
          <FoldedContents groups={groups} />
          <section aria-label="Before the first call" className="panel mb-10 max-w-3xl space-y-3 p-5">
            {introduction.map((paragraph) => (
              <Prose key={paragraph} text={paragraph} />
            ))}
          </section>
          {groups.map((group) => (
            <Group key={group.id} group={group} />
          ))}
          <section aria-labelledby="errors" className="mb-12">
            <h2 id="errors" className="mb-3 font-semibold text-lg">
              Refusals
            </h2>
            <div className="mb-3 flex flex-wrap gap-x-1.5 text-soft">
              Each of them is an {first && <Shape shape={first.shape} marked="optional" />}
            </div>
            <dl className="panel divide-y divide-line">
              {refusals.map(({ status, description }) => (
                <div
                  key={status}
                  id={`refusal-${status}`}
                  className="grid grid-cols-[3rem_1fr] px-4 py-2.5 target:bg-accent-soft"
                >
                  <dt className="font-semibold tabular-nums">{status}</dt>
                  <dd className="text-soft">{description}</dd>
                </div>
              ))}
            </dl>
          </section>
          <section aria-labelledby="schemas">
            <h2 id="schemas" className="mb-3 font-semibold text-lg">
              Schemas
            </h2>
            <div className="space-y-4">
              {schemas.map((schema) => (
                <Schema key={schema.id} schema={schema} />
              ))}
            </div>
          </section>
        </main>
      </div>
    </>
  );
}

const Group = ({ group: { id, name, note, operations } }: { group: ReferenceGroup }) => (
  <section aria-labelledby={id} className="mb-12">
    <h2 id={id} className="font-semibold text-lg">
      {name}
    </h2>
    <p className="mb-4 text-soft">{note}</p>
    <div className="space-y-6">
      {operations.map((operation) => (
        <OperationSection key={operation.id} operation={operation} />
      ))}
    </div>
  </section>
);

const Schema = ({ schema: { id, name, shape } }: { schema: ReferenceSchema }) => (
  <article id={id} className="panel p-4 target:border-accent">
    <h3 className="mb-2 font-mono font-semibold">
      <a href={`#${id}`} className="hover:underline">
        {name}
      </a>
    </h3>
    {shape.fields.length > 0 ? (
      <Fields fields={shape.fields} marked="optional" />
    ) : (
      <Shape shape={shape} marked="optional" />
    )}
  </article>
);
