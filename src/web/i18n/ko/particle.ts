/** Both forms of a Korean particle: after a final consonant, and after a vowel. */
export type Particle = "을/를" | "이/가" | "은/는" | "과/와" | "으로/로" | "이라는/라는";

type Ending = "vowel" | "ㄹ" | "consonant";

/**
 * Adds the form of a particle that a word needs: 모델을, 서버를, gemma3:12b를, 127.0.0.1로. Host names, model names and numbers are not
 * written in Hangul, so their last sound is guessed from how Koreans read them aloud.
 */
export function withParticle(word: string, particle: Particle): string {
  const [afterConsonant = "", afterVowel = ""] = particle.split("/");
  const ending = endingOf(word);
  // 으로 is shortened after ㄹ too: 서울로
  const isShort = ending === "vowel" || (ending === "ㄹ" && particle === "으로/로");
  return word + (isShort ? afterVowel : afterConsonant);
}

/** Only the end of a longer name is read. */
const longestEnd = 40;

function endingOf(word: string): Ending {
  const spoken = word
    .slice(-longestEnd)
    .normalize("NFKC")
    .replace(/\([^()]*\)$/u, "")
    .replace(/[^\p{L}\p{N}]+$/u, "");
  const last = spoken.at(-1) ?? "";
  if (/[가-힣]/u.test(last)) return endingOfSyllable(last);
  if (/\d/.test(last)) return endingOfNumber(spoken);
  const letters = spoken.match(/[A-Za-z]+$/)?.[0];
  if (letters) return isSpelledOut(letters) ? endingOfLetterName(letters) : endingOfLoanword(letters);
  return /[んン]/u.test(last) ? "consonant" : "vowel";
}

function endingOfSyllable(syllable: string): Ending {
  // Hangul syllables are ordered by their 28 finals; 0 is none, 8 is ㄹ
  const final = (syllable.charCodeAt(0) - "가".charCodeAt(0)) % 28;
  return final === 0 ? "vowel" : final === 8 ? "ㄹ" : "consonant";
}

/** 영 일 이 삼 사 오 육 칠 팔 구; a number that ends in 0 is read 십, 백, 천, 만 or 억. */
function endingOfNumber(text: string): Ending {
  const digit = text.at(-1) ?? "";
  return "178".includes(digit) ? "ㄹ" : "036".includes(digit) ? "consonant" : "vowel";
}

/** One letter, capitals, or a word without a vowel is read letter by letter: b, API, vllm. */
const isSpelledOut = (letters: string) =>
  letters.length === 1 || letters === letters.toUpperCase() || !/[aeiouy]/i.test(letters);

/** 엘 and 알 end in ㄹ, 엠 and 엔 in a consonant; all other names of letters end in a vowel. */
function endingOfLetterName(letters: string): Ending {
  const letter = (letters.at(-1) ?? "").toLowerCase();
  return "lr".includes(letter) ? "ㄹ" : "mn".includes(letter) ? "consonant" : "vowel";
}

/** As Korean writes English words: model 모델, Anthropic 앤스로픽, Claude 클로드, gemini 제미니, chat 챗, phone 폰. */
function endingOfLoanword(word: string): Ending {
  const letters = word.toLowerCase();
  if (/(l|[^aeiou]le|[aeiou]le)$/.test(letters)) return "ㄹ";
  if (/([mn]|ng|[aeiou][mn]e)$/.test(letters)) return "consonant";
  // a stop after one short vowel closes the syllable: 맥, 칩, 챗
  return /(^|[^aeiou])[aeiou](c|ck|k|p|t)$/.test(letters) ? "consonant" : "vowel";
}
