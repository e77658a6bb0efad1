import { expect, test } from "bun:test";
import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { waitFor } from "@testing-library/react";
import { readAgain } from "./read-again.ts";

/** A query that is read by somebody. Each response is sent by the test. */
function watch(key: string) {
  const client = new QueryClient();
  const answers: ((value: string) => void)[] = [];
  const queryFn = () => new Promise<string>((resolve) => answers.push(resolve));
  const observer = new QueryObserver(client, { queryKey: [key], queryFn, retry: false });
  const stop = observer.subscribe(() => {});
  return { client, answers, shown: () => observer.getCurrentResult().data, [Symbol.dispose]: stop };
}

test("changes during the first response are read after it, together", async () => {
  using query = watch("title");
  void readAgain(query.client, { queryKey: ["title"] });
  void readAgain(query.client, { queryKey: ["title"] });
  query.answers[0]!("older");
  await waitFor(() => expect(query.answers).toHaveLength(2));
  query.answers[1]!("newer");
  await waitFor(() => expect(query.shown()).toBe("newer"));
  expect(query.answers).toHaveLength(2);
});

test("a change during a later response replaces it, and a change of something else is no reason to read", async () => {
  using query = watch("title");
  query.answers[0]!("first");
  await waitFor(() => expect(query.shown()).toBe("first"));
  void readAgain(query.client, { queryKey: ["title"] });
  void readAgain(query.client, { queryKey: ["title"] });
  await waitFor(() => expect(query.answers).toHaveLength(3));
  query.answers[2]!("newest");
  await waitFor(() => expect(query.shown()).toBe("newest"));
  await readAgain(query.client, { queryKey: ["another"] });
  expect(query.answers).toHaveLength(3);
});
