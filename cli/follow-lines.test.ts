import { describe, expect, it } from "vitest";
import type { LinePage, ListLinesInput, LogLine } from "#domain/log.ts";
import { followLines } from "./follow-lines.ts";

const LOST = new Error("lost");

const line = (id: number) => ({ id }) as LogLine;

/** A log that changes before each question, and answers as the server does. */
function logOf(states: readonly (readonly number[] | Error)[], pageSize = 1_000) {
  const controller = new AbortController();
  const questions: ListLinesInput[] = [];
  const notes: string[] = [];
  let at = 0;
  const ask = async (input: ListLinesInput): Promise<LinePage> => {
    questions.push(input);
    const state = states[Math.min(at, states.length - 1)]!;
    if (state instanceof Error) {
      at += 1;
      throw state;
    }
    const ids = state.filter((id) => input.order !== "asc" || id > (input.cursor ?? 0)).toSorted((a, b) => a - b);
    const page = input.order === "asc" ? ids.slice(0, pageSize) : ids.toReversed().slice(0, input.limit);
    const hasMore = page.length < ids.length;
    if (!hasMore || input.order !== "asc") at += 1;
    return {
      lines: page.map(line),
      nextCursor: page.at(-1) ?? input.cursor ?? null,
      hasMore,
      head: Math.max(0, ...state),
    };
  };
  const options = {
    ask,
    wanted: {},
    signal: controller.signal,
    pause: async () => {
      if (at >= states.length) controller.abort();
    },
    isPassing: (error: unknown) => error === LOST,
    onLost: () => void notes.push("lost"),
    onFound: () => void notes.push("found"),
  };
  const follow = async (count: number | undefined) => {
    const told: number[] = [];
    for await (const { id } of followLines({ ...options, count })) told.push(id);
    return told;
  };
  return { follow, questions, notes };
}

describe("following the log", () => {
  it("begins with the newest lines that are asked for, and tells each later one once", async () => {
    expect(
      await logOf([
        [1, 2, 3],
        [1, 2, 3],
        [1, 2, 3, 4],
        [1, 2, 3, 4, 5],
      ]).follow(2),
    ).toEqual([2, 3, 4, 5]);
  });

  it("tells a line that became visible after a later one", async () => {
    expect(await logOf([[1], [1, 4], [1, 2, 4], [1, 2, 3, 4]]).follow(1)).toEqual([1, 4, 2, 3]);
  });

  it("goes on where a lost connection broke, with what came meanwhile", async () => {
    const log = logOf([[1], [1, 2], LOST, LOST, [1, 2, 3, 4]]);
    expect(await log.follow(1)).toEqual([1, 2, 3, 4]);
    expect(log.notes).toEqual(["lost", "found"]);
  });

  it("reads on page by page, and begins at the beginning when all are wanted", async () => {
    expect(await logOf([[1, 2, 3, 4, 5]], 2).follow(undefined)).toEqual([1, 2, 3, 4, 5]);
  });

  it("reads all that is wanted once, then only the end of it, where late lines may come", async () => {
    const all = Array.from({ length: 2_500 }, (_, index) => index + 1);
    const early = all.filter((id) => id !== 2_300);
    const log = logOf([early, early, [...all, 2_501]]);
    expect(await log.follow(undefined)).toEqual([...early, 2_300, 2_501]);
    expect(log.questions.map(({ cursor }) => cursor)).toEqual([0, 1_000, 2_000, 2_000, 2_000]);
  });

  it("ends with an error that does not pass by itself", async () => {
    await expect(logOf([[1], new Error("no scope")]).follow(1)).rejects.toThrow("no scope");
  });
});
