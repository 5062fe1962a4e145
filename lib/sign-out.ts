import { toast } from "./toast.ts";

/** Ends the session in this browser and leaves for the sign-in page. */
export async function signOut(): Promise<void> {
  const { authClient } = await import("./auth-client.ts");
  const { error } = await authClient.signOut();
  if (error) toast.error("You could not be signed out. Check the connection and try again.");
  // A full load, so that nothing of this person stays in memory.
  else window.location.assign("/sign-in");
}
