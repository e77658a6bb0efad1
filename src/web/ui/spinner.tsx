import { LoadingIcon } from "./icons.tsx";
import styles from "./spinner.module.css";

/** Spins while something is running; the text beside it says what. */
export const Spinner = ({ size }: { size: number }) => (
  <span className={styles.spinner}>
    <LoadingIcon size={size} />
  </span>
);
