import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Actions, Dialog } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";

interface ShownOnceDialogProps {
  title: string;
  /** What it means to lose it, after "Copy it now: it is not shown again." */
  warning: string;
  secret: string;
  copyLabel: string;
  testId: string;
  onClose: () => void;
}

/** A secret that was just made: it can be read and copied here, and nowhere later. */
export function ShownOnceDialog({ title, warning, secret, copyLabel, testId, onClose }: ShownOnceDialogProps) {
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={title}>
      <Notice tone="warn">Copy it now: it is not shown again. {warning}</Notice>
      <div className="mt-3 flex items-center gap-2 rounded-lg border border-line bg-sunken px-3 py-2">
        <code data-testid={testId} className="min-w-0 flex-1 break-all">
          {secret}
        </code>
        <CopyButton text={secret} label={copyLabel} />
      </div>
      <Actions>
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      </Actions>
    </Dialog>
  );
}
