import { afterAll, describe, expect, it } from "vitest";
import { handler, runScreen, type ScreenOptions } from "../../fixtures/run-screen.ts";
import { createIsolateSandbox } from "./index.ts";

const PATIENT = { timeout: 60_000 };
const sandbox = createIsolateSandbox({ size: 1, now: () => 0 });
afterAll(() => sandbox.close());

const run = (body: string, options?: ScreenOptions) => runScreen(sandbox, handler(body), options);

/** What the body returned. */
async function value(body: string, options?: ScreenOptions): Promise<unknown> {
  const { outcome } = await run(body, options);
  if (outcome.status !== "completed") throw new Error(outcome.error.stack);
  return JSON.parse(outcome.resultJson);
}

/** A host that answers every fetch alike and remembers what was asked. */
function server(answer: { status?: number; type?: string; body?: string | Buffer } = {}) {
  const requests: { url: string; method: string; headers: Record<string, string>; body: Buffer }[] = [];
  const call: ScreenOptions["call"] = async (_capability, argsJson) => {
    const { url, method, headers, bodyBase64 } = JSON.parse(argsJson);
    requests.push({ url, method, headers: Object.fromEntries(headers), body: Buffer.from(bodyBase64 ?? "", "base64") });
    return JSON.stringify({
      url,
      status: answer.status ?? 200,
      statusText: "Said",
      redirected: false,
      headers: [["content-type", answer.type ?? "application/json"]],
      bodyBase64: Buffer.from(answer.body ?? '{"ok":true}').toString("base64"),
    });
  };
  return { requests, call };
}

describe("addresses", () => {
  const ADDRESSES = [
    "https://Exämple.org/ü?q=é値#ä",
    "https://xn--exmple-cua.org",
    "https://日本語.jp",
    "http://EXAMPLE.com:80/a/../b",
    "http://0x7f.1/",
    "https://faß.de",
    "https://אב.test",
    "http://a b.test",
    "https://xn--\u{0}.test",
  ];

  it("are read as Node reads them, beyond ASCII too", PATIENT, async () => {
    const href = (address: string) => URL.parse(address)?.href ?? null;
    expect(await value(`return ${JSON.stringify(ADDRESSES)}.map((one) => URL.parse(one)?.href ?? null)`)).toEqual(
      ADDRESSES.map(href),
    );
  });
});

describe("fetch", () => {
  it("sends a form with a file as multipart that Node can read", PATIENT, async () => {
    const { requests, call } = server();
    await value(
      `const form = new FormData();
       form.append('name', 'Zoë\\nline');
       form.append('file', new File([new Uint8Array([0, 255, 13, 10])], 'a "b".bin', { type: 'image/png' }));
       await fetch('https://public.test/', { method: 'POST', body: form });`,
      { call },
    );
    const { headers, body } = requests[0]!;
    const form = await new Response(new Uint8Array(body), { headers }).formData();
    const file = form.get("file") as File;
    expect([form.get("name"), file.type, [...new Uint8Array(await file.arrayBuffer())]]).toEqual([
      "Zoë\r\nline",
      "image/png",
      [0, 255, 13, 10],
    ]);
  });

  it("sends a query and a blob with their types", PATIENT, async () => {
    const { requests, call } = server();
    await value(
      `await fetch('https://public.test/', { method: 'POST', body: new URLSearchParams({ a: 'b c' }) });
       await fetch('https://public.test/', { method: 'PUT', body: new Blob(['hey'], { type: 'text/csv' }) });`,
      { call },
    );
    expect(requests.map(({ headers, body }) => [headers["content-type"], `${body}`])).toEqual([
      ["application/x-www-form-urlencoded;charset=UTF-8", "a=b+c"],
      ["text/csv", "hey"],
    ]);
  });

  it("reads an answer as text, JSON, bytes, blob and form, once", PATIENT, async () => {
    const { call } = server({ type: "application/x-www-form-urlencoded", body: "a=1&a=2" });
    expect(
      await value(
        `const response = await fetch('https://public.test/');
         const copies = [response.clone(), response.clone(), response.clone()];
         const form = await copies[0].formData();
         const blob = await copies[1].blob();
         const again = await copies[2].arrayBuffer();
         await response.text();
         return [form.getAll('a'), blob.size, blob.type, again.byteLength, response.bodyUsed,
           await response.text().catch((error) => error.name)];`,
        { call },
      ),
    ).toEqual([["1", "2"], 7, "application/x-www-form-urlencoded", 7, true, "TypeError"]);
  });

  it("is given up when its signal says so", PATIENT, async () => {
    expect(
      await value(
        `const gone = await fetch('https://public.test/', { signal: AbortSignal.timeout(5) }).catch((error) => error);
         const never = await fetch('https://public.test/', { signal: AbortSignal.abort() }).catch((error) => error);
         const controller = new AbortController();
         const any = fetch('https://public.test/', { signal: AbortSignal.any([controller.signal]) }).catch((e) => e);
         controller.abort(new RangeError('mine'));
         return [gone.name, gone instanceof DOMException, never.name, never.code, (await any).message];`,
        { call: () => new Promise(() => {}) },
      ),
    ).toEqual(["TimeoutError", true, "AbortError", 20, "mine"]);
  });
});

describe("Fliplet.API.request", () => {
  it("sends JSON and gives the parsed answer", PATIENT, async () => {
    const { requests, call } = server({ type: "application/vnd.api+json; charset=utf-8", body: '{"id":7}' });
    const answers = await value(
      `return [
         await Fliplet.API.request({ url: 'https://public.test/a', method: 'post', data: { x: [1] }, headers: { 'X-Key': 'k' } }),
         await Fliplet.API.request({ url: 'https://public.test/b?p=1', data: { q: 'x y', list: [1, 2], gone: null } }),
       ]`,
      { call },
    );
    expect(answers).toEqual([{ id: 7 }, { id: 7 }]);
    expect(requests.map(({ method, url, headers, body }) => [method, url, headers, `${body}`])).toEqual([
      ["POST", "https://public.test/a", { "content-type": "application/json", "x-key": "k" }, '{"x":[1]}'],
      ["GET", "https://public.test/b?p=1&q=x+y&list=1&list=2", {}, ""],
    ]);
  });

  it(
    "rejects from 400 on, with the number, the answer and the builder's line, without the query",
    PATIENT,
    async () => {
      const { call } = server({ status: 404, body: '{"message":"No such thing","code":3}' });
      const asked = "await Fliplet.API.request({ url: 'https://public.test/a', data: { token: 's3cret' } })";
      expect(
        await value(`try { ${asked} } catch (error) { return [error.status, error.response, error.message] }`, {
          call,
        }),
      ).toEqual([404, { message: "No such thing", code: 3 }, "GET public.test/a answered 404 Said: No such thing"]);
      const { outcome } = await run(`\n${asked}`, { call });
      expect(outcome).toMatchObject({ status: "failed", error: { name: "ApiError", line: 3 } });
    },
  );

  it("gives text for what is not JSON", PATIENT, async () => {
    const { call } = server({ type: "text/plain", body: "plain" });
    expect(await value("return Fliplet.API.request('https://public.test/a')", { call })).toBe("plain");
  });
});

describe("crypto.subtle", () => {
  it.each(["SHA-1", "SHA-256", "SHA-384", "SHA-512"])(
    "hashes and signs with %s as Node does",
    PATIENT,
    async (hash) => {
      const encode = (text: string) => new TextEncoder().encode(text);
      const key = await crypto.subtle.importKey("raw", encode("key"), { name: "HMAC", hash }, false, ["sign"]);
      const hex = (bytes: ArrayBuffer) => Buffer.from(bytes).toString("hex");
      const expected = [
        hex(await crypto.subtle.digest(hash, encode("Zoë"))),
        hex(await crypto.subtle.sign("HMAC", key, encode("Zoë"))),
      ];
      expect(
        await value(
          `const encode = (text) => new TextEncoder().encode(text);
         const hex = (bytes) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
         const key = await crypto.subtle.importKey('raw', encode('key'), { name: 'HMAC', hash: '${hash}' }, false, ['sign', 'verify']);
         const signature = await crypto.subtle.sign('HMAC', key, encode('Zoë'));
         return [
           hex(await crypto.subtle.digest('${hash}', encode('Zoë'))), hex(signature),
           await crypto.subtle.verify('HMAC', key, signature, encode('Zoë')),
           await crypto.subtle.verify('HMAC', key, signature, encode('Zoe')),
           await crypto.subtle.verify('HMAC', key, signature.slice(1), encode('Zoë')),
         ]`,
        ),
      ).toEqual([...expected, true, false, false]);
    },
  );

  it("keeps a key to what it was made for", PATIENT, async () => {
    expect(
      await value(
        `const name = (promise) => promise.then(() => 'fine', (error) => error.name);
         const alg = { name: 'HMAC', hash: 'SHA-256' };
         const jwk = await crypto.subtle.importKey('jwk', { kty: 'oct', k: 'a2V5' }, alg, true, ['verify']);
         const made = await crypto.subtle.generateKey(alg, false, ['sign']);
         return [
           new TextDecoder().decode(await crypto.subtle.exportKey('raw', jwk)), made.algorithm.length,
           await name(crypto.subtle.sign('HMAC', jwk, new Uint8Array(1))),
           await name(crypto.subtle.exportKey('raw', made)),
           await name(crypto.subtle.digest('MD5', new Uint8Array(1))),
           await name(crypto.subtle.digest('SHA-256', 'text')),
         ]`,
      ),
    ).toEqual(["key", 512, "InvalidAccessError", "InvalidAccessError", "NotSupportedError", "TypeError"]);
  });
});

describe("console", () => {
  it("prints groups, tables, counts, placeholders and traces as browsers do", PATIENT, async () => {
    const { lines } = await run(
      `console.table([{ a: 1, b: 'x' }, { a: 2, c: true }], ['a', 'c']);
       console.table(['x', { y: 1 }]);
       console.table(5);
       console.group('outer');
       console.log('two\\nlines');
       console.groupCollapsed('inner');
       console.log('%s is %d%% of %o,%i %c%x', 'it', '5', { a: 1 }, 2.9, 'color: red', 'rest');
       console.groupEnd(); console.groupEnd(); console.groupEnd();
       console.count(); console.count(); console.countReset(); console.count('x'); console.count();
       console.assert(true, 'not this'); console.assert(false, 'but %s', 'this');
       console.timeEnd('never begun');
       console.dir({ a: { b: 1 } }, { depth: 0 });
       console.trace('here');`,
    );
    expect(lines.map(({ level, message }) => `${level} ${message}`)).toEqual([
      [
        "log ┌─────────┬───┬──────┐",
        "│ (index) │ a │ c    │",
        "├─────────┼───┼──────┤",
        "│ 0       │ 1 │      │",
        "│ 1       │ 2 │ true │",
        "└─────────┴───┴──────┘",
      ].join("\n"),
      [
        "log ┌─────────┬───┬────────┐",
        "│ (index) │ y │ Values │",
        "├─────────┼───┼────────┤",
        "│ 0       │   │ 'x'    │",
        "│ 1       │ 1 │        │",
        "└─────────┴───┴────────┘",
      ].join("\n"),
      "log 5",
      "log outer",
      "log   two\n  lines",
      "log   inner",
      "log     it is 5% of { a: 1 },2 %x rest",
      "log default: 1",
      "log default: 2",
      "log x: 1",
      "log default: 1",
      "error Assertion failed: but this",
      "warn There is no timer named never begun",
      "log { a: { b: 1 } }",
      expect.stringMatching(/^debug Trace: here\n {4}at my-screen\.js:\d+:\d+$/),
    ]);
  });
});

describe("events", () => {
  it("reach their listeners, and what one throws fails the run at its line", PATIENT, async () => {
    expect(
      await value(
        `const seen = [];
         const target = new EventTarget();
         const stop = new AbortController();
         target.addEventListener('x', { handleEvent: (event) => seen.push(event.detail) }, { once: true });
         target.addEventListener('x', (event) => event.preventDefault(), { signal: stop.signal });
         const send = (detail) => target.dispatchEvent(new CustomEvent('x', { detail, cancelable: true }));
         const first = send(1);
         stop.abort();
         return [first, send(2), seen];`,
      ),
    ).toEqual([false, true, [1]]);
    const { outcome } = await run(
      `const target = new EventTarget();
       target.addEventListener('x', () => { throw new Error('boom') });
       target.dispatchEvent(new Event('x'));
       await new Promise((resolve) => setTimeout(resolve, 9e3));`,
    );
    expect(outcome).toMatchObject({ status: "failed", error: { message: "boom", line: 3 } });
  });
});
