import type { ReactNode } from "react";
import { Logo } from "#components/shell/logo.tsx";

/** The calm page before the studio: what the product is, and one form. */
export function AuthCard({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main id="content" className="grid min-h-dvh place-items-center px-4 py-10">
      <div className="w-full max-w-sm">
        <div className="mb-6 flex flex-col items-center text-center">
          <Logo className="size-11" />
          <p className="mt-3 font-semibold text-lg tracking-tight">App Tasks</p>
          <p className="mt-1 text-balance text-soft">
            Runs your app's screens in the cloud, on a schedule or on demand, and shows what happened.
          </p>
        </div>
        <section className="panel p-6 shadow-float">
          <h1 className="mb-4 font-semibold text-base">{title}</h1>
          {children}
        </section>
      </div>
    </main>
  );
}
