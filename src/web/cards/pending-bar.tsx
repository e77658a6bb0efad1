import styles from "./pending-bar.module.css";

type Props = {
  label: string;
  /** A text of about the same length: its lines are kept free. Default: one line. */
  like?: string;
};

/** A placeholder for words that are still to come. */
export const PendingBar = ({ label, like }: Props) => (
  <span className={styles.place} data-like={like}>
    <span className={styles.bar} />
    <span className="visually-hidden">{label}</span>
  </span>
);
