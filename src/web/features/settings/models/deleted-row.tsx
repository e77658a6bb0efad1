import { useEffect, useRef } from "react";
import { useDeleteModel } from "#web/api/ollama-models.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { SaveFailure } from "#web/features/settings/save-note.tsx";
import { Button } from "#web/ui/button.tsx";
import { Item } from "#web/features/settings/item-list.tsx";

/** Long enough to read, and to reach the button with the keyboard. */
const undoMs = 10_000;

/** A model that is about to be deleted. The request is sent only after the delay, and never if the learner leaves the page first. */
export function DeletedRow({ model, onUndo }: { model: string; onUndo: () => void }) {
  const t = useSettingsStrings().server;
  const remove = useDeleteModel();
  const { mutate } = remove;
  const undo = useRef<HTMLButtonElement>(null);
  useEffect(() => undo.current?.focus(), []); // the pressed button is gone
  useEffect(() => {
    const timer = setTimeout(() => mutate(model), undoMs);
    return () => clearTimeout(timer);
  }, [model, mutate]);

  return (
    <Item isDeleted>
      <output>
        {remove.isIdle && t.removing(model)}
        {(remove.isPending || remove.isSuccess) && t.removingNow(model)}
      </output>
      {(remove.isIdle || remove.isError) && (
        <Button ref={undo} onClick={onUndo}>
          {remove.isError ? t.removeNo : t.undo}
        </Button>
      )}
      <SaveFailure save={remove} />
    </Item>
  );
}
