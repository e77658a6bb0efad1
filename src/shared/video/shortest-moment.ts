/** The shortest moment, in seconds. */
export const shortestMoment = 0.3;
