import { type ReactNode, useId } from "react";

/** A part of the account's page: what it is about, and what can be done. */
export function AccountSection({
  title,
  about,
  aside,
  children,
}: {
  title: string;
  about: ReactNode;
  aside?: ReactNode;
  children?: ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="panel p-5">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0 flex-1 basis-72">
          <h2 id={id} className="font-semibold">
            {title}
          </h2>
          <p className="text-soft">{about}</p>
        </div>
        {aside}
      </div>
      {children && <div className="mt-4">{children}</div>}
    </section>
  );
}
