import type { LearningLanguage } from "#shared/languages/types.ts";
import { writeReading } from "#shared/reading-forms.ts";
import { useSettings } from "#web/api/settings.ts";

/** Writes a reading in the notation that the learner chose, where it stands as text and not above a word. */
export function useWriteReading(language: LearningLanguage): (reading: string) => string {
  const settings = useSettings();
  return (reading) => writeReading(reading, language, settings);
}
