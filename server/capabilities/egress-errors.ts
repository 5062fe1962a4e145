/**
 * Where a run may not go. One text for every such place, and thrown
 * before anything is connected, so that nobody can tell an open port
 * from a closed one.
 */
export class ForbiddenTargetError extends Error {
  override name = "ForbiddenTargetError";
  readonly status = "FORBIDDEN";
  constructor(hostname: string) {
    super(
      `fetch may not go to ${hostname.slice(0, 255)}: only public addresses on ports 80 and 443 can be reached. An operator can allow more with EGRESS_ALLOW`,
    );
  }
}

/** A request that the web's fetch would refuse too: its address, method or headers are at fault. */
export class InvalidRequestError extends Error {
  override name = "TypeError";
  readonly status = "REQUEST_INVALID";
}

/** The other side did not answer as it should. Names the host only: a path may carry secrets. */
export class FetchFailedError extends Error {
  override name = "TypeError";
  readonly status = "FETCH_FAILED";
}
