import { BackupsPanel } from "./backups-panel.tsx";
import { DeletePanel } from "./delete-panel.tsx";
import { MovePanel } from "./move-panel.tsx";

/** The learner's data as a whole: take it away, bring it here, keep copies, delete it. */
export const DataTab = () => (
  <>
    <MovePanel />
    <BackupsPanel />
    <DeletePanel />
  </>
);
