/** How many milliseconds a request takes until all of its response is there. Throws if it fails: an error is answered faster than what is measured. */
export async function timed(send: () => Promise<Response>): Promise<number> {
  const begun = performance.now();
  const response = await send();
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`${response.status} ${response.url}`);
  return performance.now() - begun;
}
