"use client";

import { useId } from "react";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Switch } from "#components/ui/switch.tsx";
import { NEED_FACTS } from "#domain/screen-needs.ts";
import { SCREEN_LIBRARIES, type ScreenLibrary, type ScreenSettings } from "#domain/screen-settings.ts";

import { EngineChoice } from "./engine-choice.tsx";
import { EntryChoice } from "./entry-choice.tsx";

/** What each library is for, in a few words. */
const HINTS: Record<ScreenLibrary, string> = {
  lodash: "Lists and objects: _.groupBy, _.chunk …",
  moment: "Dates, as older screens write them.",
  dayjs: "Dates, the small way.",
  handlebars: "Texts from templates with {{ }}.",
};

interface SettingsPanelProps {
  settings: ScreenSettings;
  onChange: (settings: ScreenSettings) => void;
}

/** What the screen asks for around its code. It is saved and published with the code. */
export function SettingsPanel({ settings, onChange }: SettingsPanelProps) {
  const id = useId();
  const toggle = (library: ScreenLibrary, isOn: boolean) =>
    onChange({
      ...settings,
      libraries: SCREEN_LIBRARIES.filter((one) => (one === library ? isOn : settings.libraries.includes(one))),
    });
  return (
    <div className="space-y-6">
      <fieldset>
        <legend className="font-medium">Libraries</legend>
        <p className="mb-2 text-[0.8125rem] text-faint">Loaded before the code of each run; 1 to 15 ms each.</p>
        {SCREEN_LIBRARIES.map((library) => (
          <Checkbox
            key={library}
            label={
              <>
                {NEED_FACTS[library].label} <code className="text-faint">{NEED_FACTS[library].globals[0]}</code>
              </>
            }
            hint={HINTS[library]}
            checked={settings.libraries.includes(library)}
            onChange={(event) => toggle(library, event.target.checked)}
          />
        ))}
      </fieldset>
      <EntryChoice entry={settings.entry} onChange={(entry) => onChange({ ...settings, entry })} />
      <EngineChoice engine={settings.engine} onChange={(engine) => onChange({ ...settings, engine })} />
      {settings.engine === "isolate" && (
        <div className="flex items-start gap-3">
          <Switch
            aria-labelledby={`${id}-dom`}
            aria-describedby={`${id}-dom-hint`}
            checked={settings.dom}
            onCheckedChange={(dom) => onChange({ ...settings, dom })}
          />
          <div className="min-w-0">
            <p id={`${id}-dom`}>
              This screen touches the page (<code>document</code>, <code>$</code>)
            </p>
            <p id={`${id}-dom-hint`} className="text-[0.8125rem] text-faint">
              The code gets the HTML that you write beside it, with jQuery, for some 30 ms a run. Nothing is drawn:
              there is no layout, and scripts and images in the HTML are not loaded.
            </p>
          </div>
        </div>
      )}
    </div>
  );
}
