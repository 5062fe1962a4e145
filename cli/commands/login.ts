import { CliError, EXIT } from "../cli-error.ts";
import type { Command } from "../command.ts";
import { type Io, readAll } from "../io.ts";
import { isSameLogin, loginsFile, readLogins, writeLogins } from "../logins.ts";
import { prompt } from "../prompt.ts";
import { checkLogin, readUrl, sayLogin } from "../server.ts";

export const login: Command = {
  name: "login",
  usage: "[URL]",
  summary: "Log in to an app with a token, and keep it for this user",
  details: [
    "The token is asked for and not shown, or read from APP_TASKS_TOKEN or from standard input:",
    "  app-tasks login https://tasks.example.org < token.txt",
    "Make it in the studio under Connect: a secret token, with the scopes for what you want to do.",
    "Log in to another app the same way; the newest login is in use, --app of other commands names another.",
  ].join("\n"),
  options: {},
  arity: [0, 1],
  async run({ io, args, paint }) {
    const url = readUrl(args[0] ?? io.env.APP_TASKS_URL ?? (await askUrl(io)));
    const token = io.env.APP_TASKS_TOKEN ?? (await readToken(io));
    if (!/^\S{1,1000}$/.test(token)) throw new CliError("That is not a token. Make one in the studio under Connect.");
    const fresh = await checkLogin(url, token, io.signal);
    const others = (await readLogins(io.env)).filter((one) => !isSameLogin(one, fresh));
    await writeLogins(io.env, [fresh, ...others]);
    io.stdout.write(`${paint("green", "Logged in")} to ${sayLogin(fresh)}.\n`);
    const { protocol, hostname } = new URL(url);
    if (protocol === "http:" && !/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname))
      io.stderr.write(
        "note: http is not encrypted, and whoever is on the way can read the token. Use https if you can.\n",
      );
    return EXIT.done;
  },
};

async function askUrl(io: Io): Promise<string> {
  if (!io.stdin.isTTY) throw new CliError("Say which server: app-tasks login https://tasks.example.org.");
  return prompt(io, "Address of the server: ");
}

async function readToken(io: Io): Promise<string> {
  return io.stdin.isTTY ? prompt(io, "Token (is not shown): ", { isHidden: true }) : (await readAll(io.stdin)).trim();
}

export const logout: Command = {
  name: "logout",
  usage: "[--app APP | --all]",
  summary: "Forget the login in use, or that of an app",
  details: "The token itself goes on: revoke it in the studio under Connect.",
  options: {
    app: { type: "string", value: "APP", help: "the app to forget, by id or name" },
    all: { type: "boolean", help: "forget every login" },
  },
  arity: [0, 0],
  async run({ io, text, isSet }) {
    const all = await readLogins(io.env);
    const app = text("app");
    const isMeant = (index: number) => {
      const { id, name } = all[index]!.app;
      if (isSet("all")) return true;
      return app === undefined ? index === 0 : String(id) === app || name.toLowerCase() === app.toLowerCase();
    };
    const gone = all.filter((_, index) => isMeant(index));
    if (gone.length === 0) {
      if (app !== undefined) throw new CliError(`You are not logged in to an app "${app}".`);
      io.stdout.write("You are not logged in.\n");
      return EXIT.done;
    }
    await writeLogins(
      io.env,
      all.filter((one) => !gone.includes(one)),
    );
    for (const one of gone) io.stdout.write(`Logged out of ${sayLogin(one)}.\n`);
    if (io.env.APP_TASKS_TOKEN) io.stderr.write("note: APP_TASKS_TOKEN is set, and goes on being used.\n");
    else
      io.stderr.write(
        `note: ${loginsFile(io.env)} forgot the token; revoke it in the studio if nothing else uses it.\n`,
      );
    return EXIT.done;
  },
};
