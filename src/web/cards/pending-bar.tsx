import styles from "./pending-bar.module.css";

/** A placeholder for words that are still to come. */
export const PendingBar = ({ label }: { label: string }) => (
  <span className={styles.bar}>
    <span className="visually-hidden">{label}</span>
  </span>
);
