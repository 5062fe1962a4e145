import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";

interface SettingsConflictProps {
  /** What the server said. */
  message: string;
  onLoad: () => void;
  onSaveOver: () => void;
}

/** Somebody else changed the task while its settings were being edited: what is typed stays until one of the ways is taken. */
export const SettingsConflict = ({ message, onLoad, onSaveOver }: SettingsConflictProps) => (
  <Notice tone="warn">
    <p role="alert">{message}</p>
    <p className="mt-1">The history shows what. Yours is kept here, not saved.</p>
    <div className="mt-2 flex flex-wrap gap-2">
      <Button size="sm" onClick={onLoad}>
        Load the newest settings
      </Button>
      <Button size="sm" onClick={onSaveOver}>
        Save over them
      </Button>
    </div>
  </Notice>
);
