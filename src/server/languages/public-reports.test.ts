import { describe, expect, setDefaultTimeout, test } from "bun:test";
import { type LearningLanguage, learningLanguages } from "#shared/languages/types.ts";
import { languageData } from "#test/language-data.ts";
import { createLoader } from "./load-language.ts";
import type { TextAnalyser } from "./normalise/text-analyser.ts";

// dictionaries load here, while the machine may be busy
setDefaultTimeout(30_000);

const load = createLoader(languageData);
const analysers = Object.fromEntries(
  await Promise.all(learningLanguages.map(async (code) => [code, await load(code)] as const)),
) as Record<LearningLanguage, TextAnalyser>;

/** `行った[いった]`: each word, and its reading if it differs. */
const wordsOf = (language: LearningLanguage, text: string) =>
  [...analysers[language].analyse(text)]
    .flat()
    .map(({ surface, reading }) => (reading ? `${surface}[${reading}]` : surface))
    .join(" ");

/** Sentences of bug reports about other tools, which readers of Japanese, Chinese and Korean had filed. */
const reports: Record<string, [LearningLanguage, string, string][]> = {
  "toss/es-hangul#320: ㄴ is inserted only in compounds": [
    ["ko", "호랑이 개구쟁이 둘이서", "호랑이 개구쟁이 둘이서[두리서]"],
    ["ko", "손잡이 빨간색이에요", "손잡이[손자비] 빨간색[빨간새] 이에요[기에요]"],
    ["ko", "금요일 목요일 일요일 월요일", "금요일[그묘일] 목요일[모교일] 일요일[이료일] 월요일[워료일]"],
    ["ko", "한국인이에요", "한국인[한구기] 이에요[니에요]"],
  ],
  "toss/es-hangul#395: words that article 10 names": [
    ["ko", "밟다 밟고 밟지 밟는", "밟다[밥따] 밟고[밥꼬] 밟지[밥찌] 밟는[밤는]"],
    ["ko", "넓죽하다 넓다 여덟만", "넓죽하다[넙쭈카다] 넓다[널따] 여덟[여덜] 만"],
  ],
  "toss/es-hangul#327, #353, #385: 사이시옷, and ㅎ after a consonant": [
    ["ko", "깻잎 나뭇잎 베갯잇", "깻잎[깬닙] 나뭇잎[나문닙] 베갯잇[베갠닏]"],
    ["ko", "도리깻열 뒷윷", "도리깻열[도리깬녈] 뒷윷[뒨뉻]"],
    ["ko", "숱하다 못해요 따뜻해요", "숱하다[수타다] 못해요[모태요] 따뜻해요[따뜨태요]"],
  ],
  "WorksApplications/Sudachi#52, FooSoft/yomichan#1195: furigana in brackets": [
    ["ja", "徳島（とくしま）に行(い)く", "徳島（とくしま）[とくしま] に 行(い)く[いく]"],
    ["ja", "遠慮(えんりょ)なく言(い)いなさい", "遠慮(えんりょ)なく[えんりょなく] 言(い)いなさい[いいなさい]"],
    ["ja", "食(た)べる", "食(た)べる[たべる]"],
  ],
  "yomidevs/yomitan#1559: Kangxi radicals of a PDF": [
    ["ja", "拝⾒する", "拝⾒する[はいけんする]"],
    ["ja", "⽇本に⾏きたい", "⽇本[にほん] に ⾏きたい[いきたい]"],
    ["ja", "受験の⽅", "受験[じゅけん] の ⽅[かた]"],
  ],
  "obynio/anki-japanese-furigana#25: numbers that are words, and counters with ひと and ふた": [
    ["ja", "一通り", "一通り[ひととおり]"],
    ["ja", "二通り", "二通り[ふたとおり]"],
    ["ja", "一晩", "一晩[ひとばん]"],
    ["ja", "二晩", "二晩[ふたばん]"],
    ["ja", "一切れ", "一切れ[ひときれ]"],
    ["ja", "一口", "一口[ひとくち]"],
    ["ja", "一皿", "一皿[ひとさら]"],
    ["ja", "一箱", "一箱[ひとはこ]"],
    ["ja", "一袋", "一袋[ひとふくろ]"],
    ["ja", "一組", "一組[ひとくみ]"],
    ["ja", "一粒", "一粒[ひとつぶ]"],
    ["ja", "一桁", "一桁[ひとけた]"],
    ["ja", "一握り", "一握り[ひとにぎり]"],
    ["ja", "百合の花", "百合[ゆり] の 花[はな]"],
    ["ja", "八つ当たり", "八つ当たり[やつあたり]"],
    ["ja", "一切", "一切[いっさい]"],
    ["ja", "一言", "一言[ひとこと]"],
    ["ja", "一息", "一息[ひといき]"],
    ["ja", "三日月", "三日月[みかづき]"],
    ["ja", "七夕", "七夕[たなばた]"],
    ["ja", "八百屋", "八百屋[やおや]"],
    ["ja", "十分", "十分[じゅうぶん]"],
    ["ja", "一人前", "一人前[いちにんまえ]"],
    ["ja", "二日酔い", "二日酔い[ふつかよい]"],
  ],
  "LuteOrg/lute-v3#488: 々 belongs to the word before it": [
    ["ja", "聞こえる行く先々", "聞こえる[きこえる] 行く先々[ゆくさきざき]"],
    ["ja", "神々の島", "神々[かみがみ] の 島[しま]"],
    ["ja", "町々、村々", "町々[まちまち] 村々[むらむら]"],
    ["ja", "星々、花々", "星々[ほしぼし] 花々[はなばな]"],
    ["ja", "木々、国々、人々", "木々[きぎ] 国々[くにぐに] 人々[ひとびと]"],
    ["ja", "時々、島々、山々", "時々[ときどき] 島々[しまじま] 山々[やまやま]"],
  ],
  "lindera/lindera#570, LuteOrg/lute-v3#396: 行った without を is 行く": [
    ["ja", "そういえば行ったことがなかったな。", "そう いえば 行った[いった] こと が なかった な"],
    ["ja", "私は行っています。", "私[わたし] は 行っています[いっています]"],
    ["ja", "学校に行った", "学校[がっこう] に 行った[いった]"],
    ["ja", "東京へ行った", "東京[とうきょう] へ 行った[いった]"],
    ["ja", "会議を行った", "会議[かいぎ] を 行った[おこなった]"],
  ],
  "flutterchina/lpinyin#6, BYVoid/OpenCC#179: 乾": [
    ["zh-Hant", "乾坤", "乾坤[qiánkūn]"],
    ["zh-Hant", "乾隆皇帝", "乾隆[Qiánlóng] 皇帝[huángdì]"],
    ["zh-Hant", "乾淨", "乾淨[gānjìng]"],
    ["zh-Hant", "乾燥", "乾燥[gānzào]"],
  ],
  "mozillazg/python-pinyin#175: 了 after 不了": [["zh-Hans", "我受不了了。", "我[wǒ] 受不了[shòubùliǎo] 了[le]"]],
  "sxei/pinyinjs#9, overtrue/pinyin#96: 长出, 还给": [
    ["zh-Hans", "长出耳朵", "长[zhǎng] 出[chū] 耳朵[ěrduo]"],
    ["zh-Hans", "还给你", "还[huán] 给[gěi] 你[nǐ]"],
    ["zh-Hans", "还欠你钱吗", "还[hái] 欠[qiàn] 你[nǐ] 钱[qián] 吗[ma]"],
  ],
  "yomidevs/yomitan#1138: half-width katakana": [["ja", "ｲﾝﾄﾞ･ﾖｰﾛｯﾊﾟ語族", "ｲﾝﾄﾞ ﾖｰﾛｯﾊﾟ 語族[ごぞく]"]],
};

describe.each(Object.entries(reports))("reads the sentences of %s", (_report, sentences) => {
  test.each(sentences)("%s: %s", (language, text, words) => expect(wordsOf(language, text)).toBe(words));
});

test("reads decomposed Hangul as it reads composed Hangul (apache/lucene#16241)", () => {
  const text = "같이 한국어는 좋아요";
  expect(wordsOf("ko", text)).toBe("같이[가치] 한국어[한구거] 는 좋아요[조아요]");
  expect(wordsOf("ko", text.normalize("NFD")).normalize("NFC")).toBe(wordsOf("ko", text));
});

describe("judges what a model claimed in the reports", () => {
  test.each<[string, LearningLanguage, string, string, string]>([
    ["agrees", "ko", "금요일", "금요일", "그묘일"],
    ["conflict", "ko", "금요일", "금요일", "금묘일"],
    ["agrees", "ko", "밟다", "밟다", "밥따"],
    ["conflict", "ko", "밟다", "밟다", "발따"],
    ["agrees", "ko", "여덟만", "여덟만", "여덜만"],
    ["conflict", "ko", "여덟만", "여덟만", "여덤만"],
    ["agrees", "ja", "拝⾒する", "拝⾒する", "はいけんする"],
    ["conflict", "ja", "拝⾒する", "拝⾒する", "はいする"],
    ["agrees", "ja", "一通り", "一通り", "ひととおり"],
    ["conflict", "ja", "一通り", "一通り", "いちとおり"],
    ["agrees", "ja", "聞こえる行く先々", "行く先々", "ゆくさきざき"],
    ["possible", "ja", "聞こえる行く先々", "行く先々", "いくさきざき"],
    ["agrees", "ja", "そういえば行ったことがなかったな。", "行った", "いった"],
    ["agrees", "zh-Hant", "乾隆皇帝", "乾隆", "Qiánlóng"],
    ["conflict", "zh-Hant", "乾隆皇帝", "乾隆", "Gānlóng"],
    ["agrees", "zh-Hans", "我受不了了。", "了。", "le"],
    ["conflict", "zh-Hans", "我受不了了。", "了。", "liǎo"],
    ["agrees", "zh-Hans", "长出耳朵", "长出", "zhǎngchū"],
    ["conflict", "zh-Hans", "长出耳朵", "长出", "chángchū"],
    ["agrees", "zh-Hans", "还给你", "还给", "huángěi"],
    ["conflict", "zh-Hans", "还给你", "还给", "háigěi"],
  ])("%s: %s %s, %s is %s", (verdict, language, text, span, reading) => {
    const start = text.indexOf(span);
    const end = start + span.replace("。", "").length;
    expect(analysers[language].check(text, { start, end, reading }).verdict).toBe(verdict as "agrees");
  });
});
