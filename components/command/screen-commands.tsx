import { Code, Plus, UploadCloud } from "lucide-react";
import type { ScreenSummary } from "#domain/screen.ts";
import type { PaletteActions, PaletteCommand } from "./command.ts";
import { PublishDraftDialog } from "./publish-draft-dialog.tsx";

/** Opens the screen. */
export const toScreen = (screen: ScreenSummary, { go }: PaletteActions): PaletteCommand => ({
  id: `screen-${screen.id}`,
  label: screen.name,
  detail: "screen",
  keywords: ["code"],
  icon: Code,
  act: () => go(`/apps/${screen.appId}/screens/${screen.id}`),
});

/** What can be done with a screen from anywhere. */
export function screenCommands(screen: ScreenSummary, { go, ask }: PaletteActions): PaletteCommand[] {
  const { id, name, appId, draftVersion, publishedVersion } = screen;
  return [
    {
      id: `task-of-screen-${id}`,
      label: `New task that runs ${name}`,
      keywords: ["schedule", "create"],
      icon: Plus,
      isFoundOnly: true,
      act: () => go(`/apps/${appId}/tasks/new?screen=${id}`),
    },
    ...(draftVersion === publishedVersion
      ? []
      : [
          {
            id: `publish-screen-${id}`,
            label: `Publish the draft of ${name}…`,
            detail: `version ${draftVersion}`,
            keywords: ["release", "deploy"],
            icon: UploadCloud,
            isFoundOnly: true,
            act: () => ask((onClose) => <PublishDraftDialog screen={screen} onClose={onClose} />),
          },
        ]),
  ];
}
