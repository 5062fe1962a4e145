import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { handler, runScreen, type ScreenOptions } from "../../fixtures/run-screen.ts";
import { findBrowser } from "./find-browser.ts";
import { createBrowserSandbox } from "./index.ts";

// A browser takes its time to start on a loaded machine; the limits below are what is tested.
const PATIENT = 120_000;
const BROWSER = findBrowser(process.env.CHROMIUM_PATH);

const sandbox = createBrowserSandbox({ size: 2, executablePath: () => BROWSER, sandbox: "on", now: () => 0 });
let canary: Server;
let reached = 0;
let port = 0;

beforeAll(async () => {
  canary = createServer((_, response) => {
    reached += 1;
    response.end("reached");
  }).listen(0, "127.0.0.1");
  canary.on("connection", () => {
    reached += 1;
  });
  await new Promise((resolve) => canary.once("listening", resolve));
  port = (canary.address() as AddressInfo).port;
});
afterAll(async () => {
  await sandbox.close();
  canary.close();
});

const run = (body: string, options?: ScreenOptions) => runScreen(sandbox, handler(body), options);

async function resultOf(body: string, options?: ScreenOptions): Promise<unknown> {
  const { outcome } = await run(body, options);
  if (outcome.status !== "completed") throw new Error(`${outcome.error.message}\n${outcome.error.stack}`);
  return JSON.parse(outcome.resultJson);
}

describe("a screen in a browser", () => {
  it("has payload, result, console, layout, canvas, $ and its libraries, and its page is kept", {
    timeout: PATIENT,
  }, async () => {
    const { outcome, lines } = await run(
      `console.log("got", payload);
       $("#a").text("bye");
       const canvas = document.createElement("canvas");
       canvas.getContext("2d").fillRect(0, 0, 9, 9);
       return [document.querySelector("#a").getBoundingClientRect().width, canvas.toDataURL().slice(0, 15), _.chunk([1, 2, 3], 2)];`,
      { html: "<p id=a style='width: 70px'>Hi</p>", libraries: ["lodash"], payloadJson: '{"x":1}' },
    );
    expect(outcome).toMatchObject({ status: "completed", resultJson: '[70,"data:image/png;",[[1,2],[3]]]' });
    expect(lines).toMatchObject([{ level: "log", message: "got { x: 1 }", argsJson: '["got",{"x":1}]' }]);
    expect(outcome.page?.text).toBe("bye");
    expect(Buffer.from(outcome.page?.screenshot ?? "", "base64").subarray(0, 3)).toEqual(
      Buffer.from([0xff, 0xd8, 0xff]),
    );
  });

  it.each([
    [
      "throw new TypeError('boom')",
      { name: "TypeError", message: "boom", line: 2, column: 7, stack: "TypeError: boom\n    at my-screen.js:2:7" },
    ],
    ["setTimeout(() => { null.y }, 5); return new Promise(() => {})", { name: "TypeError", line: 2, column: 25 }],
    ["Promise.reject(new Error('lost')); return new Promise(() => {})", { name: "Error", message: "lost", line: 2 }],
    ["return 1n", { status: "RESULT_NOT_SERIALIZABLE" }],
    ["location.href = 'about:blank'; return new Promise(() => {})", { name: "NavigationError" }],
  ])("fails as it should: %s", { timeout: PATIENT }, async (body, error) => {
    expect((await run(body)).outcome).toMatchObject({ status: "failed", error });
  });

  it("tells a syntax error with its place, and a handler that never came", { timeout: PATIENT }, async () => {
    const syntax = await runScreen(sandbox, "const a = 1;\nlet x = ;");
    expect(syntax.outcome).toMatchObject({ error: { status: "SYNTAX_ERROR", line: 2, column: 9 } });
    const nothing = await runScreen(sandbox, "const y = 1;");
    expect(nothing.outcome).toMatchObject({ error: { status: "HANDLER_NOT_REGISTERED" } });
  });

  it("calls the host through the bridge, by fetch, $.ajax and Fliplet alike", { timeout: PATIENT }, async () => {
    const asked: [string, unknown][] = [];
    const call: ScreenOptions["call"] = async (capability, argsJson) => {
      asked.push([capability, JSON.parse(argsJson)]);
      if (capability !== "fetch") return "[7]";
      const bodyBase64 = Buffer.from('{"ok":true}').toString("base64");
      const headers = [["content-type", "application/json"]];
      return JSON.stringify({
        url: "https://public.test/b",
        status: 201,
        statusText: "",
        redirected: true,
        headers,
        bodyBase64,
      });
    };
    const result = await resultOf(
      `const one = await fetch("https://public.test/a", { method: "POST", headers: { Cookie: "c" }, body: "Zoë" });
       const two = await $.getJSON("https://public.test/c");
       return [one.status, one.url, one.redirected, (await one.clone().json()).ok, two.ok, await Fliplet.App.Tasks.get()];`,
      { call },
    );
    expect(result).toEqual([201, "https://public.test/b", true, true, true, [7]]);
    expect(asked[0]).toEqual([
      "fetch",
      expect.objectContaining({ method: "POST", bodyBase64: Buffer.from("Zoë").toString("base64") }),
    ]);
    expect(asked[0]![1]).toMatchObject({ headers: expect.arrayContaining([["cookie", "c"]]) });
  });

  it("stops an endless loop at its wall while an honest run beside it ends, and serves on", {
    timeout: PATIENT,
  }, async () => {
    const [loop, honest] = await Promise.all([
      run("while (true) {}", { limits: { wallMs: 3_000 } }),
      run("await new Promise((done) => setTimeout(done, 200)); return 1"),
    ]);
    expect(loop.outcome).toMatchObject({ status: "timed_out", error: { status: "RUN_TIMED_OUT" } });
    expect(honest.outcome).toMatchObject({ status: "completed", resultJson: "1" });
    expect(await resultOf("return 2")).toBe(2);
  });

  it("says that memory ran out, of arrays outside the heap too", { timeout: PATIENT }, async () => {
    const { outcome } = await run("const all = []; for (;;) all.push(new Uint8Array(5e7).fill(1));", {
      limits: { wallMs: 60_000 },
    });
    expect(outcome).toMatchObject({ status: "out_of_memory", error: { status: "RUN_OUT_OF_MEMORY" } });
  });
});

describe("a hostile screen in a browser", () => {
  const attempts = `
    const at = "127.0.0.1:" + payload.port;
    const frame = document.body.appendChild(document.createElement("iframe"));
    const other = frame.contentWindow;
    const tell = (attempt) => Promise.race([
      Promise.resolve().then(attempt).then((value) => String(value), (error) => "no: " + error.name),
      new Promise((done) => setTimeout(done, 500, "no: silence")),
    ]);
    const socket = () => new Promise((yes, no) => {
      const one = new other.WebSocket("ws://" + at);
      one.onopen = () => yes("open");
      one.onerror = () => no(new Error("closed"));
    });
    const peer = async () => {
      const found = [];
      const one = new other.RTCPeerConnection({ iceServers: [{ urls: "stun:" + at }] });
      one.onicecandidate = ({ candidate }) => candidate?.candidate && found.push(candidate.candidate);
      one.createDataChannel("x");
      await one.setLocalDescription(await one.createOffer());
      await new Promise((done) => setTimeout(done, 300));
      if (found.length > 0) return "found " + found;
      throw new Error("nothing");
    };
    const file = () => new Promise((yes, no) => {
      const one = document.createElement("iframe");
      one.src = "file:///etc/passwd";
      one.onload = () => (one.contentDocument?.body?.innerText ? yes("read") : no(new Error("empty")));
      document.body.append(one);
    });
    const image = () => new Promise((yes, no) => {
      const one = new Image();
      one.onload = () => yes("loaded");
      one.onerror = () => no(new Error("refused"));
      one.src = "http://" + at + "/a.png";
    });
    const worker = () => new Promise((yes, no) => {
      const one = new other.Worker(URL.createObjectURL(new Blob(["postMessage(1)"])));
      one.onmessage = () => yes("ran");
      one.onerror = () => no(new Error("refused"));
    });
    navigator.sendBeacon?.("http://" + at);
    other.navigator.sendBeacon?.("http://" + at);
    location.href = "http://" + at + "/away";
    return [
      await tell(() => other.fetch("http://" + at)), await tell(socket), await tell(peer), await tell(file), await tell(image),
      await tell(worker), await tell(() => import("http://" + at + "/a.js")), window.open("http://" + at),
      [typeof WebSocket, typeof XMLHttpRequest, typeof Worker, typeof WebAssembly, typeof SharedArrayBuffer],
    ];`;

  it("reaches no server, no file and no worker, from a frame of its own neither", { timeout: PATIENT }, async () => {
    const answers = (await resultOf(attempts, { payloadJson: JSON.stringify({ port }) })) as unknown[];
    for (const answer of answers.slice(0, 7)) expect(answer).toMatch(/^no: /);
    expect(answers.slice(7)).toEqual([null, Array(5).fill("undefined")]);
    expect(reached).toBe(0);
  });

  it("finds no way to speak to the host past the bridge, whatever it replaces", { timeout: PATIENT }, async () => {
    const asked: string[] = [];
    const result = await resultOf(
      `const frame = document.body.appendChild(document.createElement("iframe"));
       const doors = [window, frame.contentWindow].flatMap((one) => Object.getOwnPropertyNames(one)).filter((name) => /^__/.test(name));
       Object.prototype.toJSON = Array.prototype.toJSON = String.prototype.toJSON = () => "forged";
       JSON.stringify = () => '["call",1,"secrets.get","{}"]';
       Function.prototype.call = Function.prototype.apply = Reflect.apply = () => "forged";
       Array.prototype[Symbol.iterator] = function* () { yield "forged"; };
       await Fliplet.App.Tasks.get();
       return doors.length;`,
      {
        call: async (capability) => {
          asked.push(capability);
          return "[]";
        },
      },
    );
    expect(result).toBe(0);
    expect(asked).toEqual(["tasks.list"]);
  });

  it("leaves nothing behind for the next run, of another tenant or its own", { timeout: PATIENT }, async () => {
    const single = createBrowserSandbox({ size: 1, executablePath: () => BROWSER, sandbox: "on", now: () => 0 });
    const write =
      handler(`localStorage.canary = "x"; document.cookie = "canary=x"; window.canary = 1; Array.prototype.canary = 1;
      await new Promise((done, failed) => { const open = indexedDB.open("canary"); open.onsuccess = done; open.onerror = failed; });
      return 1;`);
    const read =
      handler(`return [localStorage.canary, document.cookie, typeof canary, [].canary, (await indexedDB.databases()).length]
      .map((one) => one ?? null);`);
    expect((await runScreen(single, write)).outcome.status).toBe("completed");
    expect((await runScreen(single, read, { isolationKey: "tenant-b" })).outcome).toMatchObject({
      resultJson: '[null,"","undefined",null,0]',
    });
    await single.close();
  });
});

it("fails with a sentence where there is no browser, and one where it does not start", {
  timeout: PATIENT,
}, async () => {
  const none = createBrowserSandbox({ size: 1, executablePath: () => null, sandbox: "on", now: () => 0 });
  const broken = createBrowserSandbox({ size: 1, executablePath: () => "/bin/false", sandbox: "on", now: () => 0 });
  for (const [one, said] of [
    [none, "No browser is installed on the server"],
    [broken, "could not be started"],
  ] as const) {
    const { outcome } = await runScreen(one, handler("return 1"));
    expect(outcome).toMatchObject({
      status: "failed",
      error: { status: "BROWSER_UNAVAILABLE", message: expect.stringContaining(said) },
    });
    await one.close();
  }
});
