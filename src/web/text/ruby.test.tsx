import { expect, test } from "bun:test";
import { render } from "@testing-library/react";
import { Ruby } from "./ruby.tsx";

/** The text without the parts that screen readers skip. */
function heard(element: Element): string {
  const copy = element.cloneNode(true) as Element;
  for (const hidden of copy.querySelectorAll("[aria-hidden=true], rp")) hidden.remove();
  return copy.textContent ?? "";
}

test.each(["text", "readings"] as const)("says a word once, as %s", (choice) => {
  const { container } = render(<Ruby base="今日" reading="きょう" heard={choice} />);
  expect(heard(container)).toBe(choice === "text" ? "今日" : "きょう");
  expect(container.querySelector("rt")?.textContent).toBe("きょう");
});
