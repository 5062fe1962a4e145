import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Suspense } from "react";
import { AuthCard } from "#components/auth/auth-card.tsx";
import { NoOrganization } from "#components/auth/no-organization.tsx";
import { SignInForm } from "#components/auth/sign-in-form.tsx";
import { currentPerson, currentSession } from "#lib/session.ts";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage() {
  if (await currentSession()) redirect("/");
  const person = await currentPerson();
  if (person) {
    return (
      <AuthCard title="No organisation">
        <NoOrganization email={person.email} />
      </AuthCard>
    );
  }
  return (
    <AuthCard title="Sign in">
      <Suspense>
        <SignInForm />
      </Suspense>
    </AuthCard>
  );
}
