import Link from "next/link";
import { Button } from "#components/ui/button.tsx";

export default function NotFound() {
  return (
    <main id="content" className="grid min-h-[60dvh] place-items-center px-4 text-center">
      <div>
        <p className="eyebrow">404</p>
        <h1 className="mt-2 font-semibold text-xl">There is nothing at this address</h1>
        <p className="mt-1 text-soft">It may have been deleted, or the link is not complete.</p>
        <Button asChild variant="primary" className="mt-5">
          <Link href="/">Go to your apps</Link>
        </Button>
      </div>
    </main>
  );
}
