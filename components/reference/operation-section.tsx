import type { ReactNode } from "react";
import { Badge, type Tone } from "#components/ui/badge.tsx";
import type { ReferenceOperation } from "#domain/api-reference.ts";
import { Prose } from "./prose.tsx";
import { Fields, Shape } from "./shape.tsx";

const TONE: Readonly<Record<string, Tone>> = { GET: "info", POST: "ok", PUT: "warn", PATCH: "warn", DELETE: "bad" };

/** One call: what it does, what it takes, what it answers, and a command that makes it. */
export function OperationSection({ operation }: { operation: ReferenceOperation }) {
  const { id, method, path, summary, description, scope, procedure, sdk } = operation;
  const { parameters, body, answers, refusals, curl } = operation;
  return (
    <article id={id} className="panel p-5 target:border-accent">
      <h3 className="font-semibold text-base">
        <a href={`#${id}`} className="hover:underline">
          {summary}
        </a>
      </h3>
      <p className="mt-2 flex flex-wrap items-center gap-2">
        <Badge tone={TONE[method] ?? "quiet"} className="font-mono">
          {method}
        </Badge>
        <code className="min-w-0 break-all font-semibold">{path}</code>
      </p>
      {description.map((paragraph) => (
        <Prose key={paragraph} text={paragraph} className="mt-3 max-w-3xl" />
      ))}
      <dl className="mt-3 flex flex-wrap gap-x-8 gap-y-1 text-[0.8125rem]">
        <Fact name="Scope">{scope === null ? "any token may" : <code>{scope}</code>}</Fact>
        <Fact name="tRPC">
          <code>{procedure}</code>
        </Fact>
        {sdk && (
          <Fact name="SDK">
            <code className="break-words">{sdk}</code>
          </Fact>
        )}
      </dl>
      <Part title="Parameters">
        <Fields fields={parameters} marked="required" />
      </Part>
      {body && (
        <Part title="Body">
          <Fields fields={body.fields} marked="required" />
        </Part>
      )}
      <Part title="Answers">
        <dl className="space-y-2">
          {answers.map(({ status, description: words, shape }) => (
            <div key={status} className="flex flex-wrap gap-x-3">
              <dt className="font-semibold tabular-nums">{status}</dt>
              <dd className="min-w-0 flex-1">
                <span className="text-soft">{words}</span> <Shape shape={shape} marked="optional" />
              </dd>
            </div>
          ))}
          <div className="flex flex-wrap gap-x-3 text-soft">
            <dt>Refusals</dt>
            <dd className="flex min-w-0 flex-wrap gap-x-3 tabular-nums">
              {refusals.map((status) => (
                <a key={status} href={`#refusal-${status}`} className="link">
                  {status}
                </a>
              ))}
            </dd>
          </div>
        </dl>
      </Part>
      <Part title="Example">
        <pre className="select-all whitespace-pre-wrap break-all rounded-lg bg-sunken px-4 py-3 text-[0.8125rem]">
          {curl}
        </pre>
      </Part>
    </article>
  );
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="flex min-w-0 gap-2">
    <dt className="text-faint">{name}</dt>
    <dd className="min-w-0">{children}</dd>
  </div>
);

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="mt-5">
    <h4 className="eyebrow mb-2">{title}</h4>
    {children}
  </section>
);
