import { expect, test } from "bun:test";
import { startHostileServer } from "#test/hostile-servers.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";
import { isExposed } from "./ollama-exposure.ts";

const soon = () => AbortSignal.timeout(2_000);
// [::1] represents an address on the network, because tests listen only on loopback
const outside = ["::1"];
const ignore = () => {};

test("reports an Ollama that also answers on another address of this computer as exposed (T48)", async () => {
  await using inside = await startUpstream({ protocol: "ollama", key: "secret" });
  expect(await isExposed(inside.url, soon(), ignore, outside)).toBe(false);
  const contacted: string[] = [];
  const onContact = (host: string) => contacted.push(host);
  await using also = await startUpstream({ protocol: "ollama", host: "::1", port: inside.port });
  expect(await isExposed(inside.url, soon(), onContact, ["127.0.0.99", ...outside])).toBe(true);
  expect(contacted).toEqual([`127.0.0.99:${inside.port}`, `[::1]:${inside.port}`]);
  expect(also.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
});

test("ignores other servers on that port and stops waiting at the limit (T48)", async () => {
  const hanging = await startHostileServer("hanging");
  const other = await startHostileServer("JSON of something else");
  for (const { url } of [hanging, other]) {
    const from = url.replace("127.0.0.1", "localhost");
    expect(await isExposed(from, AbortSignal.timeout(300), ignore, ["127.0.0.1"])).toBe(false);
  }
  hanging.close();
  other.close();
});

test("does not check an Ollama on another computer (T48)", async () => {
  const contacted: string[] = [];
  const onContact = (host: string) => contacted.push(host);
  await using there = await startUpstream({ protocol: "ollama", host: "::1" });
  expect(await isExposed(`http://192.168.1.5:${there.port}`, soon(), onContact, outside)).toBe(false);
  expect(contacted).toEqual([]);
  expect(there.requests).toEqual([]);
});
