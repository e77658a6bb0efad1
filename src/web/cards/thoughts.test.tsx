import { expect, test } from "bun:test";
import { screen, waitFor } from "@testing-library/react";
import { useState } from "react";
import { openPageApp } from "#test/page-app.ts";
import { renderPage } from "#test/render-page.tsx";
import { Thoughts } from "./thoughts.tsx";

const route = "GET /api/generations/g/raw";

/** Thoughts of 60 lines, 100 ms each. A press adds a line; after the last one, a press ends the thinking. */
function Thinking() {
  const [lines, setLines] = useState(0);
  return (
    <>
      <button type="button" onClick={() => setLines(lines + 1)}>
        think
      </button>
      <Thoughts generationId="g" ms={Math.min(lines, 59) * 100 + 50} isThinking={lines < 60} />
    </>
  );
}

test("loads growing thoughts a few times and not at each line, and once more when they are complete", async () => {
  let loads = 0;
  const load = () => Response.json({ text: "", thoughts: `thoughts ${++loads}` });
  await using _server = await openPageApp({ faults: { [route]: load } });
  using page = await renderPage(<Thinking />);
  await page.user.click(screen.getByText("Thoughts"));
  await screen.findByText("thoughts 1");
  for (let line = 0; line < 59; line++) await page.user.click(screen.getByText("think"));
  await screen.findByText("thoughts 3");
  await page.user.click(screen.getByText("think"));
  await screen.findByText("thoughts 4");
  expect(screen.getByText(/^Thoughts ·/)).toBeTruthy();
  await waitFor(() => expect(page.queryClient.getQueryCache().findAll({ queryKey: ["raw"] })).toHaveLength(1));
});
