"use client";

import { Button } from "#components/ui/button.tsx";

export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
  return (
    <main id="content" className="grid min-h-[60dvh] place-items-center px-4 text-center">
      <div role="alert">
        <h1 className="font-semibold text-xl">This page broke</h1>
        <p className="mt-1 text-soft">It is a fault of ours. Try again; if it stays, the server's log says why.</p>
        <Button variant="primary" className="mt-5" onClick={reset}>
          Try again
        </Button>
      </div>
    </main>
  );
}
