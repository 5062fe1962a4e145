let lostSince: number | null = null;
const listeners = new Set<() => void>();

function set(next: number | null) {
  if (next === lostSince) return;
  lostSince = next;
  for (const tell of listeners) tell();
}

/** The server answered, if only with a refusal. */
export const noteAnswer = () => set(null);

/** A call got no answer, or the browser has no network. */
export const noteSilence = () => set(lostSince ?? Date.now());

/** Since when the server does not answer this page's calls, ms since 1970; null while it does. */
export const readLostSince = () => lostSince;

export function subscribeToLoss(changed: () => void) {
  listeners.add(changed);
  window.addEventListener("offline", noteSilence);
  return () => {
    listeners.delete(changed);
    window.removeEventListener("offline", noteSilence);
  };
}
