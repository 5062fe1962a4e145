"use client";

import { useEffect, useState } from "react";

/** A text that this browser remembers under `key`. Where storage is not allowed it lives as long as the page. */
export function useStoredText(key: string, initial = "") {
  const [text, setText] = useState(initial);
  // After the page woke up, which must find the words that the server wrote.
  useEffect(() => {
    try {
      setText(window.localStorage.getItem(key) ?? initial);
    } catch {
      // Then it stays what it was at first.
    }
  }, [key, initial]);
  const remember = () => {
    try {
      if (text.trim() === "") window.localStorage.removeItem(key);
      else window.localStorage.setItem(key, text);
    } catch {
      // Private windows and full disks refuse: the run itself matters more than remembering.
    }
  };
  return { text, setText, remember };
}
