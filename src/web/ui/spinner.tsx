import { LoadingIcon } from "./icons.tsx";
import styles from "./spinner.module.css";

/** Turns while something is on its way; what it is stands beside it in words. */
export const Spinner = ({ size }: { size: number }) => (
  <span className={styles.spinner}>
    <LoadingIcon size={size} />
  </span>
);
