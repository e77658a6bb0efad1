import { expect, test } from "bun:test";
import type { Contact } from "#shared/contacts.ts";
import { type OpenApp, openApp } from "#test/open-app.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";

const contactsOf = async (app: OpenApp) =>
  (await app.json<{ contacts: Contact[] }>("GET", "/api/contacts")).contacts.map(({ lastAt, ...contact }) => {
    expect(lastAt).toBeGreaterThan(0);
    return contact;
  });

test("lists every host that Blossom contacted, with the purpose and destination", async () => {
  const cloud = { name: "gpt-oss:120b-cloud", remoteHost: "https://ollama.com:443", capabilities: ["completion"] };
  await using ollama = await startUpstream({ protocol: "ollama", models: ["gemma3:12b", cloud] });
  await using app = await openApp();
  expect(await contactsOf(app)).toEqual([]);
  await app.json("PUT", "/api/llm/settings", { provider: "ollama", ollamaUrl: ollama.url, chatModel: "gemma3:12b" });
  const { generationId, conversationId } = await app.send("猫が好きです。");
  await app.events(generationId);
  await app.json("POST", `/api/conversations/${conversationId}/title`, {});
  await app.json("PUT", "/api/llm/settings", { chatModel: cloud.name, allowRemote: true });
  const second = await app.send("犬も好きです。");
  await app.events(second.generationId);
  await app.json("POST", `/api/conversations/${second.conversationId}/title`, {});

  const contacts = await contactsOf(app);
  const host = `127.0.0.1:${ollama.port}`;
  // the check whether this Ollama is open to the network asks the computer's other addresses at the same port
  for (const other of contacts.filter((contact) => contact.host !== host))
    expect([other.host.split(":").at(-1), other.purpose]).toEqual([`${ollama.port}`, "models"]);
  const of = (purpose: Contact["purpose"]) =>
    contacts.filter((contact) => contact.host === host && contact.purpose === purpose);
  expect(of("models")).toMatchObject([{ goesTo: "computer", relayed: false }]);
  // a message is a reply and the check of its sentence
  for (const [purpose, count] of [
    ["title", 1],
    ["message", 2],
  ] as const)
    expect(of(purpose)).toEqual([
      { host, purpose, goesTo: "cloud", relayed: true, count },
      { host, purpose, goesTo: "computer", relayed: false, count },
    ]);
});
