import type { Metadata } from "next";
import { Suspense } from "react";
import { AcceptInvitation } from "#components/auth/accept-invitation.tsx";
import { AuthCard } from "#components/auth/auth-card.tsx";

// The address holds a secret, which must not travel on in a Referer header.
export const metadata: Metadata = { title: "Invitation", referrer: "no-referrer" };

export default function Page() {
  return (
    <AuthCard title="You are invited">
      <Suspense>
        <AcceptInvitation />
      </Suspense>
    </AuthCard>
  );
}
