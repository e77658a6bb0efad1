const rows = {
  a: "あかさたなはまやらわがざだばぱぁゃゎ",
  i: "いきしちにひみりぎじびぴぃ",
  u: "うくすつぬふむゆるぐずぶぷぅゅゔ",
  e: "えけせてねへめれげぜべぺぇ",
  o: "おこそとのほもよろごぞどぼぽぉょ",
};
type Vowel = keyof typeof rows;
const vowels = new Map(
  (Object.keys(rows) as Vowel[]).flatMap((vowel) => Array.from(rows[vowel], (kana) => [kana, vowel] as const)),
);
const long: Record<Vowel, string> = { a: "あ", i: "い", u: "う", e: "えい", o: "おう" };

/** Maps spellings that sound the same to one form: `えいが, えーが`, `おおきい, おうきい`, `つづく, つずく`. */
export function foldSounds(reading: string): string {
  let folded = "";
  let vowel: Vowel | undefined;
  for (const kana of reading.replace(/を/g, "お").replace(/づ/g, "ず").replace(/ぢ/g, "じ")) {
    const isLong = kana === "ー" || (vowel && long[vowel].includes(kana));
    folded += isLong ? "ー" : kana;
    if (!isLong) vowel = vowels.get(kana);
  }
  return folded;
}
