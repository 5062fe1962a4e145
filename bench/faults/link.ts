import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

type Direction = "toServer" | "toClient";

/** Where a link stops, and what is then known of the statement. */
interface Stop {
  /** Statements of one connection, in their order; the last is the one to stop at. */
  statements: readonly RegExp[];
  /** `sent`: the server never gets it. `done`: the server has answered, and the client never hears. */
  when: "sent" | "done";
  reached(): void;
}

/**
 * The network between one process and the database, as a proxy: it can be slow, swallow everything without a word (no
 * FIN, no RST), lose answers, or stop dead at a certain statement. What a hole swallowed arrives late once it heals, as
 * TCP sends it again.
 */
export class Link {
  /** Added each way, ms. */
  delayMs = 0;
  #server: Server;
  #target: URL;
  #pairs = new Set<Pair>();
  #isHole = false;
  #losesAnswers = false;
  #refuses = false;
  #stop: Stop | null = null;

  private constructor(server: Server, target: URL) {
    this.#server = server;
    this.#target = target;
    server.on("connection", (client) => this.#join(client));
  }

  /** @param databaseUrl the real one, with the port on loopback. */
  static async to(databaseUrl: string): Promise<Link> {
    const server = createServer({ allowHalfOpen: true });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    server.unref();
    return new Link(server, new URL(databaseUrl));
  }

  /** What the process behind the link is told to connect to. */
  get url(): string {
    const url = new URL(this.#target);
    url.hostname = "127.0.0.1";
    url.port = String((this.#server.address() as AddressInfo).port);
    return url.href;
  }

  /** From now on nothing passes, either way; connections stay open and new ones are accepted and never answered. */
  swallow(): void {
    this.#isHole = true;
  }

  /** From now on every connection breaks, and no new one comes about. */
  refuse(): void {
    this.#refuses = true;
    for (const pair of this.#pairs) pair.destroy();
  }

  /** What the client says arrives, what the server answers does not; `heal` breaks the connections that missed some. */
  loseAnswers(): void {
    this.#losesAnswers = true;
  }

  heal(): void {
    this.delayMs = 0;
    this.#refuses = false;
    this.#isHole = false;
    this.#losesAnswers = false;
    for (const pair of this.#pairs) pair.resume();
  }

  /**
   * Stops the whole link when a connection comes to the last of `statements`; resolves then. `heal` does not undo it:
   * the process is meant to be killed there.
   */
  stopAt(when: Stop["when"], ...statements: RegExp[]): Promise<void> {
    return new Promise((resolve) => {
      this.#stop = {
        ...{ when, statements },
        reached: () => {
          this.#stop = null;
          this.#isHole = true;
          resolve();
        },
      };
    });
  }

  /** Breaks everything and listens no more. */
  close(): void {
    this.#server.close();
    for (const pair of this.#pairs) pair.destroy();
  }

  #join(client: Socket): void {
    if (this.#refuses) {
      client.destroy();
      return;
    }
    const server = connect({ host: this.#target.hostname, port: Number(this.#target.port), allowHalfOpen: true });
    const pair = new Pair(client, server, {
      delayMs: () => this.delayMs,
      isHole: () => this.#isHole,
      losesAnswers: () => this.#losesAnswers,
      stop: () => this.#stop,
    });
    this.#pairs.add(pair);
    pair.ended.then(() => this.#pairs.delete(pair));
  }
}

interface Weather {
  delayMs(): number;
  isHole(): boolean;
  losesAnswers(): boolean;
  stop(): Stop | null;
}

type Piece = { bytes: Buffer | null; dueAt: number };

/** One connection through the link: what is on its way, in order, each way. */
class Pair {
  readonly ended: Promise<void>;
  #sockets: Record<Direction, Socket>;
  #onTheWay: Record<Direction, Piece[]> = { toServer: [], toClient: [] };
  #timers: Partial<Record<Direction, NodeJS.Timeout>> = {};
  #weather: Weather;
  #missedAnswers = false;
  /** The stop that this connection is on its way to, and how many of its statements it has said. */
  #stop: Stop | null = null;
  #said = 0;
  #awaitsAnswer = false;

  constructor(client: Socket, server: Socket, weather: Weather) {
    this.#weather = weather;
    this.#sockets = { toServer: server, toClient: client };
    this.ended = Promise.all([client, server].map((socket) => new Promise((ended) => socket.on("close", ended)))).then(
      () => {},
    );
    this.#carry(client, "toServer");
    this.#carry(server, "toClient");
  }

  resume(): void {
    const isBroken = Object.values(this.#sockets).some((socket) => socket.destroyed);
    if (this.#missedAnswers || isBroken) this.destroy();
    else for (const direction of ["toServer", "toClient"] as const) this.#deliver(direction);
  }

  destroy(): void {
    for (const timer of Object.values(this.#timers)) clearTimeout(timer);
    for (const socket of Object.values(this.#sockets)) socket.destroy();
  }

  #carry(from: Socket, direction: Direction): void {
    from.setNoDelay(true);
    from.on("data", (bytes: Buffer) => this.#take(direction, bytes));
    from.on("end", () => this.#take(direction, null));
    // A connection that was broken rather than ended: the other side learns of it, unless nothing passes.
    from.on("error", () => {});
    from.on("close", (wasBroken) => wasBroken && !this.#weather.isHole() && this.destroy());
  }

  /** @param bytes null for the end of what this side has to say. */
  #take(direction: Direction, bytes: Buffer | null): void {
    if (direction === "toServer" && bytes) this.#listenFor(bytes);
    if (direction === "toClient" && bytes && this.#awaitsAnswer) {
      this.#awaitsAnswer = false;
      this.#stop?.reached();
    }
    if (direction === "toClient" && this.#weather.losesAnswers()) {
      this.#missedAnswers = true;
      return;
    }
    this.#onTheWay[direction].push({ bytes, dueAt: performance.now() + this.#weather.delayMs() });
    this.#deliver(direction);
  }

  /** Statements travel as they are, each in a write of its own, so their text can be looked for. */
  #listenFor(bytes: Buffer): void {
    const stop = this.#weather.stop();
    if (stop !== this.#stop) {
      this.#stop = stop;
      this.#said = 0;
      this.#awaitsAnswer = false;
    }
    if (!stop || !stop.statements[this.#said]!.test(bytes.toString("latin1"))) return;
    this.#said += 1;
    if (this.#said < stop.statements.length) return;
    this.#said = 0;
    if (stop.when === "sent") stop.reached();
    else this.#awaitsAnswer = true;
  }

  #deliver(direction: Direction): void {
    clearTimeout(this.#timers[direction]);
    const waiting = this.#onTheWay[direction];
    while (waiting.length > 0 && !this.#weather.isHole()) {
      const leftMs = waiting[0]!.dueAt - performance.now();
      if (leftMs > 0) {
        this.#timers[direction] = setTimeout(() => this.#deliver(direction), leftMs);
        return;
      }
      const { bytes } = waiting.shift()!;
      const socket = this.#sockets[direction];
      if (bytes) socket.write(bytes);
      else socket.end();
    }
  }
}
