/** How a row of the corpus (`tests/fixtures/api-abuse.md`) is held. */
export interface Held {
  /** The tests that hold it: `file › words of its title`, as they stand in the file. */
  tests: string[];
  /** Where the product does otherwise than the row says, and why. The API's own contract goes before the corpus. */
  departure?: string;
}

const ABUSE = "tests/api/abuse.itest.ts";
const INPUT = "tests/api/abuse-input.itest.ts";
const FOREIGN = "tests/api/foreign-ids.itest.ts";
const ACCESS = "server/trpc/access.itest.ts";
const TRPC = "server/trpc/handle-trpc.itest.ts";
const STREAM = "server/trpc/log-stream.itest.ts";
const AUTH = "server/auth/auth.itest.ts";
const MEMBERS = "server/services/members/members.itest.ts";
const TASKS = "server/services/tasks/tasks.itest.ts";
const TASK = "domain/task.test.ts";
const LIMITS = "server/services/limits/limits.itest.ts";
const HOOK = "server/trpc/handle-hook.itest.ts";
const ENDPOINTS = "server/services/endpoints/endpoints.itest.ts";
const SETTINGS = "server/settings.test.ts";
const SERVED = "e2e/specs/15-served.spec.ts";

const at = (file: string, ...titles: string[]) => titles.map((title) => `${file} › ${title}`);

/** Every row of the corpus by its id. A test looks that none is missing and that each test named is there. */
export const LEDGER: Readonly<Record<string, Held>> = {
  AZ01: {
    tests: at(
      ACCESS,
      "has a row for every procedure, and a procedure for every row",
      "lets nobody in without a credential, but where it is open",
      "lets a person with the role %s do what the row says",
      "tells a person with the role %s elsewhere nothing of the app",
      "lets a secret token with the scope %s alone do no more than that",
      "lets a publishable token do no more than rows marked for it",
      "knows no other bearer",
    ),
    departure:
      "Code that runs may call all of Fliplet.App.Tasks, as the reference of the screens' calls says: whoever writes a screen is an editor, who may make, change and remove tasks.",
  },
  AZ02: {
    tests: [
      ...at(INPUT, "judges what is asked for together one by one"),
      ...at(TRPC, "judges each call of a batch alone"),
    ],
  },
  AZ03: {
    tests: at(INPUT, "takes no query for a mutation, and no mutation for a query"),
    departure: "A stream, which only reads, may be asked for by GET and by POST.",
  },
  AZ04: {
    tests: [
      ...at(INPUT, "decides nothing by what a framework or a proxy might read from headers"),
      ...at(SERVED, "addresses and headers that mean to slip past are answered as the plain ones are"),
    ],
  },
  AZ05: {
    tests: [
      ...at(INPUT, "is shut at %s"),
      ...at(SERVED, "addresses and headers that mean to slip past are answered as the plain ones are"),
    ],
  },
  AZ06: { tests: at(INPUT, "decides nothing by what a framework or a proxy might read from headers") },
  AZ07: {
    tests: [
      ...at(ABUSE, "are judged by the role of now, in each request and in a stream that is open"),
      ...at(MEMBERS, "count from the next request on, and so does a removal"),
    ],
  },
  AZ08: { tests: at(ABUSE, "that was revoked is refused by every process from then on") },
  AZ09: { tests: at(ABUSE, "are judged by the role of now, in each request and in a stream that is open") },
  AZ10: {
    tests: at(
      INPUT,
      "is what it knows: a field more is refused by name, whatever the call",
      "is known to its depths",
      "comes with the status of bad input and the field's name",
    ),
  },
  AZ11: {
    tests: [
      ...at(INPUT, "is what it knows: a field more is refused by name, whatever the call"),
      ...at(TASK, "refuses fields that only the server decides"),
    ],
    departure:
      "appId is taken, as the contract says: from a person it names the app, and from a token any other than its own is 404.",
  },
  AZ12: {
    tests: [
      ...at("server/auth/create-owner.itest.ts", "makes one owner of twenty who ask at once, and none afterwards"),
      ...at(TRPC, "is closed once there is an owner, whatever the token"),
    ],
    departure:
      "After the set-up it answers 409 SETUP_DONE, or 403 without the link's token: that there is a set-up is no secret.",
  },
  AZ13: { tests: at(MEMBERS, "mails links of our own address, whatever the request says, and the same answer to all") },
  AZ14: {
    tests: at(AUTH, "is over with signing out: the cookie from before opens nothing"),
    departure: "There are no CSRF tokens to replay: Origin, SameSite and the JSON content type do their work.",
  },
  AZ15: {
    tests: [
      ...at(ABUSE, "of two organisations are in the one that they chose, whatever a header says"),
      ...at(MEMBERS, "see the organisation that they chose, by membership only"),
    ],
    departure: "No header chooses the organisation; organizations.setActive does, by membership.",
  },

  ID01: {
    tests: at(
      FOREIGN,
      "is known for every procedure that names anything",
      "tells the owner of both what it tells of nothing, and changes nothing",
      "tells a token of the app the same",
      "is refused whatever the address says",
    ),
    departure:
      "A list that is narrowed by a foreign id is empty, as for an id of nothing. Times are not compared: both are one look-up by id and app.",
  },
  ID02: {
    tests: [
      ...at(TASKS, "refuses a screen of another app as if there were none"),
      ...at(FOREIGN, "tells a token of the app the same"),
    ],
  },
  ID03: { tests: at(FOREIGN, "finds by a name that several apps have what is one's own") },
  ID04: { tests: at(INPUT, "is no way past the tenant or the bounds of the log: %j") },
  ID05: {
    tests: [
      ...at(INPUT, "is no cursor that somebody wrote: %s %j"),
      ...at("server/services/runs/list-runs.itest.ts", "knows neither runs nor cursors of another app"),
      ...at(FOREIGN, "tells a token of the app the same"),
    ],
    departure:
      "A cursor is the id of a row and carries no authority: another app's leads to one's own rows or to none.",
  },
  ID06: {
    tests: [
      ...at(FOREIGN, "tells the owner of both what it tells of nothing, and changes nothing"),
      ...at("server/runner/runner.itest.ts", "runs again with the same payload or another one"),
    ],
    departure: "Who may replay a run may also run the task with any payload, so a replay may be given another one.",
  },
  ID07: {
    tests: [
      ...at("server/trpc/handle-log-export.itest.ts", "is nobody else's"),
      ...at("server/trpc/handle-csv-export.itest.ts", "is nobody else's"),
      ...at(
        "server/trpc/handle-audit-export.itest.ts",
        "is for those who may list it, and tells nothing of other people's apps",
      ),
      ...at(FOREIGN, "is refused whatever the address says"),
    ],
    departure:
      "An export is streamed to who asks for it: there are no jobs and no links to it that could be passed on.",
  },
  ID08: {
    tests: at(
      STREAM,
      "holds to its filter and to its app",
      "does not begin without the right to it, and says so by its status",
    ),
  },
  ID09: {
    tests: at(ABUSE, "who try ids out are told to wait, and learn nothing by it"),
    departure:
      "Ids are numbers in a row, as the contract says. They open nothing: what is not one's own is answered as what is not there, 600 times a minute, then with 429.",
  },
  ID10: {
    tests: at(
      "db/tenant-wall.itest.ts",
      "stands around every table that has an app or an organisation",
      "shows one organisation none of another's rows, even when nothing filters",
      "shows nothing to a connection that does not say whose it is",
    ),
  },

  KY01: {
    tests: [
      ...at(ABUSE, "for pages works in the pages that it lists and nowhere else"),
      ...at(TRPC, "are refused from %s"),
    ],
  },
  KY02: { tests: at(ACCESS, "lets a publishable token do no more than rows marked for it") },
  KY03: {
    tests: [
      ...at(
        LIMITS,
        "are those marked so; of others a publishable token learns nothing, not even whether they are there",
      ),
      ...at(
        "tests/sdk/user-rights.itest.ts",
        "sees the runs that it asked for and no others, and gets before nobody's wishes",
      ),
    ],
  },
  KY04: {
    tests: at(
      LIMITS,
      "refuse one run more in a minute than they allow, and count no wish twice",
      "count for each app alone",
    ),
    departure:
      "The limit is the app's, over all its keys, tasks and callers' addresses: neither a thousand keys nor a thousand addresses get past it. There is no spending to cap.",
  },
  KY05: {
    tests: at(ABUSE, "for pages is answered with the handler's own result or error, and nothing else of the run"),
  },
  KY06: {
    tests: at(ABUSE, "for pages is answered with the handler's own result or error, and nothing else of the run"),
    departure:
      "The contract goes before: runWithResult rejects with the handler's error. Pages get its name and message, and never where in the code.",
  },
  KY07: {
    tests: at(ABUSE, "has no place in an address, a body or another scheme"),
    departure:
      "In a body or as Basic it is no credential: 401, as the contract has for a bad one. In an address it is 400.",
  },
  KY08: {
    tests: [
      ...at(ACCESS, "lets a secret token with every scope do what rows with a scope say, in its own app only"),
      ...at(
        "server/rest/handle-rest.itest.ts",
        "knows credentials, scopes, other apps and content types as the tRPC way does",
      ),
    ],
  },
  KY09: {
    tests: at(
      "server/services/tokens/tokens.itest.ts",
      "leaves the reason of each refusal in the trail, and its text nowhere",
    ),
    departure: "Looked up by its SHA-256 rather than compared: 256 random bits leave nothing to be guessed by time.",
  },
  KY10: {
    tests: at(
      "server/capabilities/data-sources.itest.ts",
      "refuses with the argument at fault, and never reaches another app's source",
    ),
    departure:
      "A run holds no token: it reaches the world through calls of its own process, which act as the run's app and end with it.",
  },
  KY11: {
    tests: [
      ...at(ABUSE, "of a user is one that the app's own key signed, by HS256 and nothing else"),
      ...at("tests/sdk/user-rights.itest.ts", "is refused with 401 and a reason when it is not right"),
    ],
  },
  KY12: { tests: [...at(ABUSE, "beside a cookie counts alone"), ...at(TRPC, "never act with somebody's cookie")] },
  KY13: {
    tests: [
      ...at(
        "server/services/secrets/secrets.itest.ts",
        "are listed with the values of variables and never those of secrets, and stored in no readable form",
      ),
      ...at(INPUT, "is what it knows: a field more is refused by name, whatever the call"),
    ],
    departure:
      "No answer has a placeholder to send back, and no address is kept with a secret that somebody set: endpoints are signed with secrets that we make, and an update that names one is refused.",
  },

  WB01: {
    tests: [...at(ABUSE, "cannot post a form of %s with somebody's cookie"), ...at(TRPC, "send JSON and nothing else")],
  },
  WB02: { tests: at(ABUSE, "is shut to people and tokens, the owner's own included") },
  WB03: {
    tests: [
      ...at(ABUSE, "signs nobody in and nobody out"),
      ...at(AUTH, "lets no page of another origin sign anybody in"),
    ],
  },
  WB04: { tests: at(ABUSE, "from %s is never let in with credentials") },
  WB05: {
    tests: [
      ...at(
        "lib/content-security-policy.test.ts",
        "lets nobody frame it, nor move its base, nor post its forms elsewhere",
      ),
      ...at(SERVED, "every answer carries the headers that keep browsers from misreading it"),
    ],
  },
  WB06: {
    tests: [
      ...at("e2e/specs/10-log.spec.ts", "a search marks what it finds, across colours, and never becomes HTML"),
      ...at("components/logs/ansi.test.ts", "leave HTML the text it is"),
      ...at("lib/content-security-policy.test.ts", "runs scripts that carry the nonce, and none from the markup"),
    ],
  },
  WB07: {
    tests: at(ABUSE, "is JSON that no browser takes for a page, whatever it holds"),
    departure:
      "It is shown as JSON and not downloaded: with nosniff and a policy under which nothing runs there is nothing to keep from the screen.",
  },
  WB08: {
    tests: [
      ...at("server/services/data-sources/csv.test.ts", "is nothing that a spreadsheet computes"),
      ...at("server/services/logs/logs.itest.ts", "is a table that computes nothing"),
    ],
  },
  WB09: {
    tests: at(ENDPOINTS, "javascript:alert(1)", "follows no redirect, least of all to an address of our own network"),
  },

  IN01: {
    tests: at(TASK, "may be %s", "may not be %j (%s)"),
    departure: "A name may have 255 characters, as the contract says, and not 64.",
  },
  IN02: {
    tests: [
      ...at(INPUT, "may be a task of the name %s, which is that task and no other"),
      ...at(TASKS, "takes a number as an id and a text as a name, digits included"),
    ],
  },
  IN03: {
    tests: [
      ...at(INPUT, "may be two names that differ in case alone, and not the same name twice"),
      ...at(TASKS, "gives a name to one of two that race for it"),
    ],
  },
  IN04: {
    tests: at(
      "domain/cron/parse-schedule.test.ts",
      "refuses $id $note",
      "accepts $id $note",
      "refuses a long text by its length",
    ),
  },
  IN05: {
    tests: at("server/scheduler/tick.itest.ts", "skips a fire while the run of the one before has not ended"),
    departure:
      "There are no plans with a least interval: every minute is allowed to everybody, and overlaps and limits bound what it costs.",
  },
  IN06: { tests: [...at("domain/cron/parse-schedule.test.ts", "refuses $id $note"), ...at(TRPC, "TIMEZONE_INVALID")] },
  IN07: { tests: at(TASK, "refuses %j as pageId") },
  IN08: { tests: at(TASK, "refuses %j as active") },
  IN09: {
    tests: [
      ...at(
        INPUT,
        "a byte past it",
        "of a hundred thousand fields is taken",
        "is not unpacked",
        "keeps what it said of users to itself",
      ),
      ...at(TRPC, "send no more than may be sent, also when they do not say how much it is"),
      ...at("server/services/storable.test.ts", "has no NUL and no lone surrogate, in values and in keys"),
    ],
    departure:
      "The limit is 1 MiB, as the contract says, and the app's owner may set it. Of a field that is sent twice the last one counts, a byte order mark is passed over, and 2^53+1 is read as JSON's readers do, as the nearest double.",
  },
  IN10: { tests: at(INPUT, "is answered with %i by every door that reads JSON") },
  IN11: {
    tests: at(INPUT, "is no way past the tenant or the bounds of the log: %j"),
    departure: "A statement may take 30 s and not 5; getLogs has an offset, as the reference document has.",
  },
  IN12: {
    tests: [
      ...at(INPUT, "is text where it is text: %s"),
      ...at("tests/api/fuzz.itest.ts", "answers as declared to what the document allows"),
    ],
  },
  IN13: {
    tests: [
      ...at(INPUT, "is text where it is text: %s", "is no way past the tenant or the bounds of the log: %j"),
      ...at("server/services/data-sources/where/matcher.test.ts", "is ended, and nothing else waits for it"),
    ],
    departure:
      "Filters of data sources know $regex: patterns run in a process of their own that is ended when they take long.",
  },
  IN14: {
    tests: [
      ...at(INPUT, "names a wish once: the same key with something else is refused, and another app's is another"),
      ...at(
        "server/rest/handle-rest.itest.ts",
        "is the same run for the same idempotency key, which stands in a header",
      ),
    ],
    departure:
      "The same key with another payload is 409: 422 is for runs that failed. A key holds for as long as its run is kept.",
  },
  IN15: { tests: at("domain/schema.test.ts", "is no instant: %s") },

  CR01: {
    tests: [
      ...at(SETTINGS, "fails closed without a secret or with one that can be guessed"),
      ...at(ABUSE, "is shut to %s"),
    ],
  },
  CR02: {
    tests: at(
      SETTINGS,
      "fails closed without a secret or with one that can be guessed",
      "holds no secret that would be taken",
    ),
  },
  CR03: {
    tests: at(ABUSE, "is shut to %s"),
    departure:
      "Digests are compared with timingSafeEqual. Time is not measured: on a busy machine that would fail by chance.",
  },
  CR04: { tests: at(ABUSE, "is shut to %s") },
  CR05: {
    tests: [
      ...at(ABUSE, "answers with counts and nothing else, and does nothing for who only looks"),
      ...at(
        "server/scheduler/tick.itest.ts",
        "makes one run of one fire when ten ticks race over connections of their own",
      ),
    ],
    departure: "Every call that comes along ticks, as any number may; they are 25 here and not 1,000.",
  },
  CR06: { tests: at(ABUSE, "answers with counts and nothing else, and does nothing for who only looks") },
  CR07: { tests: at(ABUSE, "answers with counts and nothing else, and does nothing for who only looks") },
  CR08: {
    tests: [
      ...at(ABUSE, "is told in one sentence, without the query, the place or the secret"),
      ...at(
        "server/scheduler/tick.itest.ts",
        "fails in seconds while a migration holds the table, and the next one catches up",
      ),
    ],
  },

  WH01: {
    tests: [
      ...at(
        HOOK,
        "is refused when its body was changed",
        "is one run however often it arrives, also at the same moment",
        "is refused when it is sent again after five minutes",
      ),
      ...at("server/services/webhooks/verify-call.test.ts", "is told by the vector of the specification"),
    ],
  },
  WH02: {
    tests: [
      ...at(
        ENDPOINTS,
        "is told signed as Standard Webhooks says",
        "is tried again with the same id and body, eight times within a day, then given up",
        "follows no redirect, least of all to an address of our own network",
      ),
      ...at("server/services/endpoints/retry-plan.test.ts", "leave a fifth to chance"),
    ],
  },

  RL01: { tests: at(TASKS, "allows five tasks of an app even when ten creations race") },
  RL02: { tests: at(LIMITS, "end a loop that creates and removes tasks") },
  RL03: {
    tests: [
      ...at(LIMITS, "start no more runs at once than they allow, whoever asks, and the rest in their turn"),
      ...at("server/runner/fair-share.itest.ts", "cannot hold every place with runs that never end"),
    ],
    departure:
      "Past the places, runs wait in the app's own turn instead of being refused, and who waits gets 202 with the run's id. How late other apps get is measured by `npm run bench`.",
  },
  RL04: {
    tests: at("scripts/lib/http-door.test.ts", "serves others while many dawdle with their headers, and ends those"),
  },
  RL05: { tests: at(STREAM, "times at most for one token, whichever process asks") },
  RL06: {
    tests: at("server/services/logs/logs.itest.ts", "reads one batch at a time and none that is not taken"),
    departure: "Shown by what is read while the file is taken, a batch at a time, and not with five million rows.",
  },
  RL07: {
    tests: [
      ...at("scripts/lib/with-client-address.test.ts", "is the one that the outermost trusted proxy saw"),
      ...at(AUTH, "limits an address by what our own door says of it, never by what the client does"),
    ],
  },

  OP01: {
    tests: [
      ...at(ABUSE, "is told in one sentence, without the query, the place or the secret"),
      ...at(TRPC, "is refused with %i %s"),
      ...at(SERVED, "every answer carries the headers that keep browsers from misreading it"),
    ],
  },
  OP02: { tests: at(SERVED, "nothing of the making is served") },
  OP03: {
    tests: [
      ...at(
        ABUSE,
        "knows who took the log or a data source home",
        "knows what a person started by hand, and leaves what apps ask for to the runs themselves",
        "is nobody's to change",
      ),
      ...at(
        "server/trpc/handle-audit-export.itest.ts",
        "holds the entries oldest first, and stands in the trail itself from then on",
      ),
      ...at(
        "server/services/audit/audit.itest.ts",
        "tells each change of a task with what it was and what it became",
        "holds no secret and no token",
      ),
      ...at(MEMBERS, "stand in the trail as they were and as they became"),
      ...at(ACCESS, "stand in the trail with who asked for what, once a minute"),
    ],
    departure: "Runs that apps ask for stand in the list of runs, with who asked, and not in the trail once more.",
  },
  OP04: {
    tests: at("tests/api/abuse-ledger.test.ts", "is not older than what is known to be open"),
    departure:
      "A build needs no network and asks nobody: the versions are pinned, and this test knows what was found in them so far.",
  },
  OP05: {
    tests: [
      ...at("server/scheduler/settle-restored.itest.ts", "lets nothing of a restored copy happen by itself"),
      ...at(ABUSE, "plans nothing and runs nothing, as for a first look at a copy that was restored"),
    ],
    departure:
      "A process cannot tell a copy from the original, so the operator says it: `npm run settle-restored`, or ROLE=web with TICKER=off for a look first.",
  },
};
