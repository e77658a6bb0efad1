import type { ComponentProps, SyntheticEvent } from "react";
import { Link } from "wouter";
import styles from "./button.module.css";
import { cx } from "./cx.ts";

/** `quiet` has no border, `chip` has round ends, `icon` is a square, `link` is a word in a line of text. */
export type ButtonKind = "plain" | "primary" | "danger" | "quiet" | "chip" | "icon" | "link";

export const buttonClass = (kind: ButtonKind, className?: string): string | undefined =>
  cx(styles.button, styles[kind], className);

type Props = ComponentProps<"button"> & {
  kind?: ButtonKind;
  /** The action that it started is not done yet: it cannot be pressed again meanwhile. */
  isPending?: boolean;
  /** It has nothing to do now, perhaps because it was pressed. `disabled` would take the focus away from a key that has just pressed it. */
  isOff?: boolean;
};

const ignore = (event: SyntheticEvent) => event.preventDefault();

export const Button = ({
  kind = "plain",
  isPending = false,
  isOff = false,
  className,
  type = "button",
  onClick,
  ...rest
}: Props) => (
  <button
    // oxlint-disable-next-line react/button-has-type -- our buttons have one of two types
    type={type}
    className={buttonClass(kind, className)}
    aria-busy={isPending || undefined}
    aria-disabled={isOff || isPending || undefined}
    onClick={isOff || isPending ? ignore : onClick}
    {...rest}
  />
);

type LinkProps = Pick<ComponentProps<"a">, "className" | "title" | "children"> & { href: string; kind?: ButtonKind };

/** A link to another page that looks like a button. */
export const ButtonLink = ({ kind = "plain", className, ...rest }: LinkProps) => (
  <Link className={buttonClass(kind, className)} {...rest} />
);
