export * from "./account.ts";
export { passwordKey, takePasswordAttempt } from "./check-password.ts";
export { createLink, hashLinkToken, newLinkToken } from "./links.ts";
export { mailPerson } from "./mail.ts";
export { requestReset, resetLink, resetPassword } from "./new-password.ts";
export { beginPasskey, finishPasskey, removePasskey, renamePasskey } from "./passkeys.ts";
export * from "./sessions.ts";
export * from "./verify-email.ts";
