/** Reads the events of an event stream by the standard and skips comments. */
export async function* readEvents(response: Response): AsyncGenerator<{ id: string; data: string }> {
  if (!response.body) return;
  let rest = "";
  for await (const part of response.body.pipeThrough(new TextDecoderStream())) {
    rest += part;
    const blocks = rest.split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks) {
      const fields = block.split("\n").map((line) => line.match(/^(\w*): ?([^]*)$/) ?? []);
      const field = (name: string) => fields.find(([, key]) => key === name)?.[2] ?? "";
      if (field("data") !== "") yield { id: field("id"), data: field("data") };
    }
  }
}
