import { useSyncExternalStore } from "react";
import { type Draft, drafts } from "./drafts.ts";

export const useDraft = (id: string): Draft => useSyncExternalStore(drafts.subscribe, () => drafts.read(id));
