import { withoutTone } from "./pinyin.ts";

// The symbols are those of the Ministry of Education of Taiwan (國語一字多音審訂表, 國語注音符號手冊); the spellings are those of Hanyu Pinyin (ISO 7098).

const initials = pairs(`
  b ㄅ p ㄆ m ㄇ f ㄈ d ㄉ t ㄊ n ㄋ l ㄌ g ㄍ k ㄎ h ㄏ j ㄐ q ㄑ x ㄒ
  zh ㄓ ch ㄔ sh ㄕ r ㄖ z ㄗ c ㄘ s ㄙ`);

const finals = pairs(`
  a ㄚ o ㄛ e ㄜ ê ㄝ ai ㄞ ei ㄟ ao ㄠ ou ㄡ an ㄢ en ㄣ ang ㄤ eng ㄥ er ㄦ
  i ㄧ ia ㄧㄚ io ㄧㄛ ie ㄧㄝ iai ㄧㄞ iao ㄧㄠ iu ㄧㄡ ian ㄧㄢ in ㄧㄣ iang ㄧㄤ ing ㄧㄥ
  u ㄨ ua ㄨㄚ uo ㄨㄛ uai ㄨㄞ ui ㄨㄟ uan ㄨㄢ un ㄨㄣ uang ㄨㄤ ong ㄨㄥ
  ü ㄩ üe ㄩㄝ üan ㄩㄢ ün ㄩㄣ iong ㄩㄥ`);

/** Syllables without an initial: pinyin spells their finals in another way. */
const alone = pairs(`
  yi ㄧ ya ㄧㄚ yo ㄧㄛ ye ㄧㄝ yai ㄧㄞ yao ㄧㄠ you ㄧㄡ yan ㄧㄢ yin ㄧㄣ yang ㄧㄤ ying ㄧㄥ
  wu ㄨ wa ㄨㄚ wo ㄨㄛ wai ㄨㄞ wei ㄨㄟ wan ㄨㄢ wen ㄨㄣ wang ㄨㄤ weng ㄨㄥ
  yu ㄩ yue ㄩㄝ yuan ㄩㄢ yun ㄩㄣ yong ㄩㄥ`);

/** Syllables without a vowel: 嗯 and other interjections, and the 儿 of wánr. */
const noVowel = pairs("m ㄇ n ㄣ ng ㄫ hm ㄏㄇ hng ㄏㄫ r ㄦ");

/** After these the i of pinyin is not written: zhī ㄓ. */
const withoutFinal = /^(?:zh|ch|sh|r|z|c|s)$/;

/** The mark of each tone. The neutral tone, 5, stands before the syllable, and the first has no mark. */
const marks = { 2: "ˊ", 3: "ˇ", 4: "ˋ" } as const;
const neutral = "˙";
/** The same in pinyin, as combining characters. */
const accents = ["\u0304", "\u0301", "\u030C", "\u0300"];

export type Tone = 1 | 2 | 3 | 4 | 5;

/** `hǎo → 3`, `ma → 5` */
export function toneOf(syllable: string): Tone {
  const decomposed = syllable.normalize("NFD");
  const at = accents.findIndex((accent) => decomposed.includes(accent));
  return at < 0 ? 5 : ((at + 1) as Tone);
}

/** One syllable of pinyin with its tone mark: `hǎo → ㄏㄠˇ`, `ma → ˙ㄇㄚ`, `wánr → ㄨㄢˊㄦ`. Null if it is not a syllable. */
export function toZhuyin(syllable: string): string | null {
  const whole = syllable.normalize("NFC").toLowerCase();
  const isErhua = /.r$/.test(whole) && withoutTone(whole) !== "er";
  const spelled = withoutTone(isErhua ? whole.slice(0, -1) : whole);
  const symbols = spell(spelled);
  if (symbols === undefined) return null;
  if (spelled === "r") return symbols; // the 儿 of wánr, as a syllable of its own
  const tone = toneOf(whole);
  const said = tone === 5 ? neutral + symbols : symbols + (tone === 1 ? "" : marks[tone]);
  return isErhua ? `${said}ㄦ` : said;
}

function spell(syllable: string): string | undefined {
  const fixed = alone.get(syllable) ?? noVowel.get(syllable);
  if (fixed !== undefined) return fixed;
  const [, initial = "", spelled = ""] = /^([zcs]h|[bpmfdtnlgkhjqxrzcs])?(.*)$/.exec(syllable) ?? [];
  if (initial === "") return finals.get(spelled);
  if (spelled === "i" && withoutFinal.test(initial)) return initials.get(initial);
  // after j, q and x there is no u, so pinyin leaves out the dots of ü
  const final = /^[jqx]$/.test(initial) ? spelled.replace(/^u/, "ü") : spelled;
  const symbols = finals.get(final);
  return symbols === undefined ? undefined : `${initials.get(initial)}${symbols}`;
}

const flip = (table: ReadonlyMap<string, string>) => new Map([...table].map(([latin, symbol]) => [symbol, latin]));
const latinInitials = flip(initials);
// ㄨㄥ alone is weng, and after an initial -ong
const latinFinals = flip(finals);
const latinAlone = flip(alone);
const latinNoVowel = flip(noVowel);

/** An initial, a medial and a final, each of which may be absent, between the marks of the tone. */
const syllableForm = /\s*(˙?)(ㄦ|[ㄅ-ㄙㄫ]?[ㄧㄨㄩ]?[ㄚ-ㄥ]?)([ˊˇˋ]?)/y;

/** A word in Zhuyin as pinyin with tone numbers: `ㄏㄠˇ˙ㄇㄚ → hao3 ma5`, `ㄨㄢˊㄦ → wan2 r5`. Null if it is not Zhuyin. */
export function fromZhuyin(text: string): string | null {
  const syllables: string[] = [];
  const form = new RegExp(syllableForm);
  for (const whole = text.trim(); form.lastIndex < whole.length;) {
    const [matched, before = "", symbols = "", mark = ""] = form.exec(whole) ?? [];
    if (!matched || symbols === "" || (before && mark)) return null;
    const isMerged = symbols === "ㄦ" && before + mark === "" && syllables.length > 0;
    const latin = isMerged ? "r" : spellPinyin(symbols);
    if (latin === null) return null;
    const tone = before || isMerged ? 5 : mark ? " 1ˊˇˋ".indexOf(mark) : 1;
    syllables.push(`${latin}${tone}`);
  }
  return syllables.length > 0 ? syllables.join(" ") : null;
}

function spellPinyin(symbols: string): string | null {
  if (symbols === "ㄦ") return "er";
  const own = latinAlone.get(symbols) ?? latinFinals.get(symbols) ?? latinNoVowel.get(symbols);
  if (own !== undefined) return own;
  const initial = latinInitials.get(symbols.charAt(0));
  if (initial === undefined) return null;
  const rest = symbols.slice(1);
  if (rest === "") return withoutFinal.test(initial) ? `${initial}i` : null;
  const final = rest === "ㄨㄥ" ? "ong" : latinFinals.get(rest);
  if (final === undefined) return null;
  return initial + (/^[jqx]$/.test(initial) ? final.replace(/^ü/, "u") : final);
}

function pairs(table: string): Map<string, string> {
  const cells = table.trim().split(/\s+/);
  return new Map(cells.flatMap((cell, at) => (at % 2 === 0 ? [[cell, cells[at + 1] ?? ""] as const] : [])));
}
