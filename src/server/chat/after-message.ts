import { beginningOf } from "#shared/beginning-of.ts";
import { languages } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { LLMMessage } from "#server/llm/types.ts";
import { isPlainWord } from "#server/tasks/own-words.ts";
import type { Start } from "./types.ts";

/** How much of a long answer is sent: its end if it broke off, because that shows where it stopped; otherwise its beginning. In UTF-16 units. */
const longest = 1_500;

/** The turns after the learner's message. Newer models refuse a request that ends with an assistant turn (a prefill), so a user message asks them to go on. */
export function turnsAfter({ prior, simplified, language }: Start): LLMMessage[] {
  if (prior !== undefined)
    return [
      { role: "assistant", content: prior.slice(-longest) },
      { role: "user", content: "Your answer broke off. Go on exactly where it stopped, without repeating anything." },
    ];
  if (!simplified) return [];
  return [
    { role: "assistant", content: beginningOf(simplified.text, longest) },
    { role: "user", content: askForSimpler(language, simplified.avoid) },
  ];
}

function askForSimpler(language: LearningLanguage, avoid: readonly string[]): string {
  const words = avoid.filter((word) => isPlainWord(word, language)).map((word) => `「${word}」`);
  return [
    `That was too hard for me. Say the same again in simpler ${languages[language].englishName}, with shorter sentences and more common words.`,
    ...(words.length === 0 ? [] : [`Do not use these words: ${words.join("")}`]),
    "Write only the new version.",
  ].join(" ");
}
