"use client";

import { useQuery } from "@tanstack/react-query";
import { PageHeader } from "#components/ui/page-header.tsx";
import { ErrorState, ListSkeleton } from "#components/ui/states.tsx";
import { useTRPC } from "#lib/trpc/client.tsx";
import { PasskeySection } from "./passkey-section.tsx";
import { PasswordForm } from "./password-form.tsx";
import { ProfileForm } from "./profile-form.tsx";
import { SecondFactorSection } from "./second-factor-section.tsx";
import { SessionSection } from "./session-section.tsx";

/** A person's own account: who they are, how they sign in, and where they are signed in. */
export function AccountPage() {
  const trpc = useTRPC();
  const { data: account, error, refetch } = useQuery(trpc.account.get.queryOptions());
  return (
    <>
      <PageHeader title="Account">How you are called, how you sign in and where you are signed in.</PageHeader>
      {account ? (
        <div className="space-y-6">
          <ProfileForm account={account} />
          <PasswordForm email={account.email} />
          <SecondFactorSection account={account} />
          <PasskeySection passkeys={account.passkeys} />
          <SessionSection />
        </div>
      ) : error ? (
        <ErrorState what="account" error={error} onRetry={refetch} />
      ) : (
        <ListSkeleton rows={4} label="Loading the account" />
      )}
    </>
  );
}
