"use client";

import { useEffect, useRef } from "react";
import { defaultKeybindingsHandlerIgnore, tinykeys } from "tinykeys";

type Bindings = Record<string, (event: KeyboardEvent) => void>;

/**
 * Listens for keys while the component is shown. Bindings without a modifier are not heard while somebody writes, while
 * a dialog or menu is open, or when `single` is false.
 */
export function useKeyBindings(bindings: Bindings, single: boolean): void {
  const current = useRef(bindings);
  useEffect(() => {
    current.current = bindings;
  });
  const names = Object.keys(bindings).join("\n");
  useEffect(() => {
    const all = names.split("\n");
    const listen = (wanted: string[], ignore: (event: KeyboardEvent) => boolean) =>
      tinykeys(
        window,
        Object.fromEntries(
          wanted.map((name) => [
            name,
            (event: KeyboardEvent) => {
              event.preventDefault();
              current.current[name]?.(event);
            },
          ]),
        ),
        { ignore },
      );
    const isCommand = (name: string) => name.includes("$mod");
    const stops = [
      listen(all.filter(isCommand), (event) => event.defaultPrevented),
      ...(single
        ? [
            listen(
              all.filter((name) => !isCommand(name)),
              isWritingOrAsked,
            ),
          ]
        : []),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [names, single]);
}

/** A letter is a text while somebody writes, and an answer while a menu or dialog waits for one. */
function isWritingOrAsked(event: KeyboardEvent): boolean {
  return (
    event.defaultPrevented ||
    defaultKeybindingsHandlerIgnore(event) ||
    isWriting(event.target) ||
    document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null
  );
}

const isWriting = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName) || target.role === "combobox");
