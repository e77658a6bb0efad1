/** The beginning of the calendar day here, as text. */
export const dayOf = (time: number): string => String(new Date(time).setHours(0, 0, 0, 0));
