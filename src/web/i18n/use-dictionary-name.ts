import { learningLanguages } from "#shared/languages/types.ts";
import { learningNames } from "./learning-names.ts";
import { useInterfaceLanguage, useTranslate } from "./use-translate.ts";

/** The name of a dictionary: its own, or for one of Blossom's starter dictionaries, a name in the learner's words. */
export function useDictionaryName(): (id: string, name: string) => string {
  const { starterDictionary } = useTranslate().card;
  const names = learningNames[useInterfaceLanguage()];
  return (id, name) => {
    const language = learningLanguages.find((code) => id === `starter-${code}`);
    return language ? starterDictionary(names[language]) : name;
  };
}
