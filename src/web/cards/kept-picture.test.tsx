import { expect, test } from "bun:test";
import { fireEvent, screen } from "@testing-library/react";
import { renderPage } from "#test/render-page.tsx";
import { KeptPicture } from "./kept-picture.tsx";

test("says so in the place of a picture whose file is missing (F51)", async () => {
  using _page = await renderPage(
    <>
      <KeptPicture src="/api/frames/missing" alt="A street" />
      <KeptPicture src="/api/frames/kept" alt="A cat" />
      <KeptPicture src="/api/frames/small" alt="A thumbnail" instead={<i>an icon</i>} />
    </>,
  );
  fireEvent.error(screen.getByRole("img", { name: "A street" }));
  fireEvent.error(screen.getByRole("img", { name: "A thumbnail" }));
  screen.getByText("an icon");
  screen.getByText("Can't show this picture. Its file may be missing.");
  expect(screen.getAllByRole("img").map((image) => image.getAttribute("alt"))).toEqual(["A cat"]);
});
