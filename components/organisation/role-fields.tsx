"use client";

import { useQuery } from "@tanstack/react-query";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field, FieldError } from "#components/ui/field.tsx";
import { Segments } from "#components/ui/segments.tsx";
import { Select } from "#components/ui/select.tsx";
import { isAtLeast, ROLE_PURPOSES, ROLES, type Role } from "#domain/role.ts";
import { useTRPC } from "#lib/trpc/client.tsx";

export interface RoleChoice {
  role: Role;
  /** Null for all apps. */
  appIds: number[] | null;
}

interface RoleFieldsProps {
  value: RoleChoice;
  onChange: (value: RoleChoice) => void;
  /** The role of who chooses: admins make no owners. */
  actor: Role;
  /** What the server said of the apps. */
  appsError?: string | null | undefined;
  roleError?: string | null | undefined;
}

/** Chooses a role, and for editors and viewers the apps that it lets into. */
export function RoleFields({ value, onChange, actor, appsError, roleError }: RoleFieldsProps) {
  const trpc = useTRPC();
  const apps = useQuery(trpc.apps.list.queryOptions());
  const { role, appIds } = value;
  const offered = ROLES.toReversed().filter((option) => option !== "owner" || actor === "owner");
  return (
    <>
      <Field label="Role" hint={`With it, one ${ROLE_PURPOSES[role]}.`} error={roleError}>
        {(control) => (
          <Select
            {...control}
            value={role}
            onChange={(event) => {
              const next = event.target.value as Role;
              onChange({ role: next, appIds: isAtLeast(next, "admin") ? null : appIds });
            }}
          >
            {offered.map((option) => (
              <option key={option} value={option}>
                {option[0]!.toUpperCase() + option.slice(1)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {!isAtLeast(role, "admin") && (
        <fieldset className="space-y-1.5">
          <legend className="mb-1.5 font-medium">Apps</legend>
          <div className="flex">
            <Segments
              label="Which apps"
              value={appIds ? "some" : "all"}
              onChange={(which) => onChange({ role, appIds: which === "all" ? null : [] })}
              options={[
                { value: "all", label: "All, also those to come" },
                { value: "some", label: "Some" },
              ]}
            />
          </div>
          {appIds && (
            <div className="max-h-48 overflow-y-auto">
              {apps.data?.map(({ id, name }) => (
                <Checkbox
                  key={id}
                  label={name}
                  checked={appIds.includes(id)}
                  onChange={(event) =>
                    onChange({
                      role,
                      appIds: event.target.checked ? [...appIds, id] : appIds.filter((one) => one !== id),
                    })
                  }
                />
              ))}
            </div>
          )}
          {appsError && <FieldError>{appsError}</FieldError>}
        </fieldset>
      )}
    </>
  );
}
