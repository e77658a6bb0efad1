// Modified Hepburn, as in Kenkyūsha's dictionary from the third edition on and in ALA-LC: macrons for long vowels, n before b, m and p, n' before a vowel or y.

/** Kana and their spelling; in each row the vowels a i u e o. A pair of kana comes before its first kana. */
const table = `
  ア a イ i ウ u エ e オ o
  カ ka キ ki ク ku ケ ke コ ko ガ ga ギ gi グ gu ゲ ge ゴ go
  サ sa シ shi ス su セ se ソ so ザ za ジ ji ズ zu ゼ ze ゾ zo
  タ ta チ chi ツ tsu テ te ト to ダ da ヂ ji ヅ zu デ de ド do
  ナ na ニ ni ヌ nu ネ ne ノ no
  ハ ha ヒ hi フ fu ヘ he ホ ho バ ba ビ bi ブ bu ベ be ボ bo パ pa ピ pi プ pu ペ pe ポ po
  マ ma ミ mi ム mu メ me モ mo
  ヤ ya ユ yu ヨ yo
  ラ ra リ ri ル ru レ re ロ ro
  ワ wa ヰ i ヱ e ヲ o ヴ vu
  キャ kya キュ kyu キョ kyo ギャ gya ギュ gyu ギョ gyo
  シャ sha シュ shu ショ sho ジャ ja ジュ ju ジョ jo シェ she ジェ je
  チャ cha チュ chu チョ cho ヂャ ja ヂュ ju ヂョ jo チェ che
  ニャ nya ニュ nyu ニョ nyo ヒャ hya ヒュ hyu ヒョ hyo ビャ bya ビュ byu ビョ byo ピャ pya ピュ pyu ピョ pyo
  ミャ mya ミュ myu ミョ myo リャ rya リュ ryu リョ ryo
  イェ ye ウィ wi ウェ we ウォ wo ヴァ va ヴィ vi ヴェ ve ヴォ vo ヴュ vyu
  クァ kwa クィ kwi クェ kwe クォ kwo グァ gwa
  スィ si ズィ zi ティ ti トゥ tu テュ tyu ディ di ドゥ du デュ dyu ツァ tsa ツィ tsi ツェ tse ツォ tso
  ファ fa フィ fi フェ fe フォ fo フュ fyu
  ァ a ィ i ゥ u ェ e ォ o ャ ya ュ yu ョ yo ヮ wa ヵ ka ヶ ke`;
const cells = table.trim().split(/\s+/);
const spelling = new Map(cells.flatMap((cell, at) => (at % 2 === 0 ? [[cell, cells[at + 1] ?? ""] as const] : [])));

/** Two vowels that are one long vowel in a Japanese word. え + い is written ei: sensei. */
const longVowels: Record<string, string> = { aa: "ā", uu: "ū", ee: "ē", oo: "ō", ou: "ō" };
const macrons: Record<string, string> = { a: "ā", i: "ī", u: "ū", e: "ē", o: "ō" };

/** A mark between two parts of a word whose vowels stay apart: おも|う → omou, お|うち → ouchi. */
export const boundary = "|";

const toKatakana = (text: string) => text.replace(/[ぁ-ゖ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60));

/**
 * Kana in Latin letters: `きょう → kyō`, `コーヒー → kōhī`, `しんいち → shin'ichi`, `まっちゃ → matcha`. In katakana only ー makes a vowel
 * long: `ソウル → souru`, `バレエ → baree`. Other letters stay.
 */
export function toHepburn(kana: string): string {
  const letters = kana.normalize("NFKC");
  const katakana = toKatakana(letters);
  // a text whose end is read while it grows would be copied each time
  const written: string[] = [];
  const lengthen = (long: string) => written.push((written.pop() ?? "").slice(0, -1) + long);
  /** The last vowel can still become long with the next kana. */
  let isOpen = false;
  for (let at = 0; at < katakana.length;) {
    const size = spelling.has(katakana.slice(at, at + 2)) ? 2 : 1;
    const letter = katakana.slice(at, at + size);
    const isHiragana = /[ぁ-ゖ]/.test(letters.charAt(at));
    const syllable = spelling.get(letter);
    const next = spelling.get(katakana.slice(at + 1, at + 3)) ?? spelling.get(katakana.charAt(at + 1)) ?? "";
    at += size;
    const vowel = written.at(-1)?.at(-1) ?? "";
    const [macron, long] = [macrons[vowel], longVowels[vowel + (syllable ?? "")]];
    if (letter === boundary) isOpen = false;
    else if (letter === "ッ") {
      if (next !== "") written.push(next.startsWith("ch") ? "t" : next.charAt(0));
    } else if (letter === "ン") written.push(/^[aiueoy]/.test(next) ? "n'" : "n");
    else if (letter === "ー" && macron) lengthen(macron);
    else if (syllable !== undefined && isOpen && isHiragana && long) {
      lengthen(long);
      isOpen = false;
      continue;
    } else if (letter !== "ー") written.push(syllable ?? letter);
    isOpen = letter !== boundary && syllable !== undefined && isHiragana;
  }
  return written.join("");
}

/** Words whose parts meet in two vowels that are not one long vowel: a boundary that the kanji do not show. Any such word may be added. */
const apart = new Map(
  `場合 ば|あい, 湖 みず|うみ, 女王 じょ|おう, 女王蜂 じょ|おうばち, 小売 こ|うり, 小売り こ|うり, 小売店 こ|うりてん, 子牛 こ|うし, 小牛 こ|うし, 仔牛 こ|うし,
  小馬 こ|うま, 子馬 こ|うま, 仔馬 こ|うま, 小唄 こ|うた, 小海 こ|うみ, 里親 さと|おや, 保温 ほ|おん, 呼応 こ|おう, 場当たり ば|あたり, 山嵐 やま|あらし,
  山荒らし やま|あらし, 松浦 まつ|うら, 勝浦 かつ|うら, 靴裏 くつ|うら, 夏梅 なつ|うめ, 黒岡 くろ|おか, 里岡 さと|おか`
    .split(/,\s*/)
    .map((row) => row.split(" ") as [string, string]),
);

/** The reading of a word whose vowels do not meet, with the boundary; undefined for all other words. */
export const withBoundary = (surface: string, reading: string): string | undefined => {
  const known = apart.get(surface);
  return known?.replace(boundary, "") === reading ? known : undefined;
};
