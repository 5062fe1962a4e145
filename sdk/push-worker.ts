// The service worker of a page that takes push messages. A browser starts it only from the page's own site: host a copy
// there, or call importScripts("https://…/sdk/push-worker.js") in a worker of your own.

interface Pushed {
  title?: string;
  body?: string;
  badge?: number;
  icon?: string;
  navigate?: unknown;
  notificationId?: number;
  data?: unknown;
}

/** What a service worker has that a page has not, as far as it is used here. */
interface WorkerScope {
  registration: ServiceWorkerRegistration;
  clients: {
    matchAll(options: { type: "window"; includeUncontrolled: boolean }): Promise<WorkerClient[]>;
    openWindow(url: string): Promise<unknown>;
  };
  navigator: { setAppBadge?: (count: number) => Promise<void> };
  addEventListener(type: string, listener: (event: WorkerEvent) => void): void;
}

interface WorkerClient {
  url: string;
  focus(): Promise<WorkerClient>;
  postMessage(message: unknown): void;
}

interface WorkerEvent {
  data?: { text(): string } | null;
  notification?: Notification;
  waitUntil(work: Promise<unknown>): void;
}

const worker = globalThis as unknown as WorkerScope;

worker.addEventListener("push", (event) => event.waitUntil(show(read(event.data?.text() ?? ""))));

worker.addEventListener("notificationclick", (event) => {
  const { notification } = event;
  if (!notification) return;
  notification.close();
  event.waitUntil(open((notification.data ?? {}) as Pushed));
});

/** A text that is no JSON is shown as it is: a browser wants every push shown. */
function read(text: string): Pushed {
  try {
    const pushed: unknown = JSON.parse(text);
    if (typeof pushed === "object" && pushed !== null) return pushed;
  } catch {
    // Not from us.
  }
  return { body: text };
}

async function show(pushed: Pushed): Promise<void> {
  const { title, body, icon, badge, notificationId } = pushed;
  if (typeof badge === "number") await worker.navigator.setAppBadge?.(badge).catch(() => {});
  await worker.registration.showNotification(title || "New message", {
    ...(body && { body }),
    ...(icon && { icon }),
    ...(notificationId && { tag: `notification-${notificationId}` }),
    data: pushed,
  });
}

/**
 * Brings a page of the site to the front, or opens one, at the address that `navigate` says; one elsewhere is opened. An
 * open page is told too, as `{ type: "fliplet:push", … }`, for what only the app understands.
 */
async function open(pushed: Pushed): Promise<void> {
  const scope = new URL(worker.registration.scope);
  const target = addressOf(pushed.navigate, scope);
  const pages = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  const here = pages.find(({ url }) => (target ? url === target.href : url.startsWith(scope.href)));
  if (!here) return void (await worker.clients.openWindow((target ?? scope).href));
  const page = await here.focus();
  page.postMessage({ ...pushed, type: "fliplet:push" });
}

/** `navigate` is an address, or an object with one as `url`, as the vendor's actions have it. Only the web's addresses count. */
function addressOf(navigate: unknown, scope: URL): URL | null {
  const text = typeof navigate === "object" && navigate !== null ? (navigate as { url?: unknown }).url : navigate;
  if (typeof text !== "string") return null;
  try {
    const url = new URL(text, scope);
    return url.protocol === "https:" || url.protocol === "http:" ? url : null;
  } catch {
    return null;
  }
}

export {};
