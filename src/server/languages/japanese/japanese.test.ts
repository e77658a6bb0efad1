import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { readCounted } from "./counters.ts";
import { parseNumber, readNumber } from "./numbers.ts";
import { createJapanese } from "./japanese.ts";
import { languageData } from "#test/language-data.ts";

const japanese = createJapanese(languageData);

const wordsOf = (text: string) =>
  japanese
    .analyse(text)
    .map(({ surface, reading }) => (reading ? `${surface}[${reading}]` : surface))
    .join(" ");

function check(text: string, surface: string, reading: string) {
  const start = text.indexOf(surface);
  return japanese.check(text, { start, end: start + surface.length, reading });
}

describe("splits and reads ordinary sentences", () => {
  test.each([
    [
      "昨日友達と映画を見に行きました",
      "昨日[きのう] 友達[ともだち] と 映画[えいが] を 見[み] に 行きました[いきました]",
    ],
    ["日本に行きたいです。", "日本[にほん] に 行きたい[いきたい] です"],
    [
      "雨が降りそうだから、傘を持って行ったほうがいいよ。",
      "雨[あめ] が 降りそう[ふりそう] だ から 傘[かさ] を 持って[もって] 行った[いった] ほう が いい よ",
    ],
    ["お腹が空きました", "お腹[おなか] が 空きました[すきました]"],
    ["彼は学生です。", "彼[かれ] は 学生[がくせい] です"],
    ["静かな部屋だったでしょう", "静か[しずか] な 部屋[へや] だった でしょう"],
    [
      "図書館は開いています。本を開いた。",
      "図書館[としょかん] は 開いています[あいています] 本[ほん] を 開いた[ひらいた]",
    ],
    ["電車を降りる", "電車[でんしゃ] を 降りる[おりる]"],
    ["東京駅で日本人に会った", "東京駅[とうきょうえき] で 日本人[にほんじん] に 会った[あった]"],
  ])("%s", (text, expected) => expect(wordsOf(text)).toBe(expected));
});

describe("joins a verb or adjective with its endings and knows its dictionary form", () => {
  test.each([
    ["行きました", "行く"],
    ["食べられなかった", "食べる"],
    ["飲んだ", "飲む"],
    ["泳いだり", "泳ぐ"],
    ["読んでしまった", "読む"],
    ["降っている", "降る"],
    ["食べ過ぎた", "食べる"],
    ["食べなさい", "食べる"],
    ["勉強しています", "勉強する"],
    ["高くない", "高い"],
    ["頑張りましょう", "頑張る"],
    ["歌ったり", "歌う"],
    ["行けば", "行く"],
  ])("%s ← %s", (text, lemma) => {
    const words = japanese.analyse(text);
    expect(words.map(({ surface }) => surface)).toEqual([text]);
    expect(words[0]?.lemma).toBe(lemma);
  });
});

describe("reads words of daily speech as words", () => {
  test.each([
    ["ヤバい", "ヤバい<やばい>"],
    ["すげえうまい", "すげえ<すごい> うまい"],
    ["めっちゃ好き", "めっちゃ 好き"],
    ["そうじゃん", "そう じゃん"],
    ["やっぱ無理っす", "やっぱ 無理 っす"],
    ["疲れたっぽい", "疲れたっぽい<疲れる>"],
    ["行くんだ", "行く んだ<のだ>"],
    ["食べてくれない？", "食べて<食べる> くれない<くれる>"],
    ["わかんないって言ってた", "わかんない<わかる> って 言ってた<言う>"],
    ["食べてった", "食べてった<食べる>"],
    ["きもい", "きもい"],
    ["学校だりい", "学校 だりい<だるい>"],
    ["信じらんない", "信じらんない<信じる>"],
    ["何食べてんの", "何 食べてん<食べる> の"],
    ["潰れたんだって", "潰れた<潰れる> んだ<のだ> って"],
    ["行くかもしれない", "行く かもしれない"],
    ["退院できるそうです", "退院できる<退院する> そう です"],
    ["お確かめください", "お確かめ<確かめる> ください<くださる>"],
    ["お忙しい中", "お忙しい 中"],
    ["待ってください", "待って<待つ> ください<くださる>"],
  ])("%s", (text, expected) => {
    const words = japanese.analyse(text).map(({ surface, lemma }) => (lemma ? `${surface}<${lemma}>` : surface));
    expect(words.join(" ")).toBe(expected);
  });
});

describe("keeps words apart", () => {
  test.each([
    ["待ってください", "待って ください"],
    ["高いです", "高い です"],
    ["行くでしょう", "行く でしょう"],
    ["行くから", "行く から"],
    ["持って行った", "持って 行った"],
  ])("%s", (text, words) =>
    expect(
      japanese
        .analyse(text)
        .map(({ surface }) => surface)
        .join(" "),
    ).toBe(words),
  );
});

describe("reads numbers with counters", () => {
  test.each([
    ["一人", "ひとり"],
    ["二人", "ふたり"],
    ["三人", "さんにん"],
    ["４人", "よにん"],
    ["20日", "はつか"],
    ["二十四日", "にじゅうよっか"],
    ["三月一日", "さんがつついたち"],
    ["一日", "いちにち"],
    ["４時半", "よじはん"],
    ["5分", "ごふん"],
    ["八本", "はっぽん"],
    ["300円", "さんびゃくえん"],
    ["20歳", "はたち"],
    ["3か月", "さんかげつ"],
    ["1234", "せんにひゃくさんじゅうよん"],
    ["1,500円", "せんごひゃくえん"],
    ["3.5キロ", "さんてんごきろ"],
    ["10万円", "じゅうまんえん"],
    ["２０２４年", "にせんにじゅうよねん"],
    ["1人部屋", "ひとりべや"],
    ["1日中", "いちにちじゅう"],
    ["31日中", "さんじゅういちにちちゅう"],
    ["一通り", "ひととおり"],
    ["二通り", "ふたとおり"],
    ["一晩", "ひとばん"],
    ["二晩", "ふたばん"],
    ["一切れ", "ひときれ"],
    ["一口", "ひとくち"],
    ["一皿", "ひとさら"],
    ["2皿", "ふたさら"],
    ["一箱", "ひとはこ"],
    ["一袋", "ひとふくろ"],
    ["一組", "ひとくみ"],
    ["一粒", "ひとつぶ"],
    ["一桁", "ひとけた"],
    ["一握り", "ひとにぎり"],
    ["2部屋", "ふたへや"],
    ["三日三晩", "みっかみばん"],
    ["10本", "じゅっぽん"],
    ["8ページ", "はちぺーじ"],
    ["6キロ", "ろっきろ"],
    ["七時", "しちじ"],
    ["9時", "くじ"],
    ["4時間", "よじかん"],
    ["3番目", "さんばんめ"],
    ["五年後", "ごねんご"],
    ["三分の一", "さんぶんいち"],
    ["何人", "なんにん"],
    ["何名様", "なんめいさま"],
    ["数回", "すうかい"],
    ["何本", "なんぼん"],
    ["50%", "ごじゅっぱーせんと"],
    ["五人前", "ごにんまえ"],
    ["1億2千万円", "いちおくにせんまんえん"],
    ["一千万円", "いっせんまんえん"],
    ["数十人", "すうじゅうにん"],
    ["何百回", "なんびゃっかい"],
    ["五・二倍", "ごてんにばい"],
    ["25℃", "にじゅうごど"],
    ["20%引き", "にじゅっぱーせんとびき"],
    ["20戦中", "にじゅっせんちゅう"],
    ["03-1234-5678", "ぜろさんいちにさんよんごろくななはち"],
  ])("%s %s", (text, reading) => {
    const said = japanese.analyse(text).map((word) => word.reading);
    expect(said.join("")).toBe(reading);
  });

  test.each([
    ["十本", "じっぽん"],
    ["9人", "くにん"],
    ["7時", "ななじ"],
    ["3階", "さんかい"],
    ["1ページ", "いっぺーじ"],
    ["一人分", "いちにんぶん"],
  ])("accepts the other reading of a number: %s %s", (text, reading) => {
    expect(check(text, text, reading).verdict).toBe("possible");
  });

  test.each([
    [1, "本", "いっぽん"],
    [3, "本", "さんぼん"],
    [10, "分", "じゅっぷん"],
    [4, "分", "よんぷん"],
    [600, "回", "ろっぴゃくかい"],
    [13, "冊", "じゅうさんさつ"],
    [8, "個", "はっこ"],
    [100, "個", "ひゃっこ"],
    [2, "ヶ月", "にかげつ"],
    [9, "時間", "くじかん"],
  ])("%d%s %s", (number, counter, reading) => expect(readCounted(number, counter).common).toEqual([reading]));

  test("reads numbers from every kind of digit", () => {
    expect(["２０", "二十", "二〇", "20"].map(parseNumber)).toEqual([20, 20, 20, 20]);
    expect(["三百六十五", "一万二千", "千", "犬", ""].map(parseNumber)).toEqual([365, 12000, 1000, null, null]);
    expect([0, 10, 608, 3000, 10000, 100_000_000, 3.5, 1e16].map((number) => readNumber(number)[0])).toEqual([
      "ぜろ",
      "じゅう",
      "ろっぴゃくはち",
      "さんぜん",
      "いちまん",
      "いちおく",
      "さんてんご",
      undefined,
    ]);
  });
});

describe("checks a reading", () => {
  test.each([
    ["agrees", "日本に行きたいです。", "日本", "にほん"],
    ["agrees", "日本に行きたいです。", "日本", "ニホン"],
    ["possible", "日本に行きたいです。", "日本", "にっぽん"],
    ["agrees", "一昨年のことだ", "一昨年", "おととし"],
    ["agrees", "りんごを3つ買う", "3つ", "みっつ"],
    ["agrees", "辛いラーメン", "辛い", "からい"],
    ["conflict", "日本に行きたいです。", "日本", "にちほん"],
    ["conflict", "日本に行きたいです。", "日本", "nihon"],
    ["agrees", "日本に行きたいです。", "行き", "いき"],
    ["conflict", "日本に行きたいです。", "行きたい", "いく"],
    ["agrees", "日本に行きたいです。", "に", ""],
    ["unchecked", "日本に行きたいです。", "行きたい", ""],
    ["possible", "お腹が空きました", "空きました", "あきました"],
    ["conflict", "お腹が空きました", "空きました", "あけました"],
    ["possible", "行った", "行った", "おこなった"],
    ["possible", "彼は学生", "は", "わ"],
    ["conflict", "彼は学生", "は", "ほ"],
    ["possible", "映画を見た", "映画", "えーが"],
    ["agrees", "コーヒーを飲む", "コーヒー", "こーひー"],
    ["agrees", "三人いる", "三人", "さんにん"],
    ["conflict", "三人いる", "三人", "みたり"],
    ["agrees", "20日です", "20日", "はつか"],
    ["conflict", "20日です", "20日", "はっか"],
    ["unchecked", "Tシャツ", "Tシャツ", "てぃーしゃつ"],
    ["unchecked", "𠮷です", "𠮷", "よし"],
  ])("%s: %s %s %s", (verdict, text, surface, reading) => {
    expect(check(text, surface, reading).verdict).toBe(verdict as "agrees");
  });

  test("lists the dictionary's readings, most likely first", () => {
    expect(check("お腹が空きました", "空きました", "x").candidates).toEqual(["すきました", "あきました"]);
    expect(check("ドアが空きました", "空きました", "x").candidates).toEqual(["あきました", "すきました"]);
  });

  test("calls a wrong kana a conflict in nearly all cases and never agrees with it", () => {
    const text = "昨日友達と映画を見に行きました。雨が降りそうだから、傘を持って出かけたほうがいいよ。";
    const counts = { agrees: 0, possible: 0, conflict: 0, unchecked: 0 };
    for (const { start, end, reading } of japanese.analyse(text).filter((word) => word.reading)) {
      for (let at = 0; at < reading.length; at++) {
        for (const kana of "あいうかしすたつなにほまりをん") {
          const wrong = reading.slice(0, at) + kana + reading.slice(at + 1);
          if (wrong !== reading) counts[japanese.check(text, { start, end, reading: wrong }).verdict]++;
        }
      }
    }
    expect(counts).toMatchObject({ agrees: 0, unchecked: 0 });
    expect(counts.possible / counts.conflict).toBeLessThan(0.02);
    expect(counts.conflict).toBeGreaterThan(400);
  });
});

// public reports of readers' tools, numbered as in our list of faults
describe("reads what other readers' tools have got wrong", () => {
  test.each([
    ["百合の花が咲いた", "百合", "ゆり"],
    ["八つ当たりは良くない", "八つ当たり", "やつあたり"],
    ["聞こえる行く先々", "行く先々", "ゆくさきざき"],
    ["神々の島", "神々", "かみがみ"],
    ["町々を回る", "町々", "まちまち"],
    ["そういえば行ったことがなかったな。", "行った", "いった"],
    ["私は行っています。", "行っています", "いっています"],
    ["会議を行った", "行った", "おこなった"],
    ["拝見する", "拝見する", "はいけんする"],
    ["日本に行きたい", "行きたい", "いきたい"],
    ["一人部屋に泊まる", "一人部屋", "ひとりべや"],
    ["八宝菜を食べる", "八宝菜", "はっぽうさい"],
    ["著名な作家", "著名", "ちょめい"],
    ["3回薬を飲む", "薬", "くすり"],
    ["今電話してもいい？", "今", "いま"],
    ["一日中家にいた", "一日中", "いちにちじゅう"],
    ["毎週行っている", "行っている", "いっている"],
    ["大喜びした", "大喜びした", "おおよろこびした"],
    ["兎も角やろう", "兎も角", "ともかく"],
    ["悪影響が出る", "悪影響", "あくえいきょう"],
    ["重労働だ", "重労働", "じゅうろうどう"],
  ])("%s: %s is %s (L10, L11, L13)", (text, surface, reading) => {
    const word = japanese.analyse(text).find((found) => found.surface === surface);
    expect(word?.reading).toBe(reading);
    expect(["agrees", "possible"]).toContain(check(text, surface, reading).verdict);
  });
});

describe("never overrules anyone with a reading that it composed itself", () => {
  test.each([
    ["犬小屋島", "犬小屋島", "いぬごやじま"],
    ["裕子さん", "裕子", "ひろこ"],
  ])("%s", (text, surface, reading) => {
    const { verdict, origin } = check(text, surface, reading);
    expect(verdict === "unchecked" || verdict === "possible").toBe(true);
    expect(origin === undefined || origin === "guess").toBe(true);
  });

  test("shows no reading for a number in a word that it does not know", () => {
    const [word] = japanese.analyse("四宝菜");
    expect(word).toMatchObject({ surface: "四宝菜", reading: "", state: "none" });
  });
});

test("asks the dictionaries seldom, because every question costs time", () => {
  let questions = 0;
  const counting = createJapanese({
    ...languageData,
    dictionaries: {
      ...languageData.dictionaries,
      find(language, spelling) {
        questions++;
        return languageData.dictionaries.find(language, spelling);
      },
    },
  });
  counting.analyse("雨が降りそうだから、傘を持って行ったほうがいいよ。");
  expect(questions).toBeGreaterThan(0);
  expect(questions).toBeLessThan(25);
});

const letters = fc.constantFrom(
  ...Array.from("昨日友達と映画を見に行きました三人２０日本語ガｶﾞﾃﾚﾋﾞーっ、。！？「」 　\n"),
  "😀",
  "𠮷",
  "👩‍👩‍👧",
  "ABC",
  "Ｔ",
  "か\u3099",
  "한국",
  "\ud83d",
);

test("gives words in the order of the text and leaves no letter out", () => {
  fc.assert(
    fc.property(fc.string({ unit: letters, maxLength: 30 }), (text) => {
      let end = 0;
      let between = "";
      for (const word of japanese.analyse(text)) {
        expect(text.slice(word.start, word.end)).toBe(word.surface);
        expect(word.start).toBeGreaterThanOrEqual(end);
        between += text.slice(end, word.start);
        end = word.end;
      }
      expect(between + text.slice(end)).not.toMatch(/[\p{L}\p{N}]/u);
    }),
    { numRuns: 100 },
  );
});

test("agrees with its own readings", () => {
  fc.assert(
    fc.property(fc.string({ unit: letters, maxLength: 20 }), (text) => {
      for (const { start, end, reading, origin } of japanese.analyse(text)) {
        const { verdict } = japanese.check(text, { start, end, reading });
        if (reading) expect(verdict).toBe(origin === "guess" ? "possible" : "agrees");
        else expect(verdict).not.toBe("conflict");
      }
    }),
    { numRuns: 100 },
  );
});
