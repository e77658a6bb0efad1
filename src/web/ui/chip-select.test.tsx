import { expect, test } from "bun:test";
import { act } from "@testing-library/react";
import { hydrateRoot } from "react-dom/client";
import { renderToString } from "react-dom/server";
import { ChipSelect } from "./chip-select.tsx";

const options = [
  { value: "ja", label: "Japanese" },
  { value: "ko", label: "Korean" },
];

test("shows the page's choice after the browser has put another one into the first frame", async () => {
  const select = <ChipSelect label="I'm learning" value="ja" options={options} onChoose={() => {}} />;
  const box = document.createElement("div");
  box.innerHTML = renderToString(select);
  const drawn = box.querySelector("select")!;
  drawn.value = "ko";
  const root = await act(async () => hydrateRoot(box, select));
  expect(box.querySelector("select")).toBe(drawn);
  expect(drawn.value).toBe("ja");
  act(() => root.unmount());
});
