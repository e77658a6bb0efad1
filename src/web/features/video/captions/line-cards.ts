import { createContext } from "react";

/** Which lines were translated before, by their numbers, and how their cards are shown. The moments of the video provide it. */
export type LineCards = { lines: ReadonlySet<number>; open: (index: number) => void };

export const LineCardsContext = createContext<LineCards>({ lines: new Set(), open: () => {} });
