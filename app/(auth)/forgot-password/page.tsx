import type { Metadata } from "next";
import { Suspense } from "react";
import { AuthCard } from "#components/auth/auth-card.tsx";
import { ForgotPasswordForm } from "#components/auth/forgot-password-form.tsx";

export const metadata: Metadata = { title: "Forgot password" };

export default function Page() {
  return (
    <AuthCard title="Forgot your password?">
      <Suspense>
        <ForgotPasswordForm />
      </Suspense>
    </AuthCard>
  );
}
