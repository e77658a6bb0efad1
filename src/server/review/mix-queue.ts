type Done = { reviews: number; fresh: number };

/**
 * The order of today's cards: new ones stand between reviews, so that both end together. What was done today counts, so the order is the same
 * whenever it is asked for.
 */
export function mixQueue<T>(reviews: readonly T[], fresh: readonly T[], left: Done, done: Done): T[] {
  const all = { reviews: done.reviews + left.reviews, fresh: done.fresh + left.fresh };
  const taken = { ...done };
  const mixed: T[] = [];
  for (let r = 0, f = 0; r < reviews.length || f < fresh.length;) {
    const isNewBehind = taken.fresh * all.reviews < taken.reviews * all.fresh;
    if (f < fresh.length && (isNewBehind || r >= left.reviews)) {
      mixed.push(fresh[f++]!);
      taken.fresh++;
    } else if (r < reviews.length) {
      mixed.push(reviews[r++]!);
      taken.reviews++;
    } else break; // of the reviews, only the first were asked for: what follows them is not known
  }
  return mixed;
}
