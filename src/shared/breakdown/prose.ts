import type { Block } from "#shared/answer.ts";
import { isFence } from "./format.ts";

/** Adds lines of prose. Changes `blocks`. */
export function addProse(blocks: Block[], lines: string) {
  const last = blocks.at(-1);
  const before = last?.type === "text" ? last : null;
  if (!before && !lines.trim()) return;
  const fences = lines.match(/^[^\S\n]*```/gm)?.length ?? 0;
  const isFenced = (before?.fenced ?? false) !== (fences % 2 === 1);
  const text: Block = { type: "text", text: `${before?.text ?? ""}${lines}\n`, ...(isFenced && { fenced: true }) };
  if (before) blocks[blocks.length - 1] = text;
  else blocks.push(text);
}

/** Removes white space at the end of the prose. Changes `blocks`. */
export function endProse(blocks: Block[]) {
  const last = blocks.at(-1);
  if (last?.type === "text") replaceText(blocks, { ...last, text: last.text.trimEnd() });
}

/** Removes a code fence at the end of the prose before a block. Returns whether there was one. */
export function takeFence(blocks: Block[]): boolean {
  const last = blocks.at(-1);
  if (last?.type !== "text" || !last.fenced) return false;
  const text = last.text.trimEnd();
  const tail = text.slice(-100); // a fence is short, but the prose before it may be long
  const line = tail.slice(tail.lastIndexOf("\n") + 1);
  if (!isFence(line) || (line === tail && tail !== text)) return false;
  replaceText(blocks, { type: "text", text: text.slice(0, text.length - line.length).trimEnd() });
  return true;
}

function replaceText(blocks: Block[], text: Extract<Block, { type: "text" }>) {
  if (text.text) blocks[blocks.length - 1] = text;
  else blocks.pop();
}
