/** How many days a deleted conversation stays in the bin. */
export const daysInBin = 30;

/** The beginning of the day, `daysInBin` days later, on which a conversation goes. By the calendar: a day can have 23 or 25 hours. */
export function goesAt(deletedAt: number): number {
  const day = new Date(deletedAt);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + daysInBin).getTime();
}
