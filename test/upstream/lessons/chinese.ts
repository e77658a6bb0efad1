import type { Lesson } from "./lesson.ts";

export const chinese: readonly Lesson[] = [
  {
    ask: "我想去北京。",
    title: "想去北京",
    answer: `:::card
text: 我想去北京。
translation: I would like to go to Beijing.
我 | wǒ | pronoun | I
想 | xiǎng | auxiliary | would like to
去 | qù | verb | go (to)
北京 | Běijīng | name | Beijing
notes: 去 takes the place directly, without a word for “to”. Before a noun, 想 means “miss”: 我想你.
:::

你想去北京做什么？`,
  },
  {
    ask: "在银行换钱要带护照吗？",
    title: "在银行换钱",
    answer: `:::card
text: 在银行换钱要带护照吗？
translation: Do I need to bring my passport to change money at the bank?
在 | zài | particle | at (a place)
银行 | yínháng | noun | bank
换钱 | huànqián | verb | change money
要 | yào | auxiliary | need to
带 | dài | verb | bring
护照 | hùzhào | noun | passport
吗 | ma | particle | (makes it a question)
notes: 行 is read háng in 银行, but xíng in 行人 and 不行. The place with 在 stands before the verb.
:::`,
  },
  {
    ask: "虽然今天很冷，但是我们还是去公园散步了。",
    title: "冷天去散步",
    answer: `:::card
text: 虽然今天很冷，但是我们还是去公园散步了。
translation: Although it is cold today, we went for a walk in the park all the same.
虽然 | suīrán | conjunction | although
今天 | jīntiān | noun | today
很 | hěn | adverb | very
冷 | lěng | adjective | cold
但是 | dànshì | conjunction | but
我们 | wǒmen | pronoun | we
还是 | háishi | adverb | all the same, still
去 | qù | verb | go (to)
公园 | gōngyuán | noun | park
散步 | sànbù | verb | take a walk
了 | le | particle | (it has happened)
notes: 虽然 … 但是 … come as a pair; English needs only one of “although” and “but”.
:::`,
  },
  {
    ask: "我在图书馆门口等你。",
    title: "图书馆门口见",
    misread: { surface: "图书馆", reading: "túshūguàn" },
    answer: `:::card
text: 我在图书馆门口等你。
translation: I’ll wait for you at the entrance of the library.
我 | wǒ | pronoun | I
在 | zài | particle | at (a place)
图书馆 | túshūguàn | noun | library
门口 | ménkǒu | noun | entrance, doorway
等 | děng | verb | wait for
你 | nǐ | pronoun | you
notes: 等 takes the person directly: 等你 “wait for you”.
:::`,
  },
  {
    ask: "请问，去火车站怎么走？",
    title: "去火车站怎么走",
    answer: `This is the usual way to ask for directions; put any place where 火车站 stands.

:::card
text: 请问，去火车站怎么走？
translation: Excuse me, how do I get to the railway station?
请问 | qǐngwèn | expression | excuse me, may I ask
去 | qù | verb | go (to)
火车站 | huǒchēzhàn | noun | railway station
怎么 | zěnme | pronoun | how
走 | zǒu | verb | go, walk
notes: 怎么 + verb asks for the way of doing something: 怎么走 “how to get there”, 怎么说 “how to say it”.
:::`,
  },
  {
    ask: "我爸爸非常喜欢喝茶。",
    title: "爸爸喜欢喝茶",
    skipped: "非常",
    answer: `:::card
text: 我爸爸非常喜欢喝茶。
translation: My father likes drinking tea very much.
我 | wǒ | pronoun | I, (here) my
爸爸 | bàba | noun | dad, father
喜欢 | xǐhuan | verb | like
喝 | hē | verb | drink
茶 | chá | noun | tea
notes: Before close family no 的 is needed: 我爸爸, 我妈妈. 喜欢 can take a verb directly: 喜欢喝茶.
:::`,
  },
  {
    ask: "我把钥匙忘在办公室了。",
    title: "忘在办公室的钥匙",
    answer: `:::card
text: 我把钥匙忘在办公室了。
translation: I left my keys in the office.
我 | wǒ | pronoun | I
把 | bǎ | particle | (brings the object before the verb)
钥匙 | yàoshi | noun | key
忘 | wàng | verb | forget, leave behind
在 | zài | particle | in, at (where it stayed)
办公室 | bàngōngshì | noun | office
了 | le | particle | (it has happened)
notes: With 把 the object comes first and the verb says what becomes of it: 把 + 钥匙 + 忘在办公室.
:::

别着急，你可以给同事打个电话。`,
  },
  {
    ask: "我是很高兴。",
    title: "高兴的一天",
    answer: `:::fix
original: 我是很高兴。
corrected: 我很高兴。
reason: An adjective needs no 是: it is the verb of the sentence itself, usually with 很 before it. 是 links nouns: 我是学生.
:::

太好了！今天有什么高兴的事？`,
  },
  {
    ask: "昨天我去了北京在飞机。",
    title: "坐飞机去北京",
    answer: `:::fix
original: 昨天我去了北京在飞机。
corrected: 昨天我坐飞机去了北京。
reason: How one travels comes before the main verb, with 坐 “take, sit in”: 坐飞机去, 坐火车去. 在飞机上 would say where you are.
:::

真不错！你在北京去了哪些地方？`,
  },
  {
    ask: "How do I say “Can I try on these clothes?”",
    title: "试穿衣服",
    answer: `In a shop you say **我可以试穿这件衣服吗？** Shorter, and just as polite: 可以试穿吗？

:::card
text: 我可以试穿这件衣服吗？
translation: Can I try on this piece of clothing?
我 | wǒ | pronoun | I
可以 | kěyǐ | auxiliary | may, can
试穿 | shìchuān | verb | try on
这 | zhè | determiner | this
件 | jiàn | counter | (for clothes, matters)
衣服 | yīfu | noun | clothes
吗 | ma | particle | (makes it a question)
notes: Between 这 and a noun stands a measure word: 这件衣服, 这双鞋 “this pair of shoes”.
:::`,
  },
  {
    ask: "What is the difference between 二 and 两?",
    title: "数词“二”和“两”的区别",
    answer: `Both mean “two”:

- **两** (liǎng) counts things, before a measure word: **两**个人, **两**本书, **两**点 “two o’clock”.
- **二** (èr) is the number as such and in order: 十**二**, 第**二**课 “lesson two”, **二**月 “February”.

In one line: **“两”**用来数东西，**“二”**用在数字和顺序里。

:::card
text: 我有两个弟弟。
translation: I have two younger brothers.
我 | wǒ | pronoun | I
有 | yǒu | verb | have
两 | liǎng | numeral | two
个 | gè | counter | (for people and most things)
弟弟 | dìdi | noun | younger brother
notes: 个 is spoken lightly, without its tone, in a sentence like this.
:::`,
  },
  {
    ask: "床前明月光，疑是地上霜。举头望明月，低头思故乡。",
    title: "静夜思",
    answer: `The poem that every Chinese child knows: 《静夜思》 by 李白 (Lǐ Bái), from the Tang dynasty.

:::card
text: 床前明月光，疑是地上霜。
translation: Before my bed the bright moonlight; I took it for frost on the ground.
床 | chuáng | noun | bed
前 | qián | noun | the front, before
明月 | míngyuè | noun | bright moon
光 | guāng | noun | light
疑 | yí | verb | suspect, take for
是 | shì | verb | be
地上 | dìshàng | noun | on the ground
霜 | shuāng | noun | frost
notes: Classical verse leaves out the subject: who looks is understood.
:::

:::card
text: 举头望明月，低头思故乡。
translation: I raise my head and gaze at the bright moon; I bow my head and think of home.
举头 | jǔtóu | verb | raise one’s head
望 | wàng | verb | gaze at
明月 | míngyuè | noun | bright moon
低头 | dītóu | verb | bow one’s head
思 | sī | verb | think of, long for
故乡 | gùxiāng | noun | home, native place
notes: The two halves mirror each other word by word: 举头 – 低头, 望 – 思, 明月 – 故乡.
:::`,
  },
];
