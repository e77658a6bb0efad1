import type { ShownCharacter } from "#shared/dictionaries.ts";
import { languages } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { CharacterParts } from "#server/dictionaries/character-parts.ts";
import type { Dictionaries } from "#server/dictionaries/types.ts";

/** A popup has room for this many. */
const most = { characters: 8, readings: 8, meanings: 4 };

/** The kanji or hanzi of a word, each once, in the order of the word. Leaves out characters without data. */
export function findCharacters(
  dictionaries: Dictionaries,
  parts: CharacterParts,
  language: LearningLanguage,
  word: string,
): ShownCharacter[] {
  const characters = [...new Set(word.match(/\p{sc=Han}/gu))].slice(0, most.characters);
  return characters.flatMap((character) => {
    const { readings, meanings, meaningsIn } = describe(dictionaries, parts, language, character);
    const shown = {
      character,
      readings: readings.slice(0, most.readings),
      meanings: meanings.slice(0, most.meanings),
      meaningsIn,
      parts: (parts.of(character)?.parts ?? []).map(({ role, part }) => ({
        character: part,
        role,
        // the table gives meanings of Chinese, and to a learner of Japanese 者 is not `-er`
        meaning: languages[language].hanzi ? (parts.of(part)?.meaning.split(/[;,]/)[0]?.trim() ?? "") : "",
      })),
    };
    return shown.readings.length + shown.meanings.length + shown.parts.length > 0 ? [shown] : [];
  });
}

/** The first character dictionary, else the entries of the word that is only this character. */
function describe(dictionaries: Dictionaries, parts: CharacterParts, language: LearningLanguage, character: string) {
  const info = (id: string | undefined) => dictionaries.infos().find((each) => each.id === id)?.meaningsIn ?? "en";
  const [listed] = dictionaries.character(language, character);
  if (listed) return { ...listed, meaningsIn: info(listed.dictionary) };
  const entries = dictionaries.find(language, character).filter(({ spellings }) => spellings.includes(character));
  const readings = [...new Set(entries.flatMap((entry) => entry.readings))];
  // a hanzi and a kanji can look the same and mean different things
  const own = languages[language].hanzi ? parts.of(character)?.meaning : undefined;
  if (own) return { readings, meanings: own.split(/;\s*/), meaningsIn: "en" };
  // as a counter, 食 is "counter for meals", which says little of the character
  const entry = entries.find(({ partsOfSpeech: [kind] }) => kind !== "counter");
  return { readings, meanings: entry?.meanings ?? [], meaningsIn: info(entry?.dictionary) };
}
