import type { Folding } from "./fold.ts";

/** A reading as a search compares it, with its tones as combining characters: `Xī'ān → XĪAN` in pieces, `キノウ → きのう`. */
export const toReadingForm = (reading: string, folding: Folding): string =>
  folding.toForm(reading).replace(/[\s'’·.\-[\]]/g, "");

const tones = /[\u0300\u0301\u0304\u030C]/g;

export const withoutTones = (form: string): string => form.replace(tones, "");
export const hasTones = (form: string): boolean => form.search(tones) >= 0;
