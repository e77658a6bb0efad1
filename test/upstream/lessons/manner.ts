import { type CarelessKind, carelessKinds } from "./careless.ts";
import { type UselessKind, uselessKinds } from "./useless.ts";

/** How a scripted model answers. `careless` and `useless` choose one of their kinds by the text of the question. */
export type Manner = "good" | "careless" | "useless" | CarelessKind | UselessKind;

export const isCareless = (manner: string): manner is CarelessKind =>
  (carelessKinds as readonly string[]).includes(manner);
export const isUseless = (manner: string): manner is UselessKind =>
  (uselessKinds as readonly string[]).includes(manner);

/** The same question always gets the same kind. */
export function pickKind(manner: Manner, text: string): "good" | CarelessKind | UselessKind {
  const sum = Array.from(text).reduce((total, character) => total + (character.codePointAt(0) ?? 0), 0);
  if (manner === "careless") return carelessKinds[sum % carelessKinds.length] ?? "preamble";
  if (manner === "useless") return uselessKinds[sum % uselessKinds.length] ?? "refusal";
  return manner;
}
