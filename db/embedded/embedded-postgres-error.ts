/** The embedded server cannot run; the message says why and what the operator can do. */
export class EmbeddedPostgresError extends Error {
  override readonly name = "EmbeddedPostgresError";
}

const FILE_ERRORS: Record<string, string> = {
  EACCES: "this user may not write there",
  EPERM: "this user may not write there",
  EROFS: "it is on a read-only file system",
  ENOTDIR: "a part of the path is a file",
  EEXIST: "a file of that name is in the way",
  ENOSPC: "the disk is full",
};

/**
 * Turns a failed write under the data folder into a sentence; hands back any other error as it came.
 *
 * @param dataDir the folder that `DATA_DIR` names.
 */
export function explainFileError(error: unknown, dataDir: string): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const reason = FILE_ERRORS[code];
  if (!reason || error instanceof EmbeddedPostgresError) return error;

  return new EmbeddedPostgresError(
    `Cannot keep the database in ${dataDir}: ${reason}. ` +
      "Set DATA_DIR to a folder that this user owns, or DATABASE_URL to a PostgreSQL server of your own.",
    { cause: error },
  );
}
