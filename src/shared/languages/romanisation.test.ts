import { describe, expect, test } from "bun:test";
import { languages } from "./index.ts";
import { toHepburn } from "./hepburn.ts";
import { toKana } from "./romaji.ts";
import type { LearningLanguage, ReadWord } from "./types.ts";

const romanise = (language: LearningLanguage, word: Partial<ReadWord> & { surface: string }) =>
  languages[language]
    .toPieces({ reading: "", partOfSpeech: "other", ...word }, { romanisation: true, traditionalNotation: "pinyin" })
    .map(({ ruby }) => ruby)
    .join("");

/** The examples of the rules themselves: 국어의 로마자 표기법, sections 2 and 3. */
describe("writes Korean as the rules of Revised Romanisation do", () => {
  test.each([
    ["구미", "", "name", "Gumi"],
    ["영동", "", "name", "Yeongdong"],
    ["백암", "배감", "name", "Baegam"],
    ["옥천", "", "name", "Okcheon"],
    ["합덕", "합떡", "name", "Hapdeok"],
    ["호법", "", "name", "Hobeop"],
    ["월곶", "월곧", "name", "Wolgot"],
    ["벚꽃", "벋꼳", "noun", "beotkkot"],
    ["한밭", "한받", "name", "Hanbat"],
    ["구리", "", "name", "Guri"],
    ["설악", "서락", "name", "Seorak"],
    ["칠곡", "", "name", "Chilgok"],
    ["임실", "", "name", "Imsil"],
    ["울릉", "", "name", "Ulleung"],
    ["대관령", "대괄령", "name", "Daegwallyeong"],
    ["광희문", "광히문", "name", "Gwanghuimun"],
    ["백마", "뱅마", "name", "Baengma"],
    ["신문로", "신문노", "name", "Sinmunno"],
    ["종로", "종노", "name", "Jongno"],
    ["왕십리", "왕심니", "name", "Wangsimni"],
    ["별내", "별래", "name", "Byeollae"],
    ["신라", "실라", "name", "Silla"],
    ["학여울", "항녀울", "name", "Hangnyeoul"],
    ["알약", "알략", "noun", "allyak"],
    ["해돋이", "해도지", "noun", "haedoji"],
    ["같이", "가치", "adverb", "gachi"],
    ["굳히다", "구치다", "verb", "guchida"],
    ["좋고", "조코", "adjective", "joko"],
    ["놓다", "노타", "verb", "nota"],
    ["잡혀", "자펴", "verb", "japyeo"],
    ["낳지", "나치", "verb", "nachi"],
    ["묵호", "무코", "name", "Mukho"],
    ["집현전", "지편전", "name", "Jiphyeonjeon"],
    ["압구정", "압꾸정", "name", "Apgujeong"],
    ["낙동강", "낙똥강", "name", "Nakdonggang"],
    ["죽변", "죽뼌", "name", "Jukbyeon"],
    ["낙성대", "낙썽대", "name", "Nakseongdae"],
    ["합정", "합쩡", "name", "Hapjeong"],
    ["팔당", "팔땅", "name", "Paldang"],
    ["샛별", "샏뼐", "noun", "saetbyeol"],
    ["샛별", "새뼐", "noun", "saetbyeol"],
    ["울산", "울싼", "name", "Ulsan"],
  ] as const)("%s[%s] %s %s", (surface, reading, partOfSpeech, expected) =>
    expect(romanise("ko", { surface, reading, partOfSpeech })).toBe(expected),
  );

  test.each([
    ["없어요", "업써요", "eopseoyo"],
    ["읽고", "일꼬", "ilgo"],
    ["앉아요", "안자요", "anjayo"],
    ["있어요", "이써요", "isseoyo"],
    ["밖에", "바께", "bakke"],
    ["없다", "", "eopda"], // without a pronunciation
    ["부엌", "", "bueok"],
    ["의사", "", "uisa"],
    ["시계", "시게", "sigye"],
    ["빨래", "", "ppallae"],
    ["학교", "학꾜", "hakgyo"],
  ] as const)("%s[%s] %s", (surface, reading, expected) => expect(romanise("ko", { surface, reading })).toBe(expected));

  test("considers the word before, because a sound depends on it", () => {
    const seoul = { surface: "서울", reading: "" };
    expect(romanise("ko", { surface: "로", before: seoul })).toBe("lo");
    expect(romanise("ko", { surface: "로" })).toBe("ro");
    expect(romanise("ko", { surface: "이", reading: "씨", before: { surface: "값", reading: "갑" } })).toBe("si");
  });
  test("leaves other letters than Hangul unchanged", () => {
    expect(romanise("ko", { surface: "ABC" })).toBe("");
    expect(romanise("ko", { surface: "3", reading: "세" })).toBe("se");
    expect(romanise("ko", { surface: "KTX를" })).toBe("KTXreul");
  });
});

describe("writes Japanese in Modified Hepburn", () => {
  test.each([
    ["しんぶん", "shinbun"],
    ["しんいち", "shin'ichi"],
    ["ほんや", "hon'ya"],
    ["まっちゃ", "matcha"],
    ["がっこう", "gakkō"],
    ["ざっし", "zasshi"],
    ["いっぷん", "ippun"],
    ["とうきょう", "tōkyō"],
    ["おおさか", "ōsaka"],
    ["おねえさん", "onēsan"],
    ["おかあさん", "okāsan"],
    ["おにいさん", "oniisan"],
    ["せんせい", "sensei"],
    ["すうがく", "sūgaku"],
    ["じゅう", "jū"],
    ["ぢゃ", "ja"],
    ["つづく", "tsuzuku"],
    ["はなぢ", "hanaji"],
    ["りょこう", "ryokō"],
    ["とうおう", "tōō"],
    ["おうう", "ōu"],
    ["あっ", "a"],
    ["コーヒー", "kōhī"],
    ["スーパー", "sūpā"],
    ["ソウル", "souru"],
    ["バレエ", "baree"],
    ["ミイラ", "miira"],
    ["ﾃﾚﾋﾞ", "terebi"],
    ["パーティー", "pātī"],
    ["ディズニー", "dizunī"],
    ["ヴァイオリン", "vaiorin"],
    ["フォーク", "fōku"],
    ["チェック", "chekku"],
    ["ウィーン", "wīn"],
    ["トゥ", "tu"],
    ["ファン", "fan"],
    ["ジェット", "jetto"],
    ["らーめん", "rāmen"],
  ] as const)("%s %s", (kana, latin) => expect(toHepburn(kana)).toBe(latin));

  test.each([
    ["は", "", "particle", "wa"],
    ["へ", "", "particle", "e"],
    ["を", "", "particle", "o"],
    ["は", "", "noun", "ha"],
    ["には", "", "particle", "niwa"],
    ["への", "", "particle", "eno"],
    ["こんにちは", "", "interjection", "konnichiwa"],
    ["それでは", "", "conjunction", "soredewa"],
    ["実は", "じつは", "adverb", "jitsuwa"],
    ["あはは", "", "interjection", "ahaha"],
    ["思う", "おもう", "verb", "omou"],
    ["吸う", "すう", "verb", "suu"],
    ["言う", "いう", "verb", "iu"],
    ["おもう", "", "verb", "omou"],
    ["大きい", "おおきい", "adjective", "ōkii"],
    ["多い", "おおい", "adjective", "ōi"],
    ["お家", "おうち", "noun", "ouchi"],
    ["有難う", "ありがとう", "interjection", "arigatō"],
    ["ゴミ箱", "ごみばこ", "noun", "gomibako"],
    ["湖", "みずうみ", "noun", "mizuumi"],
    ["場合", "ばあい", "noun", "baai"],
    ["場合", "ばわい", "noun", "bawai"],
    ["東京", "とうきょう", "name", "Tōkyō"],
    ["20日", "はつか", "noun", "hatsuka"],
    ["ABC", "", "noun", ""],
    ["昨日（きのう）", "きのう", "noun", "kinō"],
  ] as const)("%s[%s] as a %s: %s", (surface, reading, partOfSpeech, expected) =>
    expect(romanise("ja", { surface, reading, partOfSpeech })).toBe(expected),
  );

  test("writes a volitional form with a long vowel, although it ends like a dictionary form", () =>
    expect(romanise("ja", { surface: "行こう", reading: "いこう", partOfSpeech: "verb", lemma: "行く" })).toBe("ikō"));

  test("writes every reading so that it can be typed back", () => {
    for (const kana of ["きょう", "がっこう", "しんぶん", "まっちゃ", "しんいち", "りょこう", "ひゃくえん", "ちず"])
      expect(toKana(toHepburn(kana))).toBe(kana);
  });
});
