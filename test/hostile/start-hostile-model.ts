import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { dialects } from "./dialects.ts";
import type { HostileScript } from "./scripts.ts";

/** A model server that follows a hostile script where it says so, and is a small, kind server otherwise. */
export async function startHostileModel(script: HostileScript): Promise<{ url: string; close: () => void }> {
  const dialect = dialects[script.provider];
  const path = script.path ?? dialect.chat;
  const sockets = new Set<Socket>();
  const server = createServer({ maxHeaderSize: 2_000_000 }, async (request, response) => {
    response.on("error", () => {});
    const [asked = ""] = (request.url ?? "").split("?");
    const sent = await new Response(request as unknown as ReadableStream).text().catch(() => "");
    // the title is asked for after an answer, which has to be a good one
    const isTitle = /title/i.test(sent.slice(0, 2_000));
    if (asked !== path || (script.act === "title" && !isTitle)) return kind(asked, response, script);
    response.writeHead(script.status ?? 200, { "content-type": dialect.type, ...script.headers });
    let proceed = () => {};
    response.on("drain", () => proceed()).on("close", () => proceed());
    for (const part of script.body()) {
      if (response.destroyed) return;
      if (!response.write(part)) await new Promise<void>((resolve) => (proceed = resolve));
    }
    response.end();
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(socket));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

const model = "gemma3:12b";

function kind(path: string, response: ServerResponse, { provider, path: hostile }: HostileScript): void {
  const dialect = dialects[provider];
  const send = (body: unknown) =>
    void response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
  // with capabilities, no model would be looked up
  const abilities = hostile === "/api/show" ? {} : { capabilities: ["completion", "vision"] };
  const names = hostile === "/api/show" ? Array.from({ length: 50 }, (_, index) => `m${index}`) : [model];
  switch (path) {
    case "/api/version":
      return send({ version: "0.31.0" });
    case "/api/tags":
      return send({ models: names.map((name) => ({ name, digest: name, size: 1e9, ...abilities })) });
    case "/api/ps":
      return send({ models: [] });
    case "/v1/models":
      return send({ data: [{ id: model, capabilities: null, architecture: { input_modalities: ["text", "image"] } }] });
    case dialect.chat:
      return void response
        .writeHead(200, { "content-type": dialect.type })
        .end(dialect.text("はい、猫です。") + dialect.end);
    default:
      return void response.writeHead(404, { "content-type": "application/json" }).end('{"error":"not found"}');
  }
}
