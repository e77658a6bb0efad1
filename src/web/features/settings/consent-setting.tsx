import { Checkbox } from "#web/ui/field.tsx";
import type { Save } from "./save-note.tsx";
import { SettingField } from "./setting-field.tsx";

type Props = {
  id: string;
  label: string;
  hint: string;
  /** What the learner agrees to, with the host. */
  agreement: string;
  allowRemote: boolean;
  save: Save & { mutate: (update: { allowRemote: boolean }) => void };
};

/** Asks for consent before anything is sent to a host. */
export const ConsentSetting = ({ id, label, hint, agreement, allowRemote, save }: Props) => (
  <SettingField id={id} label={label} hint={hint} save={save}>
    <label>
      <Checkbox
        id={id}
        aria-describedby={`${id}-hint`}
        checked={allowRemote}
        onChange={({ target }) => save.mutate({ allowRemote: target.checked })}
      />{" "}
      {agreement}
    </label>
  </SettingField>
);
