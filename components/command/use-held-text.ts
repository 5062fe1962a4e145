"use client";

import { useCallback, useLayoutEffect, useRef } from "react";

/**
 * Holds what is typed from the moment something is open until it takes the text, because its field comes a moment later:
 * no key reaches the page meanwhile. Escape gives up.
 */
export function useHeldText(isOpen: boolean, onGiveUp: () => void): () => string {
  const text = useRef("");
  const isTaken = useRef(false);
  useLayoutEffect(() => {
    if (!isOpen) return;
    const hold = (event: KeyboardEvent) => {
      if (isTaken.current || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      event.stopPropagation();
      if (event.key === "Escape") onGiveUp();
      else if (event.key === "Backspace") text.current = text.current.slice(0, -1);
      else if (event.key.length === 1) text.current += event.key;
    };
    window.addEventListener("keydown", hold, true);
    return () => {
      window.removeEventListener("keydown", hold, true);
      text.current = "";
      isTaken.current = false;
    };
  }, [isOpen, onGiveUp]);
  return useCallback(() => {
    isTaken.current = true;
    return text.current;
  }, []);
}
