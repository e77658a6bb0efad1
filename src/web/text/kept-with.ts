import { createContext } from "react";

/** The id of the message that a text belongs to, or of the conversation. The server keeps its words, and the conversation's page arrives with them. */
export const KeptWithContext = createContext<string | undefined>(undefined);
