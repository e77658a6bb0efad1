// A bare relay, to compare with: passes the text of an OpenAI stream on as events, and stores nothing. Argument: the upstream.
import { request } from "node:http";

const upstream = process.argv[2] ?? "";
const encoder = new TextEncoder();
const server = Bun.serve({
  hostname: "127.0.0.1",
  port: 0,
  idleTimeout: 0,
  async fetch(asked) {
    const body = await asked.text();
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        const headers = { "content-type": "application/json" };
        const sent = request(`${upstream}/v1/chat/completions`, { method: "POST", agent: false, headers }, (answer) => {
          let rest = "";
          answer.on("data", (chunk: Buffer) => {
            const lines = (rest + chunk.toString()).split("\n");
            rest = lines.pop() ?? "";
            for (const line of lines) {
              if (!line.startsWith("data: {")) continue;
              const { choices } = JSON.parse(line.slice(6)) as { choices: { delta?: { content?: string } }[] };
              const text = choices[0]?.delta?.content ?? "";
              if (text !== "")
                controller.enqueue(encoder.encode(`data: ${JSON.stringify({ type: "text", text })}\n\n`));
            }
          });
          answer.on("end", () => {
            controller.enqueue(encoder.encode("data: [DONE]\n\n"));
            controller.close();
          });
        });
        sent.end(body);
      },
    });
    return new Response(stream, { headers: { "content-type": "text/event-stream" } });
  },
});
console.log(server.url.origin);
