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
  await app.events((await app.send("犬も好きです。")).generationId);

  const contacts = await contactsOf(app);
  const host = `127.0.0.1:${ollama.port}`;
  // the check whether this Ollama is open to the network asks the computer's other addresses at the same port
  for (const other of contacts.filter((contact) => contact.host !== host))
    expect([other.host.split(":").at(-1), other.purpose]).toEqual([`${ollama.port}`, "models"]);
  const of = (purpose: Contact["purpose"]) =>
    contacts.filter((contact) => contact.host === host && contact.purpose === purpose);
  expect(of("models")).toMatchObject([{ goesTo: "computer", relayed: false }]);
  // the title request of the second chat may already be sent
  expect(of("title").find(({ relayed }) => !relayed)).toEqual({
    host,
    purpose: "title",
    goesTo: "computer",
    relayed: false,
    count: 1,
  });
  expect(of("message")).toEqual([
    { host, purpose: "message", goesTo: "cloud", relayed: true, count: 1 },
    { host, purpose: "message", goesTo: "computer", relayed: false, count: 1 },
  ]);
});
