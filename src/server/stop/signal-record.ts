import { dlopen, FFIType, ptr } from "bun:ffi";
import os from "node:os";

/** Where the C library is, and how its `struct sigaction` is made: the handler is first, and `SA_RESETHAND` is one of the flags. */
const systems: Partial<Record<NodeJS.Platform, { libraries: string[]; flags: number; resetHand: number }>> = {
  // glibc, musl: after the handler, a mask of 128 bytes
  linux: { libraries: ["libc.so.6", "libc.so"], flags: 136, resetHand: 0x80000000 },
  darwin: { libraries: ["libSystem.B.dylib"], flags: 12, resetHand: 0x4 },
};

type SignalName = "SIGTERM" | "SIGINT" | "SIGHUP";

/**
 * Lets another thread notice a signal whose handler waits for the busy main thread. With `SA_RESETHAND` the system removes a handler when it
 * calls it, so `hasCome` looks for handlers that are gone and were not set again. Null where the system has no such signals (Windows).
 */
export function recordSignals(names: readonly SignalName[]): { hasCome: () => boolean } | null {
  const system = systems[process.platform];
  const library = system && openLibrary(system.libraries);
  if (!library) return null;
  const numbers = names.map((name) => os.constants.signals[name]);
  const read = (number: number) => {
    const action = new Uint8Array(160);
    library.sigaction(number, null, ptr(action));
    return new DataView(action.buffer);
  };
  const hasHandler = (action: DataView) => action.getBigUint64(0, true) > 1n; // 0 is the default, 1 is "ignore"
  const handled = numbers.filter((number) => {
    const action = read(number);
    if (!hasHandler(action)) return false;
    action.setUint32(system.flags, action.getUint32(system.flags, true) | system.resetHand, true);
    return library.sigaction(number, ptr(action), null) === 0;
  });
  return { hasCome: () => handled.some((number) => !hasHandler(read(number))) };
}

function openLibrary(names: readonly string[]) {
  for (const name of names) {
    try {
      const sigaction = { args: [FFIType.i32, FFIType.ptr, FFIType.ptr], returns: FFIType.i32 } as const;
      return dlopen(name, { sigaction }).symbols;
    } catch {} // another C library
  }
  return null;
}
