"use client";

import { useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import type { Account } from "#domain/account.ts";
import { callAuth } from "#lib/auth-client.ts";
import { toast } from "#lib/toast.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { AccountSection } from "./account-section.tsx";
import { AskPasswordDialog } from "./ask-password-dialog.tsx";
import { BackupCodes } from "./backup-codes.tsx";

/** Fetched when the second factor is being turned on. */
const SecondFactorDialog = dynamic(
  () => import("./second-factor-dialog.tsx").then((module) => module.SecondFactorDialog),
  { ssr: false },
);

const PROBLEMS = {
  400: "That is not your password.",
  429: "The password was wrong too often. Wait a quarter of an hour and try again.",
};

/** A code of an authenticator app beside the password. */
export function SecondFactorSection({ account: { hasTotp } }: { account: Account }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [open, setOpen] = useState<"on" | "off" | "codes" | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const refresh = () => void queryClient.invalidateQueries({ queryKey: trpc.account.pathKey() });
  const close = () => {
    setOpen(null);
    setCodes(null);
    setProblem(null);
  };
  const work = async <T,>(path: string, password: string, onDone: (data: T) => void) => {
    setPending(true);
    const answer = await callAuth<T>(path, { password }, PROBLEMS);
    setPending(false);
    setProblem(answer.ok ? null : answer.problem);
    if (answer.ok) onDone(answer.data);
  };
  const turnOff = (password: string) =>
    void work("/two-factor/disable", password, () => {
      toast.success("The second factor is off.");
      close();
      refresh();
    });
  const renew = (password: string) =>
    void work<{ backupCodes: string[] }>("/two-factor/generate-backup-codes", password, ({ backupCodes }) =>
      setCodes(backupCodes),
    );
  return (
    <>
      <AccountSection
        title="Second factor"
        about={
          <span className="flex flex-wrap items-center gap-2">
            A code of an authenticator app beside your password.{" "}
            {hasTotp ? <Badge tone="ok">On</Badge> : <Badge>Off</Badge>}
          </span>
        }
        aside={
          hasTotp ? (
            <div className="flex flex-wrap gap-2">
              <Button onClick={() => setOpen("codes")}>New backup codes</Button>
              <Button variant="ghost-danger" onClick={() => setOpen("off")}>
                Turn off
              </Button>
            </div>
          ) : (
            <Button onClick={() => setOpen("on")}>Turn on</Button>
          )
        }
      />
      {open === "on" && <SecondFactorDialog onDone={refresh} onClose={close} />}
      {open === "off" && (
        <AskPasswordDialog
          title="Turn the second factor off?"
          confirmLabel="Turn off"
          tone="danger"
          pending={pending}
          error={problem}
          onConfirm={turnOff}
          onClose={close}
        >
          <p className="text-soft">From then on the password alone opens your account.</p>
        </AskPasswordDialog>
      )}
      {open === "codes" && codes === null && (
        <AskPasswordDialog
          title="New backup codes"
          confirmLabel="Make new codes"
          pending={pending}
          error={problem}
          onConfirm={renew}
          onClose={close}
        >
          <p className="text-soft">Those that you have now stop working.</p>
        </AskPasswordDialog>
      )}
      {codes && (
        <Dialog open onOpenChange={(isOpen) => !isOpen && close()} title="New backup codes">
          <BackupCodes codes={codes} onDone={close} />
        </Dialog>
      )}
    </>
  );
}
