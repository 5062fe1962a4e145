"use client";

import { SECTIONS } from "#components/shell/sections.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { Switch } from "#components/ui/switch.tsx";
import { Keys } from "./keys.tsx";
import { ELSEWHERE, FIND, HELP, NEW_SCREEN, NEW_TASK, PALETTE, pageKeys } from "./shortcuts.ts";

interface ShortcutsDialogProps {
  /** Whether an app is open, to whose pages keys can lead. */
  inApp: boolean;
  /** Whether keys without ⌘ or Ctrl are heard. */
  single: boolean;
  onSingle: (on: boolean) => void;
  onClose: () => void;
}

/** What can be done by keyboard. */
export function ShortcutsDialog({ inApp, single, onSingle, onClose }: ShortcutsDialogProps) {
  const pages = SECTIONS.flatMap(({ segment, label }) => {
    const keys = pageKeys(segment);
    return keys ? [{ keys, label }] : [];
  });
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="Keyboard shortcuts" wide>
      <div className="grid gap-x-10 gap-y-5 sm:grid-cols-2">
        <div className="space-y-5">
          <Group title="Everywhere" shortcuts={[PALETTE, FIND, HELP]} />
          {ELSEWHERE.map(({ where, shortcuts }) => (
            <Group key={where} title={where} shortcuts={shortcuts} />
          ))}
        </div>
        {inApp && (
          <div className="space-y-5">
            <Group title="Go to" shortcuts={pages} />
            <Group title="Create" shortcuts={[NEW_TASK, NEW_SCREEN]} />
          </div>
        )}
      </div>
      <div className="mt-5 flex items-center gap-3 border-line border-t pt-4">
        <Switch checked={single} onCheckedChange={onSingle} aria-labelledby="single-keys" />
        <p id="single-keys">
          Single-key shortcuts <span className="text-faint">(those without Ctrl or ⌘)</span>
        </p>
      </div>
    </Dialog>
  );
}

function Group({
  title,
  shortcuts,
}: {
  title: string;
  shortcuts: readonly { keys: readonly string[]; label: string }[];
}) {
  return (
    <section>
      <h3 className="mb-1.5 font-medium text-[0.8125rem] text-faint">{title}</h3>
      <dl>
        {shortcuts.map(({ keys, label }) => (
          <div key={label} className="flex items-center justify-between gap-4 py-1">
            <dt>{label}</dt>
            <dd>
              <Keys keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
