import type { ReactNode } from "react";
import { useAnsweringStrings } from "#web/i18n/use-answering-strings.ts";
import { Button } from "#web/ui/button.tsx";
import styles from "./repair-parts.module.css";

/** The repairs for one failure. */
export const RepairBox = ({ children }: { children: ReactNode }) => <div className={styles.box}>{children}</div>;

/** Its children are `<li>` with a `RepairButton` or a link. */
export const RepairList = ({ children }: { children: ReactNode }) => <ul className={styles.list}>{children}</ul>;

type Mutation = { isPending: boolean; error: unknown };
type Props = { label: string; mutation: Mutation; onPress: () => void };

/** A button that repairs a failure, and reports it in place when the repair fails. */
export const RepairButton = ({ label, mutation, onPress }: Props) => (
  <>
    <Button isPending={mutation.isPending} onClick={onPress}>
      {label}
    </Button>
    <RepairFailure mutation={mutation} />
  </>
);

export function RepairFailure({ mutation }: { mutation: Mutation }) {
  const t = useAnsweringStrings().repair;
  return mutation.error ? <p role="alert">{t.notSaved}</p> : null;
}
