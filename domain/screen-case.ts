/** What must come of a case: that the handler completes, that it completes with this very result, or that it fails. */
export type CaseExpectation = { outcome: "completes" } | { outcome: "result"; result: unknown } | { outcome: "fails" };
