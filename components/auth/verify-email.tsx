"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { Button } from "#components/ui/button.tsx";
import { FieldError } from "#components/ui/field.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { useTRPC } from "#lib/trpc/client.tsx";

/** Shows that an address is somebody's. It takes a press: programs that look at mails follow links by themselves. */
export function VerifyEmail() {
  const trpc = useTRPC();
  const token = useSearchParams().get("token") ?? "";
  const verify = useMutation(trpc.account.verifyEmail.mutationOptions());
  if (verify.data) {
    return (
      <>
        <Notice tone="info">{verify.data.email} is yours, and your account knows it now.</Notice>
        <Button asChild variant="primary" className="mt-4 w-full">
          <Link href="/">Go to the studio</Link>
        </Button>
      </>
    );
  }
  return (
    <div className="space-y-4">
      <p className="text-soft">Press the button to show that the address which the link was sent to is yours.</p>
      {verify.error && <FieldError>{verify.error.message}</FieldError>}
      <Button variant="primary" className="w-full" pending={verify.isPending} onClick={() => verify.mutate({ token })}>
        It is my address
      </Button>
    </div>
  );
}
