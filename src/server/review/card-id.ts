import { type ReviewType, reviewTypes } from "#shared/review/review-values.ts";
import { AppError } from "#server/errors.ts";

export type CardName = { wordId: string; type: ReviewType };

/** The id of a card in the API. A card needs no row to have one. */
export const toCardId = ({ wordId, type }: CardName): string => `${wordId}.${type}`;

export function readCardId(id: string): CardName {
  const dot = id.lastIndexOf(".");
  const type = reviewTypes.find((each) => each === id.slice(dot + 1));
  if (!type) throw new AppError("not_found", "There is no such card.");
  return { wordId: id.slice(0, dot), type };
}
