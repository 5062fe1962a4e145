// What the code of a screen may send: mails, text messages, pushes, notifications.

type FlipletRecipient = string | { email: string; name?: string; type?: "to" | "cc" | "bcc" };

interface FlipletMail {
  /** Up to 50. */
  to: FlipletRecipient | FlipletRecipient[];
  subject?: string;
  /** Names the operator's sender address. */
  from_name?: string;
  html?: string;
  text?: string;
  headers?: Record<string, string>;
  attachments?: {
    type?: string;
    name: string;
    content: string | Uint8Array;
    encoding?: "utf8" | "base64" | "hex" | "binary";
  }[];
}

interface FlipletMailAnswer {
  id: number;
  messageId: string;
  /** `kept`: no mail server is set up, so it stays in the app's outbox. */
  status: "sent" | "kept" | "uncertain";
  accepted: string[];
  rejected: any[];
}

interface FlipletPush {
  /** Up to 200 characters. */
  title?: string;
  /** Up to 2,000 characters. */
  body?: string;
  /** Whom it is for: a subscription's id, a user's id, a list of those, or a filter over users. All when absent. */
  subscription?: number | string | (number | string)[] | FlipletWhere;
  badge?: any;
  icon?: string;
  /** Where a tap leads. */
  url?: string;
  navigate?: any;
  data?: any;
  /** Seconds that its push service keeps it for a browser that is away; a day by default. */
  ttl?: number;
  urgency?: "very-low" | "low" | "normal" | "high";
}

interface FlipletPushAnswer {
  id: number;
  sent: number;
  failed: number;
  removed: number;
  uncertain: number;
}

/** Mails, text messages and push messages. */
interface FlipletCommunicate {
  /**
   * Sends a mail; `{{ variables }}` in it are filled from `data`. A run that is tried again does not send it twice.
   *
   * Rejects with `MESSAGE_NOT_SENT` when it is refused, `RATE_LIMITED` past the app's limit.
   */
  sendEmail(mail: FlipletMail, data?: any): Promise<FlipletMailAnswer>;
  /** Sends many mails; resolves to their answers in the same order, rejects when one was not sent. */
  batchSendEmail(mails: { options: FlipletMail; data?: any }[]): Promise<FlipletMailAnswer[]>;
  /** Sends a text message through the operator's webhook. */
  sendSMS(message: { data: { to: string; body: string } }): Promise<any>;
  /** Pushes to the app's subscribers. Resolves whatever the push services said, with how many got it. */
  sendPushNotification(appId: number, message: FlipletPush): Promise<FlipletPushAnswer>;
  /** Pushes to the app's subscribers, the app standing beside the rest. */
  sendPushNotification(message: FlipletPush & { appId?: number }): Promise<FlipletPushAnswer>;
}

interface FlipletNotificationInput {
  /** `published` unless you say so. */
  status?: "published" | "draft" | "scheduled";
  data?: { title?: string; message?: string; navigate?: any; [more: string]: any };
  /** A filter over users; everyone when absent. */
  scope?: FlipletWhere | null;
  /** When a scheduled one is shown: a Date, ISO 8601, or a Unix time. */
  orderAt?: Date | string | number;
  /** Pushes it to its scope when it is published. */
  pushNotification?: { payload?: FlipletPush } | null;
}

interface FlipletNotification {
  id: number;
  status: "published" | "draft" | "scheduled";
  data: { title: string; message: string; [more: string]: any };
  scope: FlipletWhere | null;
  orderAt: string;
  createdAt: string;
  updatedAt: string;
}

/** The inbox of the app's users. */
interface FlipletNotifications {
  /** Puts a notification into the users' inbox, and pushes it if you say so; resolves to it. */
  insert(notification: FlipletNotificationInput): Promise<FlipletNotification>;
  /** Changes a notification. A draft that is published is pushed then. */
  update(id: number, changes: FlipletNotificationInput): Promise<FlipletNotification>;
  /** Takes a notification out of every inbox. */
  remove(id: number): Promise<void>;
  /** Resolves to one notification. */
  get(id: number): Promise<FlipletNotification>;
  /** Resolves to the app's notifications, newest first. */
  find(options?: {
    status?: "published" | "draft" | "scheduled";
    limit?: number;
    offset?: number;
  }): Promise<FlipletNotification[]>;
  /** The same calls. */
  init(options?: any): FlipletNotifications;
}
