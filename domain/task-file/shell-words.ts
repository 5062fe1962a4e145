/** A command line taken apart, or why that cannot be done without a shell. */
export type ShellWords = { words: string[]; reason?: undefined } | { words?: undefined; reason: string };

/** A redirection of what the command writes, which nobody reads here. */
const REDIRECTION = /^(?:&>>?|\d?>>?)(?:&\d)?/;

/**
 * The words of one simple command, as a POSIX shell would pass them. Where its output goes is left out; what only a shell
 * can do (pipes, lists, variables, substitutions, patterns) is a reason to give up.
 */
export function shellWords(command: string): ShellWords {
  const words: string[] = [];
  let word: string | null = null;
  let at = 0;
  const end = () => {
    if (word !== null) words.push(word);
    word = null;
  };
  while (at < command.length) {
    const letter = command[at]!;
    const rest = command.slice(at);
    if (/\s/.test(letter)) {
      end();
      at += 1;
    } else if (letter === "'") {
      const close = command.indexOf("'", at + 1);
      if (close === -1) return { reason: "A quote is opened and not closed." };
      word = (word ?? "") + command.slice(at + 1, close);
      at = close + 1;
    } else if (letter === '"') {
      const [, inner] = /^"((?:[^"\\]|\\[\s\S])*)"/.exec(rest) ?? [];
      if (inner === undefined) return { reason: "A quote is opened and not closed." };
      if (/(?<!\\)(?:\\\\)*[$`]/.test(inner)) return { reason: variableReason(inner) };
      word = (word ?? "") + inner.replace(/\\([\\"$`])/g, "$1");
      at += inner.length + 2;
    } else if (letter === "\\") {
      if (at + 1 >= command.length) return { reason: "It ends with a backslash: the command goes on elsewhere." };
      word = (word ?? "") + command[at + 1];
      at += 2;
    } else if (letter === "$" || letter === "`") {
      return { reason: variableReason(rest) };
    } else if (word === null && REDIRECTION.test(rest)) {
      const operator = REDIRECTION.exec(rest)![0];
      at += operator.length;
      // What is not `2>&1` names a file, which goes too.
      if (!/&\d$/.test(operator)) {
        const [target = ""] = /^\s*[^\s;|&<>()]+/.exec(command.slice(at)) ?? [];
        if (target === "") return { reason: "It sends its output nowhere that can be read." };
        at += target.length;
      }
    } else if (letter === ">") {
      end();
    } else if (/[|;&<()]/.test(letter)) {
      return { reason: `It needs a shell: "${letter}" joins or redirects commands.` };
    } else if (letter === "#" && word === null) {
      break;
    } else if (/[*[\]{}~]/.test(letter) && word === null) {
      return { reason: `It needs a shell: "${letter}" is a pattern.` };
    } else {
      word = (word ?? "") + letter;
      at += 1;
    }
  }
  end();
  return { words };
}

function variableReason(text: string): string {
  const [, name] = /\$\{?([A-Za-z_]\w*)/.exec(text) ?? [];
  return name
    ? `It uses the shell's variable ${name}. Write its value, or a secret of the app in the screen.`
    : "It runs a command within the command.";
}
