import { expect, test } from "bun:test";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Button } from "./button.tsx";

test.each(["isPending", "isOff"] as const)(
  "keeps the focus, and can neither be pressed again nor send a form, while it has %s",
  async (state) => {
    let count = 0;
    const form = (now: object) => (
      <form
        onSubmit={(event) => {
          event.preventDefault();
          count++;
        }}
      >
        <input aria-label="text" />
        <Button {...now} type="submit" onClick={() => count++}>
          Save
        </Button>
      </form>
    );
    const user = userEvent.setup();
    const page = render(form({}));
    const button = screen.getByRole<HTMLButtonElement>("button");
    await user.tab();
    await user.tab();
    page.rerender(form({ [state]: true }));
    await user.keyboard("{Enter} ");
    await user.click(button);
    expect([document.activeElement === button, button.disabled, button.getAttribute("aria-disabled"), count]).toEqual([
      true,
      false,
      "true",
      0,
    ]);
    await user.type(screen.getByLabelText("text"), "{Enter}");
    expect(count).toBe(0);
    page.rerender(form({}));
    await user.click(button);
    expect(count).toBe(2);
    page.unmount();
  },
);
