import { expect, test } from "bun:test";
import { splitLogin } from "./split-login.ts";

test.each([
  ["http://anna:geheim@host:8080/v1", "http://host:8080/v1", "anna", "geheim"],
  ["anna:geheim@127.0.0.1:11434", "127.0.0.1:11434", "anna", "geheim"],
  [" https://anna%40home:p%3Aw@models.example ", "https://models.example", "anna@home", "p:w"],
  ["http://花子:ひみつ@host", "http://host", "花子", "ひみつ"],
  ["http://anna:100%@host", "http://host", "anna", "100%"],
])("takes the login out of %s", (typed, address, name, password) => {
  expect(splitLogin(typed)).toEqual({ address, login: { name, password } });
});

test.each(["http://host:8080/v1", "127.0.0.1:11434", "http://host/a:b@c", "anna@host", "http://:secret@host", ""])(
  "leaves %s as it is",
  (typed) => expect(splitLogin(typed)).toEqual({ address: typed, login: null }),
);
