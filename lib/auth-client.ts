import { createAuthClient } from "better-auth/react";

/** Sign-in and sign-out against this server's own `/api/auth`. */
export const authClient = createAuthClient();
