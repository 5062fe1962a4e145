import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AbortController, AbortSignal } from "./abort.ts";
import { atob, base64ToBytes, btoa, bytesToBase64 } from "./base64.ts";
import { decodeUtf8, encodeUtf8, TextDecoder } from "./encoding.ts";
import { Headers } from "./headers.ts";
import { Request, Response } from "./request-response.ts";
import { structuredClone } from "./structured-clone.ts";

// Each is checked against Node's own, which the guest does not have.

describe("text encoding", () => {
  it("encodes as the platform does", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("a", "é", "値", "🐼", "\ud800", "\udc00", "\0") }), (text) => {
        expect([...encodeUtf8(text)]).toEqual([...new globalThis.TextEncoder().encode(text)]);
      }),
    );
  });

  it("decodes any bytes as the platform does", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        expect(decodeUtf8(bytes)).toBe(new globalThis.TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes));
      }),
      { numRuns: 2_000 },
    );
  });

  it("refuses bad bytes when asked to", () => {
    expect(() => new TextDecoder("utf-8", { fatal: true }).decode(new Uint8Array([0xff]))).toThrow(TypeError);
  });
});

describe("base64", () => {
  it("goes there and back as Buffer does", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(bytesToBase64(bytes)).toBe(Buffer.from(bytes).toString("base64"));
        expect([...(base64ToBytes(bytesToBase64(bytes)) ?? [])]).toEqual([...bytes]);
      }),
    );
  });

  it.each(["YQ", "YQ==", " YW I= "])("atob reads %j", (text) => {
    expect(atob(text)).toBe(globalThis.atob(text));
  });

  it.each(["a", "YQ=", "Y*==", "=YQ="])("atob refuses %j", (text) => {
    expect(() => atob(text)).toThrow();
  });

  it("btoa refuses text outside Latin-1", () => {
    expect(() => btoa("值")).toThrow("Latin-1");
  });
});

describe("Headers", () => {
  it("joins values of a name, whatever its case, and lists them in order", () => {
    const headers = new Headers([
      ["X-B", "1"],
      ["x-b", "2"],
      ["A", "3"],
    ]);
    expect([...headers]).toEqual([
      ["a", "3"],
      ["x-b", "1, 2"],
    ]);
  });

  it("refuses a value that would forge another header", () => {
    expect(() => new Headers({ "x-a": "a\r\nhost: internal" })).toThrow(TypeError);
  });
});

describe("Request and Response", () => {
  it("names the type of the body it was given", () => {
    expect(new Request("http://a.test/", { method: "POST", body: "x" }).headers.get("content-type")).toBe(
      "text/plain;charset=UTF-8",
    );
  });

  it("reads a body once", async () => {
    const response = Response.json({ a: 1 }, { status: 201 });
    expect(response.ok).toBe(true);
    expect(await response.clone().json()).toEqual({ a: 1 });
    await response.text();
    await expect(response.text()).rejects.toThrow("read already");
  });

  it("refuses an address without a host", () => {
    expect(() => new Request("//a.test/")).toThrow("full address");
  });
});

describe("structuredClone", () => {
  it("copies what it is given, cycles included", () => {
    const value = {
      date: new Date(5),
      map: new Map([["a", [1]]]),
      bytes: new Uint8Array([1, 2]),
      self: null as unknown,
    };
    value.self = value;
    const copy = structuredClone(value);
    expect(copy).toEqual(value);
    expect(copy).not.toBe(value);
    expect(copy.self).toBe(copy);
  });

  it("refuses a function", () => {
    expect(() => structuredClone({ f: () => 1 })).toThrow(expect.objectContaining({ name: "DataCloneError" }));
  });
});

describe("AbortController", () => {
  it("tells its listeners once, with the reason", () => {
    const controller = new AbortController();
    const reasons: unknown[] = [];
    const both = AbortSignal.any([controller.signal, new AbortController().signal]);
    both.addEventListener("abort", () => reasons.push(both.reason));
    controller.abort("why");
    controller.abort("again");
    expect(reasons).toEqual(["why"]);
    expect(() => both.throwIfAborted()).toThrow("why");
  });
});
