import type { LineFilter, LogFormat, LogLine } from "#domain/log.ts";
import { unavailable } from "#domain/errors.ts";
import type { AppContext } from "../../context.ts";
import { toCsv } from "../data-sources/csv.ts";
import { listLines } from "./list-lines.ts";

/** Lines that are read and written at once. */
const BATCH_LINES = 1_000;
/** How long one export may take, ms. */
const DEADLINE_MS = 600_000;

const COLUMNS = ["id", "at", "level", "kind", "task", "taskId", "runId", "seq", "message", "args", "durationMs"];
