import fc from "fast-check";

// Programs that say the strangest things to everything that leaves the guest. None of them is a bomb: what runs out of
// time or memory has tests of its own, and would hide what these are after.

const TEXTS = [
  "''",
  "'x'",
  "'\\0'",
  "'\\ud800'",
  "'\\udc00\\ud800'",
  "'🐼'.repeat(50)",
  "'x'.repeat(5e4)",
  "'__proto__'",
];

const ATOMS = [
  ...TEXTS,
  ...["undefined", "null", "NaN", "-0", "Infinity", "1e308", "12n", "Symbol('s')", "Symbol.iterator", "true"],
  ...[
    "() => 1",
    "class A { static x = 1; #y = 2 }",
    "async function* f() {}",
    "/a+/gu",
    "new Date(NaN)",
    "new Date(0)",
  ],
  ...[
    "new Map([[{}, new Set([1])]])",
    "new WeakMap()",
    "new Uint8Array(300)",
    "new ArrayBuffer(8)",
    "new DataView(new ArrayBuffer(2))",
  ],
  ...[
    "Promise.resolve(1)",
    "Promise.reject(new Error('unheard'))",
    "globalThis",
    "console",
    "Fliplet",
    "new Proxy({}, {})",
  ],
  ...["Proxy.revocable({}, {}).proxy", "(() => { const r = Proxy.revocable([], {}); r.revoke(); return r.proxy })()"],
  ...["new Proxy([], { get() { throw 1 } })", "new Proxy({}, { ownKeys() { return ['a', 'a'] } })"],
  ...["new Proxy(function () {}, { apply() { throw new Error('a') }, getPrototypeOf() { throw null } })"],
  ...[
    "{ get a() { throw new Error('getter') } }",
    "{ get a() { return this } }",
    "{ toJSON() { return { toJSON: 1 } } }",
  ],
  ...["{ toJSON() { throw { toString() { throw 1 } } } }", "{ toString() { return {} }, valueOf() { return {} } }"],
  ...["{ [Symbol.toPrimitive]() { throw 1 } }", "{ [Symbol.toStringTag]: { toString() { throw 1 } } }"],
  ...["{ then(f) { f(f) } }", "{ then(f, r) { r({ get stack() { throw 1 } }) } }", "{ then() { throw undefined } }"],
  ...[
    "(() => { const a = {}; a.a = a; return a })()",
    "(() => { let o = []; for (let i = 0; i < 3e3; i++) o = [o]; return o })()",
  ],
  ...[
    "(() => { const a = [1, 2]; a.length = 4e9; return a })()",
    "Object.create(null)",
    "Object.create({ inherited: 1 })",
  ],
  ...[
    "Object.assign(new Error('e'), { stack: 7, name: {}, message: Symbol() })",
    "new AggregateError([1, null], 'many')",
  ],
  ...[
    "Object.defineProperty(new Error('e'), 'stack', { get() { throw 1 } })",
    "new (class extends Error { get name() { return 5n } })('e')",
  ],
  ...[
    "Object.assign(new Error('e'), { status: { toString() { throw 1 } } })",
    "Object.assign(new Error('e'), { cause: globalThis })",
  ],
  ...[
    "new URL('http://public.test/a')",
    "new Headers([['a', 'b']])",
    "new Request('http://public.test')",
    "new Blob(['x'])",
  ],
  ...[
    "new FormData()",
    "new AbortController().signal",
    "AbortSignal.abort()",
    "new Response('x')",
    "arguments",
    "new (class { get [Symbol.iterator]() { throw 1 } })()",
  ],
];

/** Statements that change the world the rest of the program lives in. */
const POISONS = [
  ...["Object.prototype.toJSON = () => 'forged'", "Array.prototype.toJSON = function () { return this.evil }"],
  ...[
    "Array.prototype.push = function () { throw 1 }",
    "Array.prototype[Symbol.iterator] = function* () { yield 'forged' }",
  ],
  ...[
    "Object.defineProperty(Array.prototype, 0, { set() { throw 1 }, get() { return 'forged' }, configurable: true })",
  ],
  ...[
    "Object.prototype.get = () => 'forged'",
    "Object.prototype.status = 'RUN_CRASHED'",
    "Object.prototype.kind = 'done'",
  ],
  ...[
    "JSON.stringify = () => '{'",
    "JSON.parse = () => { throw 1 }",
    "String.prototype.slice = () => 7",
    "String = undefined",
  ],
  ...[
    "Promise.prototype.then = function () { throw 1 }",
    "Promise.prototype.constructor = function () {}",
    "Promise = null",
  ],
  ...[
    "Object.defineProperty(Promise, Symbol.species, { get() { throw 1 } })",
    "Function.prototype.call = () => 1",
    "Function.prototype.apply = null",
  ],
  ...[
    "Error.prepareStackTrace = () => { throw 1 }",
    "Error.stackTraceLimit = -1",
    "Error.stackTraceLimit = { valueOf() { throw 1 } }",
  ],
  ...[
    "Error.captureStackTrace = null",
    "Map.prototype.get = () => 0",
    "Map.prototype.set = null",
    "Reflect.apply = null",
  ],
  ...[
    "Object.keys = () => ['__proto__']",
    "Object.defineProperty = () => {}",
    "Object.getPrototypeOf = () => null",
    "Math.floor = () => NaN",
  ],
  ...[
    "Date.now = () => NaN",
    "Number.prototype.toString = () => '['",
    "Symbol.prototype.toString = null",
    "globalThis.console = null",
  ],
  ...[
    "delete globalThis.Error",
    "Object.freeze(globalThis)",
    "Object.setPrototypeOf(Object.prototype, null)",
    "Object.freeze(Object.prototype)",
  ],
  ...[
    "Fliplet.Page = 1",
    "Uint8Array.prototype.subarray = null",
    "RegExp.prototype.exec = () => ({ index: -1 })",
    "String.prototype.toWellFormed = () => '\\ud800'",
  ],
];

const SINKS = [
  ...[
    "console.log(V)",
    "console.error(V, V)",
    "console.table(V)",
    "console.table([V], V)",
    "console.group(V)",
    "console.dir(V)",
  ],
  ...[
    "console.assert(0, V)",
    "console.count(V)",
    "console.time(V); console.timeLog(V, V); console.timeEnd(V)",
    "console.trace(V)",
  ],
  ...[
    "console.log('%s %d %i %f %j %o %O %c %%', V, V, V, V, V)",
    "await Fliplet.App.Tasks.run('t', V)",
    "Fliplet.App.Tasks.run(V, V)",
  ],
  ...[
    "await fetch(V)",
    "fetch('http://public.test', V)",
    "fetch('http://public.test', { method: 'POST', body: V, headers: V })",
  ],
  ...[
    "await Fliplet.DataSources.connect(1).then((s) => s.find({ where: V }))",
    "await Fliplet.DataSources.create(V)",
    "Fliplet.Communicate.sendEmail(V)",
  ],
  ...[
    "structuredClone(V)",
    "queueMicrotask(V)",
    "setTimeout(V, V)",
    "clearTimeout(V)",
    "setTimeout(() => { throw V })",
    "Promise.reject(V)",
  ],
  ...[
    "new Promise((resolve, reject) => reject(V))",
    "btoa(V)",
    "new URL(V)",
    "new Blob([V])",
    "crypto.getRandomValues(V)",
    "Fliplet.Env.get(V)",
  ],
  ...[
    "await crypto.subtle.digest('SHA-256', V)",
    "new TextEncoder().encode(V)",
    "new TextDecoder().decode(V)",
    "Fliplet.Page.onRemoteExecution(V)",
  ],
];

const value: fc.Arbitrary<string> = fc.oneof(
  { maxDepth: 3, depthSize: "small" },
  fc.constantFrom(...ATOMS).map((atom) => (atom.startsWith("{") ? `(${atom})` : atom)),
  fc.letrec<{ value: string }>((tie) => ({
    value: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.constantFrom(...ATOMS).map((atom) => `(${atom})`),
      fc.array(tie("value"), { maxLength: 3 }).map((items) => `[${items.join(", ")}]`),
      fc
        .tuple(
          fc.constantFrom("a", "'\\0'", "'\\ud800'", "__proto__", "['__proto__']", "toJSON", "then", "length", "0"),
          tie("value"),
        )
        .map(([key, item]) => `({ ${key}: ${item} })`),
      tie("value").map((item) => `new Proxy({ a: 1 }, { get: () => ${item}, ownKeys: () => ['a'] })`),
      tie("value").map((item) => `new Error(${item})`),
    ),
  })).value,
);

const statement = fc.oneof(
  {
    arbitrary: fc.tuple(fc.constantFrom(...SINKS), value).map(([sink, v]) => sink.replaceAll("V", () => v)),
    weight: 5,
  },
  { arbitrary: fc.constantFrom(...POISONS), weight: 2 },
);

const ending = fc.oneof(
  value.map((v) => `return ${v}`),
  value.map((v) => `throw ${v}`),
  fc.constant(""),
);

/** The body of a handler. Each statement stands alone: what one throws does not keep the next from running. */
export const guestProgram: fc.Arbitrary<string> = fc
  .tuple(fc.array(fc.tuple(fc.boolean(), statement), { maxLength: 6 }), ending)
  .map(([statements, end]) =>
    [...statements.map(([isGuarded, line]) => (isGuarded ? `try { ${line} } catch {}` : `${line};`)), end].join("\n"),
  );
