export { getUserKey, rotateUserKey } from "./user-keys.ts";
export { verifyUserToken } from "./verify-user-token.ts";
