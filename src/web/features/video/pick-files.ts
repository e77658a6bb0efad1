import { filesOf } from "#web/videos/file-handles.ts";

type Picker = (options: { multiple: boolean }) => Promise<unknown[]>;
const picker = (): Picker | null => {
  const found: unknown = Reflect.get(globalThis, "showOpenFilePicker");
  return typeof found === "function" ? (found as Picker) : null;
};

/** Whether the browser has a picker whose files can be opened again by a press. */
export const canPick = (): boolean => picker() !== null;

/** Asks the learner for files. None, if they close the picker. */
export async function pickFiles(): Promise<File[]> {
  const given = await picker()?.({ multiple: true }).catch(() => []);
  return filesOf(given ?? []);
}
