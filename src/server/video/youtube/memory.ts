/** Keeps the values that were used last, up to a number of bytes. */
export function createMemory<T>(mostBytes: number) {
  const kept = new Map<string, { value: T; bytes: number }>();
  let sum = 0;
  return {
    get(key: string): T | undefined {
      const found = kept.get(key);
      if (!found) return undefined;
      kept.delete(key);
      kept.set(key, found);
      return found.value;
    },
    set(key: string, value: T, bytes: number) {
      sum += bytes - (kept.get(key)?.bytes ?? 0);
      kept.delete(key);
      kept.set(key, { value, bytes });
      for (const [oldest, { bytes: freed }] of kept) {
        if (sum <= mostBytes) break;
        kept.delete(oldest);
        sum -= freed;
      }
    },
  };
}
