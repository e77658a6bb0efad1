import { afterEach, expect, setSystemTime, test } from "bun:test";
import { act } from "@testing-library/react";
import { hydrateRoot } from "react-dom/client";
import { renderToString } from "react-dom/server";
import type { Answer } from "#shared/answer.ts";
import { emptyAnswer } from "#shared/apply-generation-event.ts";
import { FirstFrameContext } from "#web/ui/first-frame.ts";
import { StateLine } from "./state-line.tsx";

afterEach(() => setSystemTime());

const since = Date.UTC(2026, 10, 27);

test.each<[string, Partial<Answer>]>([
  ["being written", { phase: "writing", phaseSince: since }],
  ["waited for", { phase: "waiting", phaseSince: since }],
  ["tried again later", { phase: "retrying", phaseSince: since, phaseUntil: since + 60_000 }],
])("the page takes over the first frame of an answer that is %s, although time has passed", async (_state, now) => {
  const line = (
    <FirstFrameContext value={{ isOpen: true }}>
      <StateLine answer={{ ...emptyAnswer("ja"), ...now }} isGone={false} onStop={() => {}} />
    </FirstFrameContext>
  );
  const box = document.createElement("div");
  setSystemTime(since + 7_000);
  box.innerHTML = renderToString(line);
  const drawn = box.textContent;
  expect(drawn).toContain("Stop");
  setSystemTime(since + 9_000);
  const differences: unknown[] = [];
  const root = await act(async () =>
    hydrateRoot(box, line, { onRecoverableError: (error) => differences.push(error) }),
  );
  expect(differences).toEqual([]);
  expect(box.textContent).toBe(drawn);
  act(() => root.unmount());
});
