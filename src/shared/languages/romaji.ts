/** Syllables in Hepburn and Kunrei romanisation, longest spellings first where one begins like another. */
const table = `
  kya きゃ kyu きゅ kyo きょ sha しゃ shu しゅ sho しょ sya しゃ syu しゅ syo しょ cha ちゃ chu ちゅ cho ちょ tya ちゃ tyu ちゅ tyo ちょ
  nya にゃ nyu にゅ nyo にょ hya ひゃ hyu ひゅ hyo ひょ mya みゃ myu みゅ myo みょ rya りゃ ryu りゅ ryo りょ
  gya ぎゃ gyu ぎゅ gyo ぎょ ja じゃ ju じゅ jo じょ jya じゃ jyu じゅ jyo じょ zya じゃ zyu じゅ zyo じょ
  bya びゃ byu びゅ byo びょ pya ぴゃ pyu ぴゅ pyo ぴょ shi し chi ち tsu つ
  ka か ki き ku く ke け ko こ sa さ si し su す se せ so そ ta た ti ち tu つ te て to と na な ni に nu ぬ ne ね no の
  ha は hi ひ hu ふ fu ふ he へ ho ほ ma ま mi み mu む me め mo も ya や yu ゆ yo よ ra ら ri り ru る re れ ro ろ wa わ wo を
  ga が gi ぎ gu ぐ ge げ go ご za ざ ji じ zi じ zu ず ze ぜ zo ぞ da だ di ぢ du づ de で do ど ba ば bi び bu ぶ be べ bo ぼ
  pa ぱ pi ぴ pu ぷ pe ぺ po ぽ a あ i い u う e え o お`;

const cells = table.trim().split(/\s+/);
const kana = new Map(cells.flatMap((cell, index) => (index % 2 === 0 ? [[cell, cells[index + 1]!] as const] : [])));
const longVowels: Record<string, string> = {
  ā: "aa",
  â: "aa",
  ī: "ii",
  î: "ii",
  ū: "uu",
  û: "uu",
  ē: "ee",
  ê: "ee",
  ō: "ou",
  ô: "ou",
};

/** `Tōkyō → とうきょう`, `kin'en → きんえん`. Null if it is not the romanisation of Japanese. */
export function toKana(romaji: string): string | null {
  const plain = romaji
    .normalize("NFC")
    .toLowerCase()
    .replace(/[āâīîūûēêōô]/g, (vowel) => longVowels[vowel] ?? vowel)
    .replace(/[\s-]/g, "");
  if (!/^[a-z'’]+$/.test(plain)) return null;
  let read = "";
  for (let at = 0; at < plain.length;) {
    const rest = plain.slice(at);
    const length = [3, 2, 1].find((size) => kana.has(rest.slice(0, size)));
    if (length !== undefined) {
      read += kana.get(rest.slice(0, length));
      at += length;
    } else if (/^n['’]?(?![aiueoy])|^n['’]|^m(?=[bmp])/.test(rest)) {
      read += "ん";
      at += /^n['’]/.test(rest) ? 2 : 1;
    } else if (/^([ksthpgzdbjcr])\1|^tch/.test(rest)) {
      read += "っ";
      at += 1;
    } else return null;
  }
  return read;
}
