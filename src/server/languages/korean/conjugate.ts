import { joinSyllable, splitSyllable, type Syllable } from "#shared/languages/jamo.ts";
import type { StemClass } from "./word-table.ts";

/**
 * How an ending joins a stem. `plain`: 먹고. `eu`: with 으 after a consonant (먹으면, 가면). `a`: with 아 or 어 (먹어요, 가요).
 * `vowel`: only after a vowel or ㄹ (갑니다). `consonant`: only after a consonant (먹습니다).
 */
export type Joint = "plain" | "eu" | "a" | "vowel" | "consonant";

const codas = "ㄴㄹㅁㅂㅆ";
const last = (text: string): Syllable => splitSyllable(text.at(-1) ?? "가");
const withLast = (text: string, change: Partial<Syllable>) =>
  text.slice(0, -1) + joinSyllable({ ...last(text), ...change });

/** `가 + ㅂ니다 → 갑니다`, `살 + ㅁ → 삶`; null if the coda does not fit. */
export function join(stem: string, tail: string): string | null {
  const coda = tail[0] ?? "";
  if (!codas.includes(coda) || coda === "") return stem + tail;
  const { final } = last(stem);
  if (final === "") return withLast(stem, { final: coda }) + tail.slice(1);
  return final === "ㄹ" && coda === "ㅁ" ? withLast(stem, { final: "ㄻ" }) + tail.slice(1) : null;
}

/** The forms of a stem with an ending. Most have one; 보다 has 봐 and 보아. */
export function conjugate(stem: string, stemClass: StemClass, joint: Joint, tail: string): string[] {
  const { final } = last(stem);
  const forms = (() => {
    switch (joint) {
      case "plain":
        return [stem, ...(final === "ㄹ" && /^[ㄴㄹㅂ나-닣사-싷오]/.test(tail) ? [withLast(stem, { final: "" })] : [])]
          .slice(-1)
          .map((base) => join(base, tail));
      case "vowel":
        return final === "" || final === "ㄹ" ? [join(withLast(stem, { final: "" }), tail)] : [];
      case "consonant":
        return final === "" || final === "ㄹ" ? [] : [stem + tail];
      case "eu":
        return [joinEu(stem, stemClass, tail)];
      case "a":
        return [
          ...joinA(stem, stemClass).map((base) => join(base, tail)),
          // 주무시다 is 주무셔요 and 주무세요
          ...(tail === "요" && /(계시|주무시|드시|잡수시)$/.test(stem) ? [`${withLast(stem, { vowel: "ㅔ" })}요`] : []),
        ];
    }
  })();
  return forms.filter((form) => form !== null);
}

function joinEu(stem: string, stemClass: StemClass, tail: string): string | null {
  const { final } = last(stem);
  if (final === "") return join(stem, tail);
  if (final === "ㄹ" && stemClass !== "ㄷ") {
    const drops = /^[ㄴㄹㅂ나-닣사-싷오]/.test(tail);
    return join(drops ? withLast(stem, { final: "" }) : stem, tail);
  }
  if (final === "ㅂ" && (stemClass === "ㅂ" || stemClass === "오"))
    return join(`${withLast(stem, { final: "" })}우`, tail);
  if (final === "ㄷ" && stemClass === "ㄷ") return join(`${withLast(stem, { final: "ㄹ" })}으`, tail);
  if (final === "ㅅ" && stemClass === "ㅅ") return join(`${withLast(stem, { final: "" })}으`, tail);
  if (final === "ㅎ" && (stemClass === "ㅎ" || stemClass === "렇")) return join(withLast(stem, { final: "" }), tail);
  return join(`${stem}으`, tail);
}

const isBright = (vowel: string) => "ㅏㅑㅗ".includes(vowel);

/** The stem with 아 or 어, as people write it; what is written both ways is listed with the shorter form first. */
function joinA(stem: string, stemClass: StemClass): string[] {
  const { vowel, final } = last(stem);
  const open = withLast(stem, { final: "" });
  const a = isBright(vowel) && final !== "ㅆ" ? "아" : "어"; // 았 is followed by 어
  switch (stemClass) {
    case "ㅂ":
      return [`${open}워`];
    case "오":
      return [`${open}와`];
    case "ㄷ":
      return [withLast(stem, { final: "ㄹ" }) + a];
    case "ㅅ":
      return [open + a];
    case "ㅎ":
      return [withLast(stem, { final: "", vowel: { ㅏ: "ㅐ", ㅑ: "ㅒ", ㅓ: "ㅔ", ㅕ: "ㅖ" }[vowel] ?? vowel })];
    case "렇":
      return [withLast(stem, { final: "", vowel: "ㅐ" })];
    case "르": {
      const before = stem.slice(0, -1);
      return [withLast(before, { final: "ㄹ" }) + (isBright(last(before).vowel) ? "라" : "러")];
    }
    case "러":
      return [`${stem}러`];
    case "우":
      return [withLast(stem, { vowel: "ㅓ" })];
    case "":
      if (stem === "말") return ["마", "말아"]; // 하지 마, 하지 말아
      return final === "" ? contract(stem, vowel) : [stem + a];
  }
}

/** 가 + 아 → 가, 오 + 아 → 와, 마시 + 어 → 마셔, 쓰 + 어 → 써, 바쁘 + 아 → 바빠, 하 + 여 → 해. */
function contract(stem: string, vowel: string): string[] {
  const to = (contracted: string) => withLast(stem, { vowel: contracted });
  if (stem.endsWith("하")) return [to("ㅐ"), `${stem}여`];
  switch (vowel) {
    case "ㅏ":
    case "ㅓ":
    case "ㅕ":
      return [stem];
    case "ㅐ":
    case "ㅔ":
      return [stem, `${stem}어`];
    case "ㅗ":
      return stem.endsWith("오") ? [to("ㅘ")] : [to("ㅘ"), `${stem}아`];
    case "ㅜ":
      return [to("ㅝ"), `${stem}어`];
    case "ㅚ":
      return [to("ㅙ"), `${stem}어`];
    case "ㅣ":
      return [to("ㅕ"), `${stem}어`];
    case "ㅡ": {
      const before = stem.slice(0, -1);
      return [to(before !== "" && isBright(last(before).vowel) ? "ㅏ" : "ㅓ")];
    }
    default:
      return [`${stem}어`];
  }
}

/** Stems that may stand behind a form before an ending; most are no words, and `conjugate` tells which are right. */
export function guessStems(base: string, joint: Joint): string[] {
  const { initial, vowel, final } = last(base);
  const closed = (text: string, letter: string) => (text === "" ? [] : [withLast(text, { final: letter })]);
  const before = base.slice(0, -1);
  const beforeFinal = before === "" ? "" : last(before).final;
  if (joint !== "a") {
    const stems = [base];
    if (final === "") stems.push(...closed(base, "ㄹ"));
    if (joint === "eu" && final === "") {
      stems.push(...closed(base, "ㅎ"));
      if (base.endsWith("우") && before !== "" && beforeFinal === "") stems.push(...closed(before, "ㅂ"));
      if (base.endsWith("으") && before !== "") stems.push(...withoutVowel(before, beforeFinal));
    }
    return stems;
  }
  if (final !== "") return [];
  const to = (stemVowel: string, letter = "") => withLast(base, { vowel: stemVowel, final: letter });
  const stems = [base];
  if (vowel === "ㅏ" || vowel === "ㅓ") stems.push(to("ㅡ"), to("ㅜ"));
  if (base === "마") stems.push("말");
  if (vowel === "ㅘ") stems.push(to("ㅗ"));
  if (vowel === "ㅝ") stems.push(to("ㅜ"));
  if (vowel === "ㅕ") stems.push(to("ㅣ"));
  if (vowel === "ㅙ") stems.push(to("ㅚ"));
  if (vowel === "ㅐ") stems.push(to("ㅏ"), to("ㅏ", "ㅎ"), to("ㅓ", "ㅎ"));
  if (vowel === "ㅔ") stems.push(to("ㅓ", "ㅎ"), to("ㅣ"));
  if (vowel === "ㅒ") stems.push(to("ㅑ", "ㅎ"));
  if (vowel === "ㅖ") stems.push(to("ㅕ", "ㅎ"));
  if (before === "") return stems;
  if (initial === "ㄹ" && beforeFinal === "ㄹ") stems.push(`${withLast(before, { final: "" })}르`);
  if (base.endsWith("러")) stems.push(before);
  if (base.endsWith("여")) stems.push(before);
  if ((base.endsWith("워") || base.endsWith("와")) && beforeFinal === "") stems.push(...closed(before, "ㅂ"));
  if (base.endsWith("아") || base.endsWith("어")) stems.push(...withoutVowel(before, beforeFinal));
  return stems;
}

/** What may stand before 으, 아 or 어: 먹(으), 들(으) of 듣다, 지(으) of 짓다. */
const withoutVowel = (before: string, beforeFinal: string): string[] => [
  before,
  ...(beforeFinal === "ㄹ" ? [withLast(before, { final: "ㄷ" })] : []),
  ...(beforeFinal === "" ? [withLast(before, { final: "ㅅ" })] : []),
];
