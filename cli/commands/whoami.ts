import { EXIT } from "../cli-error.ts";
import { APP_OPTION, type Command, JSON_OPTION } from "../command.ts";
import { isSameLogin, readLogins } from "../logins.ts";
import { harmless, harmlessJson } from "../paint.ts";
import { asked, openTarget, sayLogin } from "../server.ts";
import { wallTime, zoneOf } from "../times.ts";

export const whoami: Command = {
  name: "whoami",
  usage: "",
  summary: "Show the app, the server and what the token may do",
  options: { ...APP_OPTION, ...JSON_OPTION },
  arity: [0, 0],
  async run({ io, text, isSet, paint }) {
    const { client, login } = await openTarget(io, text("app"));
    const token = await asked(login.url, client.tokens.current.query());
    if (isSet("json")) {
      io.stdout.write(harmlessJson({ url: login.url, ...token }, 2));
      return EXIT.done;
    }
    const { expiresAt } = token;
    const rows = [
      ["App", `${harmless(token.app.name)} (${token.app.id})`],
      ["Server", login.url],
      ["Token", `${harmless(token.name)} (${token.id})`],
      ["Scopes", token.scopes.join(", ")],
      ["Expires", expiresAt === null ? "never" : wallTime(new Date(expiresAt), zoneOf(io.env))],
    ] as const;
    for (const [name, value] of rows) io.stdout.write(`${paint("dim", name.padEnd(8))} ${value}\n`);
    const others = io.env.APP_TASKS_TOKEN ? [] : (await readLogins(io.env)).filter((one) => !isSameLogin(one, login));
    if (others.length > 0) io.stdout.write(`${paint("dim", "Also".padEnd(8))} ${others.map(sayLogin).join(", ")}\n`);
    return EXIT.done;
  },
};
