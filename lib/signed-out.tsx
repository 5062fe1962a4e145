import { toast } from "./toast.ts";
import { hasUnsaved } from "./unsaved.ts";

/** Pages for those who are not signed in. */
const OPEN_PAGES = ["/sign-in", "/setup", "/invite", "/forgot-password", "/reset-password", "/verify-email"];
const TOLD = "signed-out";

let isTold = false;

/**
 * The server no longer knows the session: sends the person to the sign-in page, and back here after it. While something
 * is unsaved the page stays, and says once where to sign in beside it.
 */
export function onSignedOut(): void {
  const { pathname, search } = window.location;
  if (OPEN_PAGES.some((page) => pathname.startsWith(page))) return;
  if (!hasUnsaved()) {
    window.location.assign(`/sign-in?next=${encodeURIComponent(pathname + search)}`);
  } else if (!isTold) {
    isTold = true;
    toast.warning("You are signed out. What you have not saved is still here: sign in, then save it.", {
      id: TOLD,
      duration: Number.POSITIVE_INFINITY,
      // At the bottom it would lie on the ways to save.
      position: "top-center",
      action: (
        <a className="link shrink-0" href="/sign-in" target="_blank" rel="noreferrer">
          Sign in
        </a>
      ),
    });
  }
}

/** The server knows the session: takes the notice away. */
export function onSignedIn(): void {
  if (!isTold) return;
  isTold = false;
  toast.dismiss(TOLD);
}
