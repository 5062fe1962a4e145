import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { GLOBALS } from "./global-completions.ts";

type Member = [name: string, detail: string, info: string];

const MEMBERS: Record<string, Member[]> = {
  Fliplet: [
    ["Page", "", "The screen that runs."],
    ["App", "", "The app: its tasks and secrets."],
    ["DataSources", "", "The app's stored data."],
    ["Communicate", "", "Mails, text messages and push messages."],
    ["Notifications", "", "The inbox of the app's users."],
    ["API", "", "Requests to HTTP APIs, with JSON both ways."],
    ["Env", "", "Facts about the app and this run, and the app's variables."],
    ["User", "", "Who the run was asked for."],
    ["Session", "", "Who the run was asked for."],
  ],
  "Fliplet.Communicate": [
    [
      "sendEmail",
      "({ to, subject, html, … }, data?)",
      "Sends a mail; {{ variables }} are filled from data. Resolves to { id, messageId, status, accepted, rejected }. A run that is tried again does not send it twice.",
    ],
    ["batchSendEmail", "([{ options, data }])", "Sends many mails; resolves to their answers in the same order."],
    ["sendSMS", "({ data: { to, body } })", "Sends a text message through the operator's webhook."],
    [
      "sendPushNotification",
      "(appId, { title, body, subscription?, url?, badge?, data? })",
      "Pushes to the app's subscribers: all, one by id, a user by id, or users by a filter. Resolves to { sent, failed, removed }.",
    ],
  ],
  "Fliplet.Notifications": [
    [
      "insert",
      "({ data: { title, message }, scope?, status?, orderAt?, pushNotification? })",
      "Puts a notification into the users' inbox, and pushes it if you say so; resolves to it.",
    ],
    ["update", "(id, changes)", "Changes a notification. A draft that is published is pushed then."],
    ["remove", "(id)", "Takes a notification out of every inbox."],
    ["get", "(id)", "Resolves to one notification."],
    ["find", "({ status?, limit?, offset? })", "Resolves to the app's notifications, newest first."],
    ["init", "({})", "The same calls, as the vendor's API has them."],
  ],
  "Fliplet.API": [
    [
      "request",
      "({ url, method?, data?, headers? })",
      "Resolves to the parsed answer. Rejects from 400 on, with error.status and error.response.",
    ],
  ],
  "Fliplet.Page": [
    [
      "onRemoteExecution",
      "(handler)",
      "Registers the function that a task runs. It gets the payload; what it returns, or what its promise resolves to, is the result.",
    ],
  ],
  "Fliplet.App": [
    ["Tasks", "", "Create, run and inspect the app's tasks."],
    ["Actions", "", "Another name for Tasks."],
    ["V3", "", "V3.Actions: tasks with code of their own."],
    ["Secrets", "", "What the app keeps encrypted: keys and passwords."],
  ],
  "Fliplet.App.Secrets": [
    ["get", "(name)", "Resolves to the secret of this name. In logs and results it reads [secret NAME]."],
  ],
  "Fliplet.User": [
    ["getCachedSession", "()", "Resolves to { user: { id, email, name, … } }, or to null when the run is for nobody."],
  ],
  "Fliplet.Session": [
    ["get", "()", "Resolves to { user: { id, email, name, … } }, or to null when the run is for nobody."],
  ],
  "Fliplet.App.Tasks": [
    ["get", "()", "Resolves to the app's tasks, with lastRunAt and nextRunAt."],
    ["create", "({ name, pageId, frequency?, timezone?, active? })", "Creates a task; resolves to it."],
    ["update", "(idOrName, changes)", "Changes a task; resolves to it."],
    ["remove", "(idOrName)", "Deletes a task. Its history stays."],
    ["run", "(idOrName, payload?)", "Queues a run and resolves to nothing."],
    [
      "runWithResult",
      "(idOrName, payload?)",
      "Runs a task and resolves to its handler's result. Rejects with the handler's error.",
    ],
    ["getLogs", "({ id?, where?, limit?, offset? })", "Resolves to { count, logs }, newest first."],
  ],
  "Fliplet.DataSources": [
    ["connect", "(id)", "Resolves to a connection to the data source with this id."],
    ["connectByName", "(name)", "Resolves to a connection to the data source with this name."],
    ["get", "({ attributes? })", "Resolves to the app's data sources."],
    ["getById", "(id)", "Resolves to one data source."],
    ["create", "({ name, columns?, entries? })", "Creates a data source; resolves to it."],
  ],
  "Fliplet.Env": [
    [
      "get",
      "('appId' | 'pageId' | 'organizationId' | 'environment' | name)",
      "A fact about where this code runs, or a variable of the app by its name.",
    ],
  ],
};

const CONNECTION: Member[] = [
  [
    "find",
    "({ where?, attributes?, order?, limit?, offset?, includePagination? })",
    "Resolves to the entries that match, or to { entries, pagination }.",
  ],
  ["findOne", "({ where })", "Resolves to the first entry that matches, or to null."],
  ["findById", "(id)", "Resolves to one entry."],
  ["findWithCursor", "({ where?, limit })", "Resolves to a page of entries; await cursor.next().update() turns it."],
  ["insert", "(data)", "Adds an entry; resolves to it."],
  ["update", "(id, data)", "Merges columns into an entry."],
  ["removeById", "(id)", "Removes an entry."],
  ["append", "(rows)", "Adds many entries."],
  ["replaceWith", "(rows)", "Puts these rows in the place of all entries."],
  [
    "commit",
    "({ entries, append?, extend?, delete?, returnEntries? })",
    "Adds, updates and removes as one. Without append: true, entries that are not listed are removed.",
  ],
  ["query", "({ type: 'delete', where })", "Removes the entries that match."],
  ["getIndex", "(column)", "Resolves to the distinct values of a column."],
  ["getIndexes", "(columns)", "Resolves to the distinct values of columns, by column."],
  ["import", "(csv, { mode? })", "Adds the rows of a CSV text or file; mode 'replace' empties the source first."],
];

const option = ([label, detail, info]: Member): Completion => ({
  label,
  detail,
  info,
  type: detail.startsWith("(") ? "function" : "namespace",
});

/** Completes the members of `Fliplet.*` behind a dot, the globals of a screen, and what a data source's connection offers. */
export function fliplet(context: CompletionContext): CompletionResult | null {
  const word = context.matchBefore(/[\w$.]*/);
  if (!word || (word.from === word.to && !context.explicit)) return null;
  const dot = word.text.lastIndexOf(".");
  if (dot === -1) {
    return {
      from: word.from,
      options: GLOBALS,
      validFor: /^[\w$]*$/,
    };
  }
  const owner = word.text.slice(0, dot);
  const members = MEMBERS[owner] ?? (/(^|\.)(connection|source|dataSource)$/i.test(owner) ? CONNECTION : undefined);
  return members ? { from: word.from + dot + 1, options: members.map(option), validFor: /^\w*$/ } : null;
}
