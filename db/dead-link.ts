import type { Socket } from "node:net";
import type pg from "pg";

/**
 * Past this a silent connection is a dead one, ms: no statement may take longer (30 s) and no transaction stand idle
 * longer (15 s), and an idle connection of the pool is closed before.
 */
const SILENCE_MAX_MS = 35_000;

/**
 * Breaks a connection that nothing has gone through for 35 s. Where the network swallows packets without a word (a
 * half-open link), whoever waits on one would otherwise wait until TCP gives up, a quarter of an hour and more.
 */
export function dropWhenSilent(client: pg.Client): void {
  const socket = client.connection.stream as Socket;
  socket.setTimeout(SILENCE_MAX_MS, () => {
    socket.destroy(new Error(`The database did not answer for ${SILENCE_MAX_MS / 1_000} s.`));
  });
}
