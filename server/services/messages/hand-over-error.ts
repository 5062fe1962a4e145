/** A message could not be handed over; the text is a sentence for the builder and holds nothing of the operator's. */
export class HandOverError extends Error {
  override name = "HandOverError";
  /** It may have gone all the same: the connection broke between the last byte and the answer. */
  readonly isUncertain: boolean;

  constructor(message: string, isUncertain: boolean) {
    super(message);
    this.isUncertain = isUncertain;
  }
}
