import { describe, expect, it } from "vitest";
import { clientAddress } from "./with-client-address.ts";

const request = (remoteAddress: string | undefined, forwarded?: string) => ({
  headers: forwarded === undefined ? {} : { "x-forwarded-for": forwarded },
  socket: { remoteAddress },
});

describe("the address of a client", () => {
  it("is the one connected to us, whatever it says, while no proxy is trusted", () => {
    expect(clientAddress(request("192.0.2.1", "203.0.113.9"), 0)).toBe("192.0.2.1");
    expect(clientAddress(request("::ffff:192.0.2.1"), 0)).toBe("192.0.2.1");
    expect(clientAddress(request("2001:db8::1"), 0)).toBe("2001:db8::1");
  });

  it("is the one that the outermost trusted proxy saw, not one that the client made up before it", () => {
    const forged = "10.9.9.9, 198.51.100.7";
    expect(clientAddress(request("10.0.0.1", forged), 1)).toBe("198.51.100.7");
    expect(clientAddress(request("10.0.0.1", `${forged}, 10.0.0.2`), 2)).toBe("198.51.100.7");
  });

  it("is the outermost there is when fewer proxies spoke than are trusted", () => {
    expect(clientAddress(request("192.0.2.1"), 3)).toBe("192.0.2.1");
  });
});
