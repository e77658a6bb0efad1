import type { Token } from "./tokens.ts";

/** A spelling with several readings, the most likely one for a learner first. IPADIC gives one of them, not always the most likely. */
type Homograph = {
  spelling: string;
  readings: string[];
  /** The reading if the text before the word matches, with the dictionary form: 雨が降る. */
  after?: { text: RegExp; reading: string; base: string };
  /** Endings for which this reading is possible: 行った may be おこなった, 行く may not. */
  endings?: RegExp;
};

/** Kanji that start a verb or adjective, with the readings of the kanji alone. */
const stems: Homograph[] = [
  {
    spelling: "降",
    readings: ["ふ", "お"],
    endings: /^[りる]|^$/,
    after: { text: /[雨雪雹霜露]|あめ|ゆき/, reading: "ふ", base: "降る" },
  },
  {
    spelling: "空",
    readings: ["あ", "す"],
    endings: /^[いきくけ]/,
    after: { text: /腹|なか/, reading: "す", base: "空く" },
  },
  { spelling: "行", readings: ["い", "おこな"], endings: /^っ/ },
  {
    spelling: "開",
    readings: ["あ", "ひら"],
    endings: /^[いかきくけこ]/,
    after: { text: /[^を]$|^$/, reading: "あ", base: "開く" }, // ドアが開く, but 本を開く
  },
  { spelling: "入", readings: ["はい", "い"], endings: /^[っらりるれろ]/ },
  { spelling: "通", readings: ["とお", "かよ"], endings: /^っ/ },
  { spelling: "止", readings: ["と", "や"], endings: /^[まめ]/ },
  {
    spelling: "辛",
    readings: ["から", "つら"],
    endings: /^[いくかけ]/,
    after: { text: /(?<![がは])$/, reading: "から", base: "辛い" }, // 辛いラーメン, but 別れが辛い
  },
  { spelling: "怒", readings: ["おこ", "いか"], endings: /^[らりるれろっ]/ },
  { spelling: "描", readings: ["か", "えが"], endings: /^[いかきくけこ]/ },
  { spelling: "抱", readings: ["だ", "いだ"], endings: /^[いかきくけこ]/ },
  { spelling: "汚", readings: ["きたな", "よご"], endings: /^[いくかけれ]/ },
  { spelling: "被", readings: ["かぶ", "こうむ"], endings: /^[らりるれろっ]/ },
  { spelling: "滑", readings: ["すべ", "ぬめ"], endings: /^[らりるれろっ]/ },
  { spelling: "避", readings: ["さ", "よ"], endings: /^け/ },
  { spelling: "触", readings: ["さわ", "ふ"], endings: /^[っらりるれ]/ },
  { spelling: "来", readings: ["き", "く", "こ"], endings: /^$/ },
];

/** Whole words. */
const words: [string, string][] = [
  ["日本", "にほん にっぽん"],
  ["昨日", "きのう さくじつ"],
  ["今日", "きょう こんにち"],
  ["明日", "あした あす みょうにち"],
  ["一昨日", "おととい いっさくじつ"],
  ["明後日", "あさって みょうごにち"],
  ["昨夜", "ゆうべ さくや"],
  ["今朝", "けさ こんちょう"],
  ["一昨年", "おととし いっさくねん"],
  ["今年", "ことし こんねん"],
  ["去年", "きょねん こぞ"],
  ["一日", "いちにち ついたち いちじつ"],
  ["私", "わたし わたくし あたし"],
  ["何", "なに なん"],
  ["何時", "なんじ いつ"],
  ["家", "いえ うち や か"],
  ["人", "ひと にん じん"],
  ["方", "ほう かた"],
  ["他", "ほか た"],
  ["間", "あいだ ま かん"],
  ["中", "なか ちゅう じゅう"],
  ["前", "まえ ぜん"],
  ["後", "あと のち ご うしろ"],
  ["上", "うえ じょう かみ"],
  ["下", "した か しも もと"],
  ["外", "そと ほか がい"],
  ["月", "つき がつ げつ"],
  ["日", "ひ にち か"],
  ["年", "とし ねん"],
  ["金", "かね きん"],
  ["音", "おと ね おん"],
  ["風", "かぜ ふう"],
  ["角", "かど つの かく"],
  ["君", "きみ くん"],
  ["魚", "さかな うお"],
  ["頭", "あたま かしら とう"],
  ["顔", "かお がん"],
  ["空", "そら から くう"],
  ["本", "ほん もと"],
  ["米", "こめ べい"],
  ["表", "おもて ひょう"],
  ["裏", "うら り"],
  ["傷", "きず しょう"],
  ["主", "おも ぬし しゅ"],
  ["背", "せ せい"],
  ["側", "そば がわ かわ"],
  ["夜", "よる よ"],
  ["一人", "ひとり いちにん"],
  ["二人", "ふたり ににん"],
  ["大人", "おとな たいじん"],
  ["上手", "じょうず うわて かみて"],
  ["下手", "へた したて しもて"],
  ["市場", "いちば しじょう"],
  ["生物", "せいぶつ なまもの"],
  ["人気", "にんき ひとけ"],
  ["色紙", "いろがみ しきし"],
  ["寒気", "さむけ かんき"],
  ["博士", "はかせ はくし"],
  ["最中", "さいちゅう もなか"],
  ["大家", "おおや たいか"],
  ["工夫", "くふう こうふ"],
  ["仮名", "かな かめい"],
  ["梅雨", "つゆ ばいう"],
  ["紅葉", "こうよう もみじ"],
  ["母", "はは かあ"],
  ["父", "ちち とう"],
  ["四", "よん し"],
  ["七", "なな しち"],
  ["九", "きゅう く"],
  ["十", "じゅう とお"],
];
const wordReadings = new Map(words.map(([spelling, readings]) => [spelling, readings.split(" ")]));

/** First choices of IPADIC that are wrong more often than right. */
const preferred = new Set(["日本", "明日", "何時", "一昨年"]);

/** Adds the other readings of the token's spelling and puts the most likely one first. */
export function withHomographs(token: Token, textBefore: string): Token {
  const [known] = token.readings;
  if (!known) return token;
  const whole = wordReadings.get(token.surface);
  if (whole) return reorder(token, preferred.has(token.surface) ? whole[0] : known, whole);
  // the dictionary has 日本人 as one word: ニッポンジン
  if (known.startsWith("にっぽん")) return reorder(token, known.replace(/^にっぽん/, "にほん"), [known]);
  const stem = stems.find(({ spelling, endings }) => {
    return token.surface.startsWith(spelling) && (endings?.test(token.surface.slice(spelling.length)) ?? true);
  });
  if (!stem || (token.part !== "動詞" && token.part !== "形容詞")) return token;
  const ending = token.surface.slice(stem.spelling.length);
  const readings = stem.readings.map((reading) => reading + ending);
  if (!readings.includes(known)) return token;
  if (!stem.after?.text.test(textBefore)) return reorder(token, known, readings);
  return { ...reorder(token, stem.after.reading + ending, readings), base: stem.after.base };
}

function reorder(token: Token, first: string | undefined, readings: string[]): Token {
  const all = [...new Set([...(first === undefined ? [] : [first]), ...readings, ...token.readings])];
  return { ...token, readings: all, sound: all[0] === token.readings[0] ? token.sound : (all[0] ?? token.sound) };
}
