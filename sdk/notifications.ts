import type { Inbox, InboxInput } from "#domain/notification.ts";
import { AppTasksError, type Connection } from "./call.ts";

export interface SubscribeOptions {
  /**
   * The service worker that shows what is pushed: its path on the page's own site, or its registration. Default
   * `/push-worker.js`, a copy of ours.
   */
  serviceWorker?: string | ServiceWorkerRegistration;
}

/** The calls of `Fliplet.Notifications` in a page. Every one gives a promise that rejects with an AppTasksError. */
export interface Notifications {
  /** Whether this browser can be pushed to in this page. */
  isSupported(): boolean;
  /**
   * Asks the person for leave to push, if nobody asked yet, and subscribes this browser for the user of the configured
   * `userToken`. Call it on a click, and on each visit of who subscribed before, so that the server hears of changes.
   */
  subscribe(options?: SubscribeOptions): Promise<{ id: number; userId: string | null }>;
  /** Ends the subscription of this browser, if there is one. */
  unsubscribe(options?: SubscribeOptions): Promise<void>;
  inbox: {
    /** What is for the user of the configured `userToken`, newest first. */
    get(options?: InboxInput): Promise<Inbox>;
    /** Marks notifications as read; resolves to how many are left. */
    markRead(ids: number | number[] | "all"): Promise<number>;
  };
  unreadCount(): Promise<number>;
}

const WORKER = "/push-worker.js";

export function createNotifications({ config, call }: Connection): Notifications {
  const query = <T>(procedure: string, input: unknown) => call<T>("query", procedure, input, true, config.userToken);
  // Each may be sent twice without harm.
  const change = <T>(procedure: string, input: unknown) =>
    call<T>("mutation", procedure, input, true, config.userToken);

  async function subscribe({ serviceWorker = WORKER }: SubscribeOptions = {}) {
    if (!isSupported())
      throw new AppTasksError(
        "This browser cannot be pushed to here. Pages need https; on an iPhone the site has to be on the home screen.",
        "NOT_SUPPORTED",
      );
    if ((await Notification.requestPermission()) !== "granted")
      throw new AppTasksError(
        "The person did not allow notifications. They can change their mind in the settings of the browser.",
        "PERMISSION_DENIED",
      );
    const { publicKey } = await query<{ publicKey: string }>("push.publicKey", {});
    const registration = await registrationOf(serviceWorker);
    const { endpoint, keys } = (await subscriptionFor(registration, publicKey)).toJSON();
    return change<{ id: number; userId: string | null }>("push.subscribe", {
      endpoint,
      keys,
      userAgent: navigator.userAgent.slice(0, 400),
    });
  }

  async function unsubscribe({ serviceWorker = WORKER }: SubscribeOptions = {}) {
    if (!isSupported()) return;
    const registration =
      typeof serviceWorker === "string" ? await navigator.serviceWorker.getRegistration(serviceWorker) : serviceWorker;
    const subscription = await registration?.pushManager.getSubscription();
    if (!subscription) return;
    // The server first: what it still knows would only fail there.
    await change("push.unsubscribe", { endpoint: subscription.endpoint });
    await subscription.unsubscribe();
  }

  return {
    isSupported,
    subscribe,
    unsubscribe,
    inbox: {
      get: (options = {}) => query("notifications.inbox", options),
      markRead: async (ids) =>
        (await change<{ unread: number }>("notifications.markRead", { ids: typeof ids === "number" ? [ids] : ids }))
          .unread,
    },
    unreadCount: async () => (await query<{ unread: number }>("notifications.unreadCount", {})).unread,
  };
}

const isSupported = () =>
  typeof navigator !== "undefined" &&
  "serviceWorker" in navigator &&
  "PushManager" in globalThis &&
  "Notification" in globalThis;

/** A worker that is active: a browser subscribes for no other. */
async function registrationOf(serviceWorker: string | ServiceWorkerRegistration): Promise<ServiceWorkerRegistration> {
  if (typeof serviceWorker !== "string") return serviceWorker;
  const registration = await navigator.serviceWorker.register(serviceWorker).catch((error: unknown) => {
    throw new AppTasksError(
      `The service worker at ${serviceWorker} could not be started: ${error instanceof Error ? error.message : String(error)}. Put push-worker.js on your own site, or say where it is: subscribe({ serviceWorker: "/path.js" }).`,
      "WORKER_NOT_FOUND",
      { field: "serviceWorker" },
    );
  });
  const worker = registration.active ?? registration.waiting ?? registration.installing;
  if (worker && worker.state !== "activated")
    await new Promise<void>((resolve, reject) => {
      worker.addEventListener("statechange", () => {
        if (worker.state === "activated") resolve();
        if (worker.state === "redundant")
          reject(new AppTasksError(`The service worker at ${serviceWorker} failed to start.`, "WORKER_NOT_FOUND"));
      });
    });
  return registration;
}

/** The browser's subscription for this key; one for another key is given up, since nothing would reach it. */
async function subscriptionFor(
  { pushManager }: ServiceWorkerRegistration,
  publicKey: string,
): Promise<PushSubscription> {
  const applicationServerKey = bytesOf(publicKey);
  const known = await pushManager.getSubscription();
  const knownKey = known?.options.applicationServerKey;
  if (known && knownKey && isSame(new Uint8Array(knownKey), applicationServerKey)) return known;
  await known?.unsubscribe();
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

const isSame = (a: Uint8Array, b: Uint8Array) => a.length === b.length && a.every((byte, at) => byte === b[at]);
