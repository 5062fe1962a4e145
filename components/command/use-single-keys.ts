"use client";

import { useSyncExternalStore } from "react";

const KEY = "single-key-shortcuts";
const CHANGED = "single-key-shortcuts-changed";

function read(): boolean {
  try {
    return window.localStorage.getItem(KEY) !== "off";
  } catch {
    return true;
  }
}

function subscribe(changed: () => void) {
  window.addEventListener(CHANGED, changed);
  window.addEventListener("storage", changed);
  return () => {
    window.removeEventListener(CHANGED, changed);
    window.removeEventListener("storage", changed);
  };
}

/**
 * Whether keys without a modifier do something, as this browser remembers it. They can be switched off because speech
 * input and a slip of the hand press them too (WCAG 2.1.4).
 */
export function useSingleKeys(): [on: boolean, set: (on: boolean) => void] {
  const on = useSyncExternalStore(subscribe, read, () => true);
  const set = (wanted: boolean) => {
    try {
      window.localStorage.setItem(KEY, wanted ? "on" : "off");
    } catch {
      // Where nothing may be stored they stay as they are.
    }
    window.dispatchEvent(new Event(CHANGED));
  };
  return [on, set];
}
