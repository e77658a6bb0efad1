import { createContext } from "react";

/** The texts inside are still being written, so their first words are soon followed by more. */
export const GrowingContext = createContext(false);
