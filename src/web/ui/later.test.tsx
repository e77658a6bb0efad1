import { afterEach, beforeEach, expect, test } from "bun:test";
import { screen, waitFor } from "@testing-library/react";
import { useState } from "react";
import { renderPage } from "#test/render-page.tsx";
import { later } from "./later.tsx";

const Part = ({ word }: { word: string }) => <p>{word}</p>;
const { error } = console;
beforeEach(() => {
  console.error = () => {}; // React says what did not come
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

test("a part that cannot come takes nothing with it, and comes the next time", async () => {
  let isGone = true;
  let asked = 0;
  const Late = later(async () => {
    asked += 1;
    if (isGone) throw new TypeError("Failed to fetch dynamically imported module");
    return Part;
  });
  using page = await renderPage(<Page Late={Late} />);
  const press = () => page.user.click(screen.getByRole("button", { name: "press" }));
  await press();
  await waitFor(() => expect(asked).toBe(1));
  expect(screen.queryByText("there")).toBeNull();
  isGone = false;
  await press();
  await press();
  expect(await screen.findByText("there")).toBeTruthy();
  expect(asked).toBe(2);
});

test("what stands there meanwhile stays where the part cannot come", async () => {
  const { promise, reject } = Promise.withResolvers<typeof Part>();
  const Late = later(
    () => promise,
    ({ word }) => <p>{word}, plainly</p>,
  );
  using page = await renderPage(<Page Late={Late} />);
  await page.user.click(screen.getByRole("button", { name: "press" }));
  expect(await screen.findByText("there, plainly")).toBeTruthy();
  reject(new TypeError("Failed to fetch dynamically imported module"));
  await expect(promise).rejects.toThrow();
  expect(screen.getByText("there, plainly")).toBeTruthy();
});
