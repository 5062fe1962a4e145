import type { Metadata } from "next";
import { Suspense } from "react";
import { AuthCard } from "#components/auth/auth-card.tsx";
import { ResetPasswordForm } from "#components/auth/reset-password-form.tsx";

// The address holds a secret, which must not travel on in a Referer header.
export const metadata: Metadata = { title: "New password", referrer: "no-referrer" };

export default function Page() {
  return (
    <AuthCard title="Choose a new password">
      <Suspense>
        <ResetPasswordForm />
      </Suspense>
    </AuthCard>
  );
}
