/** The address of subtitles. */
export const tokenFree = (id: string, language: string, kind?: string) =>
  `https://www.youtube.com/api/timedtext?v=${id}&lang=${language}${kind ? `&kind=${kind}` : ""}&signature=signed`;
