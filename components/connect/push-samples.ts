/** How a page asks for leave and subscribes its browser, and shows the inbox. */
export const pushPageSample = `// The page has loaded fliplet.js, with a publishable token that may notifications:receive.
// With a user token (see "Users of your app") the subscription and the inbox are that user's.
Fliplet.App.Tasks.configure({ userToken });

document.getElementById('notify-me').onclick = async function () {
  await Fliplet.Notifications.subscribe(); // its service worker is /push-worker.js of your site
};

const { entries, unread } = await Fliplet.Notifications.inbox.get({ limit: 20, offset: 0 });
await Fliplet.Notifications.inbox.markRead(entries.map((entry) => entry.id));
`;

/** How a site gets the service worker, which browsers start from the page's own site only. */
export const pushWorkerSample = (origin: string) => `# Once, into the root of your site:
curl -o push-worker.js ${origin}/sdk/push-worker.js

// Or, in a service worker that you have already:
importScripts('${origin}/sdk/push-worker.js');
`;

/** How a handler pushes. */
export const pushHandlerSample = `Fliplet.Page.onRemoteExecution(async function () {
  return Fliplet.Communicate.sendPushNotification(Fliplet.Env.get('appId'), {
    title: 'Room 5 is free',
    body: 'From 9:00 today',
    url: '/rooms/5',
    subscription: { role: 'staff' } // a user's id, or a filter over users; leave it out for everyone
  });
});
`;
