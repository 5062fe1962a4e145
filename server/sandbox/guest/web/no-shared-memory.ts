/**
 * Stands in for SharedArrayBuffer in the bundled polyfills, which read
 * its accessors when they load: a snapshot is made without shared
 * memory, and the guest has none. Like the real accessors it refuses
 * whatever is not shared memory, which here is everything.
 */
export class NoSharedArrayBuffer {
  get byteLength(): number {
    throw new TypeError("There is no shared memory here");
  }
  get growable(): boolean {
    throw new TypeError("There is no shared memory here");
  }
}
