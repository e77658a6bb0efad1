import type { Moment } from "#shared/video/moment.ts";

/** The link that opens a moment at its second. */
export const linkTo = ({ video, id }: Pick<Moment, "video" | "id">): string =>
  `${location.origin}/video/${video}?moment=${encodeURIComponent(id)}`;
