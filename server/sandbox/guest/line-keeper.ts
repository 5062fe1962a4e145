import { floor, mapDelete, mapGet, mapSet, NativeMap, utf8Length } from "./intrinsics.ts";

/** A line of a run's log, as far as its size goes. */
export interface Sized {
  message: string;
  argsJson: string | null;
}

/** What lies between the beginning and the end that were kept. */
export interface Dropped {
  lines: number;
  bytes: number;
}

/**
 * Keeps the beginning and the end of a log within its limits: the first half of the lines and bytes goes through, of
 * what comes later the newest half is held back until the run is over.
 */
export class LineKeeper<L extends Sized> {
  readonly #tailLines: number;
  readonly #tailBytes: number;
  readonly #held = new NativeMap<number, { line: L; bytes: number }>();
  readonly #dropped: Dropped = { lines: 0, bytes: 0 };
  #linesLeft: number;
  #bytesLeft: number;
  #heldBytes = 0;
  #first = 0;
  #next = 0;

  constructor(lines: number, bytes: number) {
    this.#tailLines = floor(lines / 2);
    this.#tailBytes = floor(bytes / 2);
    this.#linesLeft = lines - this.#tailLines;
    this.#bytesLeft = bytes - this.#tailBytes;
  }

  /** Lines that were held back or dropped. */
  get heldBack(): number {
    return this.#next - this.#first + this.#dropped.lines;
  }

  /** Whether the line belongs to the beginning, and is the caller's to pass on; else it is held here. */
  take(line: L): boolean {
    const bytes = sizeOf(line);
    if (this.#linesLeft > 0 && bytes <= this.#bytesLeft) {
      this.#linesLeft -= 1;
      this.#bytesLeft -= bytes;
      return true;
    }
    // What comes later would stand before this one.
    this.#linesLeft = 0;
    mapSet(this.#held, this.#next, { line, bytes });
    this.#next += 1;
    this.#heldBytes += bytes;
    while (this.#next - this.#first > this.#tailLines || this.#heldBytes > this.#tailBytes) {
      this.#dropped.lines += 1;
      this.#dropped.bytes += this.#shift().bytes;
    }
    return false;
  }

  /** Hands over what is held, oldest first; before it, what was dropped since the beginning. Says how many lines were. */
  release(onDropped: (dropped: Dropped) => void, onLine: (line: L) => void): number {
    const { lines } = this.#dropped;
    if (lines > 0) onDropped(this.#dropped);
    while (this.#first < this.#next) onLine(this.#shift().line);
    return lines;
  }

  #shift(): { line: L; bytes: number } {
    const oldest = mapGet(this.#held, this.#first) as { line: L; bytes: number };
    mapDelete(this.#held, this.#first);
    this.#first += 1;
    this.#heldBytes -= oldest.bytes;
    return oldest;
  }
}

const sizeOf = ({ message, argsJson }: Sized): number =>
  utf8Length(message) + (argsJson === null ? 0 : utf8Length(argsJson));

/** The line that stands where others were dropped. */
export const droppedMessage = ({ lines, bytes }: Dropped): string =>
  `${lines} console line${lines === 1 ? "" : "s"} (${bytes} bytes) ${lines === 1 ? "was" : "were"} dropped here: the log of a run keeps its beginning and its end`;
