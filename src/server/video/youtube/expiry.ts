const hour = 60 * 60_000;

/** Until when the addresses work: they carry it as `expire`, in seconds since 1970. `inSeconds`: what the answer says, or 0. */
export function expiryOf(formats: readonly { url: string }[], now: number, inSeconds = 0): number {
  const carried = formats.map(({ url }) => Number(URL.parse(url)?.searchParams.get("expire")) * 1_000);
  const said = [...carried, now + inSeconds * 1_000].filter((time) => Number.isFinite(time) && time > now);
  // YouTube's own addresses work for six hours
  return Math.min(now + 6 * hour, ...(said.length > 0 ? said : [now + hour]));
}
