"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Actions, Dialog } from "#components/ui/dialog.tsx";
import { FieldError } from "#components/ui/field.tsx";
import type { Member } from "#domain/member.ts";
import type { Role } from "#domain/role.ts";
import { toast } from "#lib/toast.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { errorInfo } from "#lib/trpc/error-info.ts";
import { RoleFields } from "./role-fields.tsx";

/** Gives a person another role, or lets them into other apps. */
export function RoleDialog({ member, actor, onClose }: { member: Member; actor: Role; onClose: () => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [choice, setChoice] = useState({ role: member.role, appIds: member.appIds });
  const set = useMutation(
    trpc.members.setRole.mutationOptions({
      onSuccess: async ({ role }) => {
        toast.success(`${member.name} has the role ${role}. It counts from now on.`);
        onClose();
        await queryClient.invalidateQueries({ queryKey: trpc.members.pathKey() });
        if (member.isYou) await queryClient.invalidateQueries({ queryKey: trpc.me.pathKey() });
      },
    }),
  );
  const said = set.error ? errorInfo(set.error) : null;
  const isApps = said?.field?.startsWith("appId") ?? false;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    set.mutate({ id: member.id, ...choice });
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={`Role of ${member.name}`}>
      <form onSubmit={submit} noValidate className="space-y-4">
        <RoleFields value={choice} onChange={setChoice} actor={actor} appsError={isApps ? said?.message : null} />
        {said && !isApps && <FieldError>{said.message}</FieldError>}
        <Actions>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" variant="primary" pending={set.isPending}>
            Save
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
