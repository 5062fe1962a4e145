import type { Metadata } from "next";
import { Suspense } from "react";
import { AuthCard } from "#components/auth/auth-card.tsx";
import { VerifyEmail } from "#components/auth/verify-email.tsx";

// The address holds a secret, which must not travel on in a Referer header.
export const metadata: Metadata = { title: "Your address", referrer: "no-referrer" };

export default function Page() {
  return (
    <AuthCard title="Is this your address?">
      <Suspense>
        <VerifyEmail />
      </Suspense>
    </AuthCard>
  );
}
