import { SignOutButton } from "./sign-out-button.tsx";

/** For somebody who is signed in and belongs nowhere: removed, or not invited yet. */
export const NoOrganization = ({ email }: { email: string }) => (
  <div className="space-y-4">
    <p className="text-soft">
      You are signed in as <strong className="break-all text-ink">{email}</strong>, and belong to no organisation. Ask
      an admin of yours for an invitation to this address.
    </p>
    <SignOutButton />
  </div>
);
