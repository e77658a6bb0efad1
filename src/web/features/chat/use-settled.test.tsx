import { afterEach, expect, jest, test } from "bun:test";
import { render } from "@testing-library/react";
import { useRef } from "react";
import styles from "./thread.module.css";
import { useSettled } from "./use-settled.ts";

afterEach(() => void jest.useRealTimers());

/** Eight messages of 100 pixels in a view of 200; the reader has scrolled to 250. Unit tests have no styles: the name of the class is "undefined". */
function Thread({ firstId }: { firstId: string }) {
  const boxRef = useRef<HTMLDivElement>(null);
  useSettled(boxRef, firstId, "last");
  const placed = (top: number, height: number) => (element: HTMLElement | null) => {
    if (element) element.getBoundingClientRect = () => new DOMRect(0, top, 100, height);
  };
  return (
    <div ref={(box) => placed(0, 200)((boxRef.current = box))}>
      {Array.from({ length: 8 }, (_, index) => (
        <div key={index} className={`${styles.message}`} ref={placed(index * 100 - 250, 100)}>
          {index}
        </div>
      ))}
    </div>
  );
}

const settled = (page: ReturnType<typeof render>) =>
  [...page.container.querySelectorAll("[data-settled]")].map(({ textContent }) => textContent).join("");

test("lets the browser skip messages above and below the view, but none in view and not the last two", () => {
  jest.useFakeTimers();
  const page = render(<Thread firstId="first" />);
  jest.advanceTimersByTime(499);
  expect(settled(page)).toBe("");
  jest.advanceTimersByTime(1);
  expect(settled(page)).toBe("015");
  page.unmount();
});

test("marks nothing after the thread is gone", () => {
  jest.useFakeTimers();
  const page = render(<Thread firstId="first" />);
  const messages = [...page.container.querySelectorAll("div")];
  page.unmount();
  jest.advanceTimersByTime(1_000);
  expect(messages.filter((one) => one.dataset["settled"] !== undefined)).toEqual([]);
});
