import { expect, test } from "bun:test";
import { isLocalHost, isThisComputer } from "./local-hosts.ts";

const hosts: Record<"computer" | "network" | "elsewhere", string> = {
  computer: "127.0.0.1 127.0.0.1:11434 127.8.9.10 localhost localhost:11434 [::1] [::1]:80 [::ffff:7f00:1]",
  network:
    "10.0.0.1 192.168.1.5:11434 172.16.0.1 172.31.255.255:80 100.64.0.9 100.127.1.1 [fd00::5]:80 [FC12::1] [::ffff:c0a8:105] " +
    "nas.local NAS.local.:8080 ollama ollama:11434 my.home box.lan host.docker.internal:11434 a.localhost",
  elsewhere:
    "api.anthropic.com openrouter.ai:443 8.8.8.8 172.32.0.1 172.15.0.1 100.63.0.1 100.128.0.1 192.169.0.1 [2001:db8::1] " +
    "[2606:4700::1111]:443 [::ffff:808:808] 127.0.0.1.nip.io 10.example.com localhost.example.com internal.example.org fd00.example.com",
};

for (const [kind, names] of Object.entries(hosts)) {
  test.each(names.split(" "))(`${kind}: %s`, (host) => {
    expect([isThisComputer(host), isLocalHost(host)]).toEqual([kind === "computer", kind !== "elsewhere"]);
  });
}

test("does not count an empty address as local", () => {
  expect([isThisComputer(""), isLocalHost("")]).toEqual([false, false]);
});
