import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Actions } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";

/** Codes for when the authenticator app is lost, shown once. */
export const BackupCodes = ({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) => (
  <>
    <Notice tone="warn">
      Keep these codes where you find them without your app: each opens your account once, and they are not shown again.
    </Notice>
    <ul
      aria-label="Backup codes"
      className="mt-3 grid grid-cols-2 gap-x-6 gap-y-1 rounded-lg border border-line bg-sunken p-3"
    >
      {codes.map((code) => (
        <li key={code}>
          <code>{code}</code>
        </li>
      ))}
    </ul>
    <Actions>
      <CopyButton text={codes.join("\n")} label="Copy all" />
      <Button variant="primary" onClick={onDone}>
        I have kept them
      </Button>
    </Actions>
  </>
);
