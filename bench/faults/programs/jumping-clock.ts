/**
 * Loaded before a program (`--import`), it lets whoever started the program set its clock: `{ clockOffsetMs }` over the
 * channel between them. As when somebody sets the clock of a machine, timers and `performance.now()` go on evenly.
 */
let offsetMs = 0;
const RealDate = Date;
const now = () => RealDate.now() + offsetMs;

globalThis.Date = new Proxy(RealDate, {
  apply: () => new RealDate(now()).toString(),
  construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
  get: (target, key) => (key === "now" ? now : Reflect.get(target, key)),
});

process.on("message", (message: { clockOffsetMs: number }) => {
  offsetMs = message.clockOffsetMs;
  process.send?.({ now: Date.now() });
});
// The channel alone must not keep the program alive.
process.channel?.unref();
