import type { Download } from "#shared/downloads.ts";
import { interfaceTag } from "#web/i18n/use-translate.ts";
import { formatTime } from "./format-time.ts";
import type { Words } from "./model-facts.ts";

const sizes = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

/** `1_900_000_000 → 1.9 GB`, `24_000_000 a second → 24 MB/s` */
function formatBytes(bytes: number, { language }: Words, ending = ""): string {
  const step = Math.min(sizes.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const amount = bytes / 1_000 ** step;
  const options = {
    style: "unit",
    unit: sizes[step]! + ending,
    maximumFractionDigits: amount < 10 && step > 1 ? 1 : 0,
  };
  return new Intl.NumberFormat(interfaceTag[language], options as Intl.NumberFormatOptions).format(amount);
}

type Amounts = Pick<Download, "completedBytes" | "totalBytes" | "bytesPerSecond" | "secondsLeft">;

/** `1.9 GB of 3.3 GB · 24 MB/s · 1 min left`, as far as it is known. */
export function describeAmounts({ completedBytes, totalBytes, bytesPerSecond, secondsLeft }: Amounts, words: Words) {
  const t = words.t.download;
  return [
    totalBytes !== null && t.bytes(formatBytes(completedBytes, words), formatBytes(totalBytes, words)),
    bytesPerSecond !== null && formatBytes(bytesPerSecond, words, "-per-second"),
    secondsLeft !== null && t.left(formatTime(secondsLeft, words.language)),
  ]
    .filter(Boolean)
    .join(" · ");
}
