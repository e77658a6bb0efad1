/** The smallest width and height of a region, as fractions of the picture. */
export const smallestRegion = 0.03;
