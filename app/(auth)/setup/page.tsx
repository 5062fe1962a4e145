import type { Metadata } from "next";
import { Suspense } from "react";
import { AuthCard } from "#components/auth/auth-card.tsx";
import { SetupForm } from "#components/auth/setup-form.tsx";

// The address holds a secret, which must not travel on in a Referer header.
export const metadata: Metadata = { title: "Set up", referrer: "no-referrer" };

export default function SetupPage() {
  return (
    <AuthCard title="Create the first owner">
      <Suspense>
        <SetupForm />
      </Suspense>
    </AuthCard>
  );
}
