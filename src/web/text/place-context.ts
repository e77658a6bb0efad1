import { createContext } from "react";
import type { PlaceKind } from "#shared/words/word-values.ts";

/** Where a text stands, for the words that are saved in it. */
export type Place = {
  kind: PlaceKind;
  ref: string;
  card?: string | undefined;
  /** Adds to a saved word what only this place has: the picture and the sound of a line. Resolves when they have arrived. */
  onSaved?: ((saved: SavedHere) => Promise<void>) | undefined;
};
export type SavedHere = { word: string; context: string; lacks: Lacks };
/** What the server does not have yet: another word of the line may have brought it. */
export type Lacks = { picture: boolean; sound: boolean };

/** Of texts that are not in a message: a moment of a video. Null: the message that the text names, or a text without a place. */
export const PlaceContext = createContext<Place | null>(null);
