import { afterEach, beforeEach, expect, test } from "bun:test";
import { act, screen, waitFor } from "@testing-library/react";
import { useState } from "react";
import { renderPage } from "#test/render-page.tsx";
import { createLoader, lazyPart } from "./lazy.tsx";

const Part = ({ word }: { word: string }) => <p>{word}</p>;
const { error } = console;
beforeEach(() => {
  console.error = () => {}; // React reports what could not be loaded
});
afterEach(() => {
  console.error = error;
});

function Page({ Late }: { Late: typeof Part }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setIsOpen(!isOpen)}>
        press
      </button>
      {isOpen && <Late word="there" />}
    </>
  );
}
const open = async (Late: typeof Part) => {
  const page = await renderPage(<Page Late={Late} />);
  const press = () => page.user.click(screen.getByRole("button", { name: "press" }));
  await press();
  return { press, [Symbol.dispose]: () => page[Symbol.dispose]() };
};

test("leaves the page alone when a part cannot be loaded, and loads it the next time", async () => {
  let isGone = true;
  let asked = 0;
  const Late = lazyPart(async () => {
    asked += 1;
    if (isGone) throw new TypeError("Failed to fetch dynamically imported module");
    return Part;
  });
  using page = await open(Late);
  await waitFor(() => expect(asked).toBe(1));
  expect(screen.queryByText("there")).toBeNull();
  isGone = false;
  await page.press();
  await page.press();
  expect(await screen.findByText("there")).toBeTruthy();
  expect(asked).toBe(2);
});

test("keeps the placeholder when a part cannot be loaded", async () => {
  const { promise, reject } = Promise.withResolvers<typeof Part>();
  using _page = await open(lazyPart(() => promise, { Placeholder: ({ word }) => <p>{word}, plainly</p> }));
  expect(await screen.findByText("there, plainly")).toBeTruthy();
  reject(new TypeError("Failed to fetch dynamically imported module"));
  await expect(promise).rejects.toThrow();
  expect(screen.getByText("there, plainly")).toBeTruthy();
});

test("shows `Instead` when a part cannot be loaded and has one", async () => {
  const { promise, reject } = Promise.withResolvers<typeof Part>();
  const Late = lazyPart(() => promise, {
    Placeholder: () => <p>soon</p>,
    Instead: ({ word }) => <p>{word}, plainly</p>,
  });
  using _page = await open(Late);
  expect(screen.getByText("soon")).toBeTruthy();
  reject(new TypeError("Failed to fetch dynamically imported module"));
  expect(await screen.findByText("there, plainly")).toBeTruthy();
  expect(screen.queryByText("soon")).toBeNull();
});

test("shows no placeholder when the part was loaded before it is needed", async () => {
  let asked = 0;
  const seen: string[] = [];
  const loaded = Promise.withResolvers<void>();
  const Late = lazyPart(
    async () => {
      asked += 1;
      loaded.resolve();
      return Part;
    },
    {
      Placeholder: ({ word }) => {
        seen.push(word);
        return null;
      },
    },
  );
  void Late.preload();
  await loaded.promise;
  using _page = await open(Late);
  expect(screen.getByText("there")).toBeTruthy();
  expect(seen).toEqual([]);
  expect(asked).toBe(1);
});

test("loads the part's strings in parallel with its code", async () => {
  const begun: string[] = [];
  const Late = lazyPart(
    () => {
      begun.push("code");
      return new Promise<typeof Part>(() => {});
    },
    {
      useStrings() {
        begun.push("strings");
        return [];
      },
    },
  );
  using _page = await open(Late);
  expect(new Set(begun)).toEqual(new Set(["code", "strings"])); // both have begun although the code has not arrived
});

test("shows the placeholder until both the code and the strings are there", async () => {
  const strings = Promise.withResolvers<void>();
  const code = Promise.withResolvers<typeof Part>();
  const Late = lazyPart(() => code.promise, { useStrings: () => [strings.promise], Placeholder: () => <p>soon</p> });
  using _page = await open(Late);
  await act(async () => code.resolve(Part));
  expect(screen.getByText("soon")).toBeTruthy();
  await act(async () => strings.resolve());
  expect(screen.queryByText("soon")).toBeNull();
  expect(screen.getByText("there")).toBeTruthy();
});

test("loads again after a failure only for a new reader", async () => {
  let asked = 0;
  const loader = createLoader(async () => {
    asked += 1;
    throw new Error("gone");
  });
  await expect(loader.get()).rejects.toThrow("gone");
  await expect(loader.get()).rejects.toThrow("gone"); // a reader that waits sees the same failure
  expect(asked).toBe(1);
  await expect(loader.renew()).rejects.toThrow("gone");
  expect(asked).toBe(2);
});
