import { useQueryClient } from "@tanstack/react-query";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { type Level, levels as allLevels } from "#shared/setting-values.ts";
import type { TutorState } from "#shared/tutor/tutor.ts";
import { useSettings, useUpdateSettings } from "#web/api/settings.ts";
import { tutorQuery } from "#web/api/tutor.ts";
import { useFormat } from "#web/i18n/format.ts";
import { levelNames } from "#web/i18n/level-names.ts";
import { useTutorStrings } from "#web/i18n/use-tutor-strings.ts";
import { useInterfaceLanguage } from "#web/i18n/use-translate.ts";
import { Button } from "#web/ui/button.tsx";
import { ChoiceCards } from "#web/ui/choice.tsx";
import { Field } from "#web/ui/field.tsx";
import { Note } from "#web/ui/note.tsx";
import { Box } from "./box.tsx";
import { SaveState } from "./save-state.tsx";

/** The learner's level. Another one is only proposed: a press sets it. */
export function LevelBox({
  language,
  proposed,
}: {
  language: LearningLanguage;
  proposed: TutorState["proposedLevel"];
}) {
  const t = useTutorStrings().level;
  const { share } = useFormat();
  const names = levelNames[useInterfaceLanguage()];
  const { levels } = useSettings();
  const save = useUpdateSettings();
  const own = levels[language];
  const client = useQueryClient();
  const move = (level: Level) =>
    save.mutate(
      { levels: { ...levels, [language]: level } },
      { onSuccess: () => client.invalidateQueries({ queryKey: tutorQuery(language).queryKey }) }, // the next one may fit too
    );
  // no longer a neighbour: the learner has moved since
  const steps = proposed === null ? 0 : allLevels.indexOf(proposed.level) - allLevels.indexOf(own);
  return (
    <Box title={t.title}>
      {proposed && Math.abs(steps) === 1 && (
        <Note>
          <p>{steps > 0 ? t.known(share(proposed.known), names[own]) : t.unknown(proposed.unknown, names[own])}</p>
          <Button onClick={() => move(proposed.level)}>
            {steps > 0 ? t.move(names[proposed.level]) : t.moveDown(names[proposed.level])}
          </Button>
        </Note>
      )}
      <Field label={t.label} hint={t.hint} status={<SaveState save={save} />} isGroup>
        <ChoiceCards
          name="tutor-level"
          label={t.label}
          hidesLabel
          size="small"
          value={own}
          choices={allLevels.map((level) => ({ value: level, label: names[level] }))}
          onChoose={move}
        />
      </Field>
    </Box>
  );
}
