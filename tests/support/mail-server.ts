import type { AddressInfo, Socket } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

export interface ArrivedMail {
  from: string;
  /** Whom the envelope names: blind copies too. */
  rcpt: string[];
  mail: ParsedMail;
  raw: string;
}

export interface MailServer {
  url: string;
  arrived: ArrivedMail[];
  /** What to do with the next mails: refuse them all, or take them and break the connection before the answer. */
  mood: "willing" | "refusing" | "breaking";
  /** Ends connections that wait for their next mail, as a server does after a while. */
  dropConnections(): void;
  close(): Promise<void>;
}

/** A real SMTP server on a free port of this machine. Addresses that begin with `refused` are not taken. */
export async function startMailServer(): Promise<MailServer> {
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo({ address }, _session, done) {
      done(address.startsWith("refused") ? new Error("No such mailbox") : null);
    },
    async onData(stream, session, done) {
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk);
      if (server.mood === "refusing") return done(new Error("Not today"));
      const raw = Buffer.concat(chunks);
      server.arrived.push({
        from: session.envelope.mailFrom ? session.envelope.mailFrom.address : "",
        rcpt: session.envelope.rcptTo.map(({ address }) => address),
        mail: await simpleParser(raw),
        raw: raw.toString(),
      });
      if (server.mood === "breaking") server.dropConnections();
      else done(null);
    },
  });
  smtp.on("error", () => {
    // A connection that a test broke.
  });
  await new Promise<void>((resolve) => smtp.listen(0, "127.0.0.1", resolve));
  const server: MailServer = {
    url: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`,
    arrived: [],
    mood: "willing",
    dropConnections() {
      for (const { _socket } of smtp.connections as Set<{ _socket: Socket }>) _socket.destroy();
    },
    close: () =>
      new Promise((resolve) => {
        smtp.close(resolve);
        server.dropConnections();
      }),
  };
  return server;
}
