import styles from "./progress-bar.module.css";

/** The done part of something, from 0 to 1; null while its size is not known. */
export const ProgressBar = ({ label, value }: { label: string; value: number | null }) => (
  <progress className={styles.bar} aria-label={label} {...(value !== null && { value })} />
);
