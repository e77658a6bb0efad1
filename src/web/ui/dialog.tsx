import { type ReactNode, useEffect, useRef } from "react";
import { CloseIcon } from "./icons.tsx";
import { returnFocus } from "./return-focus.ts";
import "./button.css";
import "./dialog.css";

type Props = { title: string; closeLabel: string; className?: string; onClose: () => void; children: ReactNode };

/** A modal sheet: the browser keeps the focus inside, closes it on Escape, and gives the focus back. */
export function Dialog({ title, closeLabel, className = "", onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
    return returnFocus; // where nothing had it before, or that is gone
  }, []);
  return (
    // a press outside reaches the dialog itself, its backdrop being part of it; keys have Escape
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events
    <dialog
      ref={dialog}
      className={`dialog ${className}`}
      aria-label={title}
      onClose={onClose}
      onClick={({ target, currentTarget }) => target === currentTarget && currentTarget.close()}
    >
      <div className="dialog-body">
        <header>
          <h2>{title}</h2>
          <button type="button" className="icon-button" aria-label={closeLabel} onClick={() => dialog.current?.close()}>
            <CloseIcon size={19} />
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
