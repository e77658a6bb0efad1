import type { ReactNode } from "react";
import { createPortal } from "react-dom";

/** Draws its children at the end of another element: over a modal dialog, only what is inside the dialog can be pressed. */
export const Portal = ({ into, children }: { into: Element; children: ReactNode }) => createPortal(children, into);
