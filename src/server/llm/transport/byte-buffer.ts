const firstBytes = 1_024;

/** Bytes that arrive in parts. They are copied, because a part of a chunk keeps the whole chunk in memory, and a million small arrays take more than their bytes. */
export function createByteBuffer() {
  let bytes = new Uint8Array(0);
  let length = 0;
  return {
    length: () => length,
    add(part: Uint8Array): void {
      if (length + part.length > bytes.length) {
        const larger = new Uint8Array(Math.max(firstBytes, 2 * (length + part.length)));
        larger.set(bytes.subarray(0, length));
        bytes = larger;
      }
      bytes.set(part, length);
      length += part.length;
    },
    /** Returns the collected bytes and empties the buffer. The result is valid until the next `add`. */
    take(): Uint8Array {
      const taken = bytes.subarray(0, length);
      length = 0;
      return taken;
    },
  };
}
