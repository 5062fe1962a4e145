/** Rows to a page, of either list. */
export const NOTIFICATIONS_PAGE = 50;

/** Where the pages of each list are kept, with the app's id behind; the server fills the first of them. */
export const NOTIFICATION_PAGES = "notifications.list pages";
export const SUBSCRIPTION_PAGES = "push.list pages";
