/** What is in a file and cannot be read: numbers of subtitles that are pictures or encrypted, and whether its picture or its sound is encrypted (DRM). */
export type Unread = { pictures: number; encrypted: number; isProtected: boolean };

/** One track: `media` is its picture or its sound. */
type Kind = "media" | "subtitles";

export const nothingUnread: Unread = { pictures: 0, encrypted: 0, isProtected: false };

/** Counts the tracks of a file. `isPicture`: subtitles that are drawn. */
export function sumUnread(tracks: Iterable<{ kind: Kind; isEncrypted: boolean; isPicture: boolean }>): Unread {
  const sum = { ...nothingUnread };
  for (const { kind, isEncrypted, isPicture } of tracks) {
    if (kind === "media") sum.isProtected ||= isEncrypted;
    else if (isEncrypted) sum.encrypted += 1;
    else if (isPicture) sum.pictures += 1;
  }
  return sum;
}
