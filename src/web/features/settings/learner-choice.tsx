import type { ComponentProps } from "react";
import type { Settings } from "#shared/settings.ts";
import { useUpdateSettings } from "#web/api/settings.ts";
import { ChoiceSetting } from "./choice-setting.tsx";
import { SelectSetting } from "./select-setting.tsx";

/** The learner's settings that change with a choice. */
type Change<T> = { change: (chosen: T) => Partial<Settings> };
type Unsaved<P> = Omit<P, "save" | "onChoose">;

/** A setting of the learner with a few options. Each one has a mutation of its own, so that "Saved" appears beside it. */
export function Choice<T extends string>({
  change,
  ...rest
}: Unsaved<ComponentProps<typeof ChoiceSetting<T>>> & Change<T>) {
  const save = useUpdateSettings();
  return <ChoiceSetting {...rest} save={save} onChoose={(chosen) => save.mutate(change(chosen))} />;
}

/** The same with many options. */
export function LongChoice({ change, ...rest }: Unsaved<ComponentProps<typeof SelectSetting>> & Change<string>) {
  const save = useUpdateSettings();
  return <SelectSetting {...rest} save={save} onChoose={(chosen) => save.mutate(change(chosen))} />;
}

type Numbers = Omit<ComponentProps<typeof LongChoice>, "value" | "options" | "change"> &
  Change<number> & { value: number; offered: readonly number[]; nameOf: (value: number) => string };

/** The same with numbers: those that are offered, and the learner's own. */
export function NumberChoice({ value, offered, nameOf, change, ...rest }: Numbers) {
  const numbers = [...new Set([...offered, value])].toSorted((one, other) => one - other);
  const options = numbers.map((each) => ({ value: String(each), label: nameOf(each) }));
  return <LongChoice {...rest} value={String(value)} options={options} change={(chosen) => change(Number(chosen))} />;
}
