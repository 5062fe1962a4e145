"use client";

import { CircleAlert, RotateCw } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "#lib/cx.ts";
import { errorInfo } from "#lib/trpc/error-info.ts";
import { Button } from "./button.tsx";

export const Skeleton = ({ className }: { className?: string }) => (
  <div aria-hidden className={cx("animate-pulse rounded-md bg-line motion-reduce:animate-none", className)} />
);

/** Rows to come, while a list loads. */
export function ListSkeleton({ rows = 5, label = "Loading" }: { rows?: number; label?: string }) {
  return (
    <div role="status" aria-label={label} className="panel divide-y divide-line">
      {Array.from({ length: rows }, (_, row) => row).map((row) => (
        <div key={row} className="flex items-center gap-4 px-4 py-3.5">
          <Skeleton className="h-4 w-1/4" />
          <Skeleton className="h-4 w-1/3" />
          <Skeleton className="ml-auto h-4 w-16" />
        </div>
      ))}
    </div>
  );
}

interface EmptyStateProps {
  icon: ReactNode;
  title: string;
  /** The one next step, in words. */
  children: ReactNode;
  action?: ReactNode;
}

export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="panel flex flex-col items-center px-6 py-12 text-center">
      <div className="mb-4 grid size-11 place-items-center rounded-full bg-accent-soft text-accent-ink [&_svg]:size-5">
        {icon}
      </div>
      <h2 className="font-semibold text-base">{title}</h2>
      <div className="mt-1 max-w-prose text-balance text-soft">{children}</div>
      {action && <div className="mt-5 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}

interface ErrorStateProps {
  error: unknown;
  onRetry: () => void;
  what: string;
  /** Whether it stands for the whole page, whose first heading it then is. */
  page?: boolean;
}

/** Why a part of the page is not there, with a way to ask again. What is not there at all gets no retry. */
export function ErrorState({ error, onRetry, what, page = false }: ErrorStateProps) {
  const { message, httpStatus } = errorInfo(error);
  const isGone = httpStatus === 404;
  const Heading = page ? "h1" : "h2";
  return (
    <div role="alert" className="panel flex flex-col items-center px-6 py-12 text-center">
      <div className="mb-4 grid size-11 place-items-center rounded-full bg-bad-soft text-bad">
        <CircleAlert className="size-5" aria-hidden />
      </div>
      <Heading className="font-semibold text-base">
        {isGone ? `No such ${what}` : `The ${what} could not be loaded`}
      </Heading>
      <p className="mt-1 max-w-prose text-balance text-soft">{message}</p>
      {!isGone && (
        <Button className="mt-5" onClick={onRetry}>
          <RotateCw aria-hidden /> Try again
        </Button>
      )}
    </div>
  );
}
