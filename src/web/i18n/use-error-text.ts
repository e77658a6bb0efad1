import type { ApiError } from "#shared/errors.ts";
import { errorWords } from "./error-words.ts";
import { useTranslate } from "./use-translate.ts";

/** An error in the learner's language. */
export function useErrorText(): (error: ApiError) => string {
  const strings = useTranslate();
  return (error) => errorWords(strings, error);
}
