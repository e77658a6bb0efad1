import type { Lesson } from "./lesson.ts";

/** The language of Taiwan, with the readings of its dictionaries: 哪裡 nǎlǐ, 還是 háishì. */
export const traditionalChinese: readonly Lesson[] = [
  {
    ask: "我想去臺北。",
    title: "想去臺北",
    answer: `:::card
text: 我想去臺北。
translation: I would like to go to Taipei.
我 | wǒ | pronoun | I
想 | xiǎng | auxiliary | would like to
去 | qù | verb | go (to)
臺北 | Táiběi | name | Taipei
notes: 去 takes the place directly, without a word for “to”. 臺 is often written 台: 台北.
:::

你想去臺北的哪些地方？`,
  },
  {
    ask: "在銀行換錢要帶護照嗎？",
    title: "在銀行換錢",
    answer: `:::card
text: 在銀行換錢要帶護照嗎？
translation: Do I need to bring my passport to change money at the bank?
在 | zài | particle | at (a place)
銀行 | yínháng | noun | bank
換錢 | huànqián | verb | change money
要 | yào | auxiliary | need to
帶 | dài | verb | bring
護照 | hùzhào | noun | passport
嗎 | ma | particle | (makes it a question)
notes: 行 is read háng in 銀行, but xíng in 行人 and 不行. The place with 在 stands before the verb.
:::`,
  },
  {
    ask: "雖然今天很冷，但是我們還是去公園散步了。",
    title: "冷天去散步",
    answer: `:::card
text: 雖然今天很冷，但是我們還是去公園散步了。
translation: Although it is cold today, we went for a walk in the park all the same.
雖然 | suīrán | conjunction | although
今天 | jīntiān | noun | today
很 | hěn | adverb | very
冷 | lěng | adjective | cold
但是 | dànshì | conjunction | but
我們 | wǒmen | pronoun | we
還是 | háishì | adverb | all the same, still
去 | qù | verb | go (to)
公園 | gōngyuán | noun | park
散步 | sànbù | verb | take a walk
了 | le | particle | (it has happened)
notes: 雖然 … 但是 … come as a pair; English needs only one of “although” and “but”.
:::`,
  },
  {
    ask: "我在捷運站門口等你。",
    title: "捷運站門口見",
    misread: { surface: "捷運站", reading: "jiēyùnzhàn" },
    answer: `:::card
text: 我在捷運站門口等你。
translation: I’ll wait for you at the entrance of the MRT station.
我 | wǒ | pronoun | I
在 | zài | particle | at (a place)
捷運站 | jiēyùnzhàn | noun | MRT (metro) station
門口 | ménkǒu | noun | entrance, doorway
等 | děng | verb | wait for
你 | nǐ | pronoun | you
notes: The metro is 捷運 in Taiwan, 地鐵 in Hong Kong and on the mainland. 等 takes the person directly.
:::`,
  },
  {
    ask: "請問，廁所在哪裡？",
    title: "廁所在哪裡",
    answer: `Seldom the loveliest sentence, often the most useful one. Put any place where 廁所 stands.

:::card
text: 請問，廁所在哪裡？
translation: Excuse me, where is the toilet?
請問 | qǐngwèn | expression | excuse me, may I ask
廁所 | cèsuǒ | noun | toilet
在 | zài | verb | be at, be in
哪裡 | nǎlǐ | pronoun | where
notes: As the main verb, 在 means “be at”. Two third tones in a row: 哪裡 is spoken náli or nálǐ.
:::`,
  },
  {
    ask: "我媽媽非常喜歡喝烏龍茶。",
    title: "媽媽喜歡喝茶",
    skipped: "非常",
    answer: `:::card
text: 我媽媽非常喜歡喝烏龍茶。
translation: My mother likes drinking oolong tea very much.
我 | wǒ | pronoun | I, (here) my
媽媽 | māma | noun | mum, mother
喜歡 | xǐhuan | verb | like
喝 | hē | verb | drink
烏龍茶 | wūlóngchá | noun | oolong tea
notes: Before close family no 的 is needed: 我媽媽, 我爸爸. 喜歡 can take a verb directly: 喜歡喝茶.
:::`,
  },
  {
    ask: "我把雨傘忘在公車站了。",
    title: "忘在公車站的雨傘",
    answer: `:::card
text: 我把雨傘忘在公車站了。
translation: I left my umbrella at the bus stop.
我 | wǒ | pronoun | I
把 | bǎ | particle | (brings the object before the verb)
雨傘 | yǔsǎn | noun | umbrella
忘 | wàng | verb | forget, leave behind
在 | zài | particle | at (where it stayed)
公車站 | gōngchēzhàn | noun | bus stop
了 | le | particle | (it has happened)
notes: With 把 the object comes first and the verb says what becomes of it: 把 + 雨傘 + 忘在公車站.
:::

真可惜！現在還在下雨嗎？`,
  },
  {
    ask: "我是很累。",
    title: "很累的一天",
    answer: `:::fix
original: 我是很累。
corrected: 我很累。
reason: An adjective needs no 是: it is the verb of the sentence itself, usually with 很 before it. 是 links nouns: 我是學生.
:::

辛苦了！今天做了什麼？`,
  },
  {
    ask: "我見面我的朋友了。",
    title: "跟朋友見面",
    answer: `:::fix
original: 我見面我的朋友了。
corrected: 我跟我的朋友見面了。
reason: 見面 already is a verb with its object (見 “see” + 面 “face”), so the person comes before it, with 跟.
:::

真好！你們是在哪裡見面的？`,
  },
  {
    ask: "How do I say “A bubble tea with less sugar, please”?",
    title: "點一杯珍珠奶茶",
    answer: `You say **我要一杯珍珠奶茶，少糖。** With less ice as well: 少糖少冰。

:::card
text: 我要一杯珍珠奶茶，少糖。
translation: I’d like a bubble tea with less sugar, please.
我 | wǒ | pronoun | I
要 | yào | verb | want, would like
一 | yī | numeral | one
杯 | bēi | counter | cup of
珍珠奶茶 | zhēnzhū nǎichá | noun | bubble (pearl) milk tea
少 | shǎo | adjective | little, less
糖 | táng | noun | sugar
notes: 我要 is polite enough when ordering. 一 keeps its dictionary tone here; before 杯 it is spoken yì.
:::`,
  },
  {
    ask: "What is the difference between 會 and 能?",
    title: "助動詞「會」和「能」的不同",
    answer: `Both are “can”:

- **會** (huì) is a skill that one has learned: 我**會**說中文。
- **能** (néng) is what circumstances or strength allow: 我今天不**能**去。

In one line: **「會」**表示學來的能力，**「能」**表示情況允許。

:::card
text: 我會游泳，可是今天不能去。
translation: I can swim, but I can’t go today.
我 | wǒ | pronoun | I
會 | huì | auxiliary | can (has learned to)
游泳 | yóuyǒng | verb | swim
可是 | kěshì | conjunction | but
今天 | jīntiān | noun | today
不 | bù | adverb | not
能 | néng | auxiliary | can (is able to)
去 | qù | verb | go
notes: 會 also speaks of the future: 明天會下雨 “it will rain tomorrow”.
:::`,
  },
  {
    ask: "白日依山盡，黃河入海流。欲窮千里目，更上一層樓。",
    title: "登鸛雀樓",
    answer: `《登鸛雀樓》 by 王之渙 (Wáng Zhīhuàn), from the Tang dynasty. The last line is still quoted when somebody should aim higher.

:::card
text: 白日依山盡，黃河入海流。
translation: The white sun sinks along the mountains; the Yellow River flows into the sea.
白日 | báirì | noun | the (white) sun
依 | yī | verb | lean on, go along
山 | shān | noun | mountain
盡 | jìn | verb | come to an end
黃河 | Huánghé | name | the Yellow River
入 | rù | verb | enter
海 | hǎi | noun | sea
流 | liú | verb | flow
notes: Each half has five syllables and is built alike: 白日 – 黃河, 依山 – 入海, 盡 – 流.
:::

:::card
text: 欲窮千里目，更上一層樓。
translation: Wish to see a thousand miles? Climb one storey more.
欲 | yù | verb | wish to
窮 | qióng | verb | exhaust, go to the end of
千里 | qiānlǐ | noun | a thousand li
目 | mù | noun | eye, gaze
更 | gèng | adverb | further, once more
上 | shàng | verb | go up
一 | yī | numeral | one
層 | céng | counter | storey of
樓 | lóu | noun | tower
notes: 窮 means “poor” today; in classical Chinese also “exhaust”.
:::`,
  },
];
