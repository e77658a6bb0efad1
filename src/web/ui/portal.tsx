import type { ReactNode } from "react";
import { createPortal } from "react-dom";

/** Draws its children at the end of another element: while a modal dialog is open, only elements inside it can be pressed. */
export const Portal = ({ into, children }: { into: Element; children: ReactNode }) => createPortal(children, into);
