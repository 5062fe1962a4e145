import { describe, expect, it } from "vitest";
import { makeQueryClient } from "./query-client.ts";

const client = makeQueryClient(
  () => {},
  () => {},
);
const change = (error: Error) =>
  client
    .getMutationCache()
    .build(client, { mutationFn: () => Promise.reject(error) })
    .execute(undefined);

describe("an error of a call", () => {
  it("says in words that no answer came, wherever its message is shown", async () => {
    await expect(change(new TypeError("Failed to fetch"))).rejects.toThrow(/could not be reached.*not certain/);
    const asked = client.fetchQuery({
      queryKey: ["a"],
      queryFn: () => Promise.reject(new TypeError("Failed to fetch")),
      retry: false,
    });
    await expect(asked).rejects.toThrow("did not answer");
  });

  it("keeps what the server said", async () => {
    const refusal = Object.assign(new Error("The fetch was refused."), { data: { httpStatus: 403 } });
    await expect(change(refusal)).rejects.toThrow("The fetch was refused.");
  });
});
