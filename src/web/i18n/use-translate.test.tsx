import { afterEach, expect, test } from "bun:test";
import { createRoot } from "react-dom/client";
import { act, cleanup, getConfig, render, screen } from "@testing-library/react";
import { lazy, type ReactNode, Suspense, useEffect, useState } from "react";
import { createNamespace, loadStrings } from "./use-translate.ts";

type Words = { word: string };
const there = { word: "there" };
const makeNamespace = (en: () => Promise<Words>) => {
  const other = () => Promise.resolve(there);
  return createNamespace({ en, ja: other, "zh-Hans": other, "zh-Hant": other, ko: other });
};

/** Has state after its strings, as any component may. */
function Page({ useStrings }: { useStrings: () => Words }) {
  const { word } = useStrings();
  const [shown, setShown] = useState("");
  useEffect(() => {
    queueMicrotask(() => setShown(word));
  }, [word]);
  return <p>{shown}</p>;
}

const waiting = (part: ReactNode) => <Suspense fallback={<p>waiting</p>}>{part}</Suspense>;

afterEach(cleanup);

test("shows strings that arrive while their part waits for them, whatever else the part does", async () => {
  const { promise, resolve } = Promise.withResolvers<Words>();
  const useStrings = makeNamespace(() => promise);
  await act(async () => {
    render(waiting(<Page useStrings={useStrings} />));
  });
  expect(screen.getByText("waiting")).toBeTruthy();
  await act(async () => resolve(there));
  expect(await screen.findByText("there")).toBeTruthy();
});

test("does not break when strings arrive between a part's first render and its second", async () => {
  const useStrings = makeNamespace(() => Promise.resolve(there));
  const LatePage = lazy(() => Promise.resolve({ default: () => <Page useStrings={useStrings} /> }));
  const broken: unknown[] = [];
  const root = createRoot(document.body.appendChild(document.createElement("div")), {
    onRecoverableError: (error) => broken.push(error),
  });
  // as in a browser: React retries a suspended part as soon as it can, not at the end of an `act`
  await getConfig().asyncWrapper(async () => {
    root.render(waiting(<LatePage />));
    await screen.findByText("there");
  });
  expect(broken).toEqual([]);
  act(() => root.unmount());
});

test("loads the strings of a part with a language only when the part is in use", async () => {
  const asked: string[] = [];
  const load = (language: string) => () => {
    asked.push(language);
    return Promise.resolve(there);
  };
  const useStrings = createNamespace({
    en: load("en"),
    ja: load("ja"),
    "zh-Hans": load("zh-Hans"),
    "zh-Hant": load("zh-Hant"),
    ko: load("ko"),
  });
  await loadStrings("ja");
  expect(asked).toEqual([]);
  await act(async () => {
    render(waiting(<Page useStrings={useStrings} />));
  });
  await loadStrings("ko");
  expect(asked).toEqual(["en", "ko"]);
});
