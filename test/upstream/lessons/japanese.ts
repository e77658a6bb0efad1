import type { Lesson } from "./lesson.ts";

export const japanese: readonly Lesson[] = [
  {
    ask: "昨日友達と映画を見に行きました",
    title: "友達と映画を見に行く",
    answer: `:::card
text: 昨日友達と映画を見に行きました
translation: Yesterday I went to see a film with a friend.
昨日 | きのう | noun | yesterday
友達 | ともだち | noun | friend
と | と | particle | with
映画 | えいが | noun | film
を | を | particle | (marks the object)
見 | み | verb | see
に | に | particle | in order to
行きました | いきました | verb | went (polite)
notes: Verb stem + に + 行く says what somebody goes to do: 見に行く “go to see”, 食べに行く “go to eat”. 昨日 needs no particle.
:::`,
  },
  {
    ask: "日本に行きたいです。",
    title: "日本に行きたい",
    answer: `:::card
text: 日本に行きたいです。
translation: I want to go to Japan.
日本 | にほん | name | Japan
に | に | particle | to (destination)
行きたい | いきたい | verb | want to go
です | です | auxiliary | (polite)
notes: 〜たい attaches to the verb stem and says what the speaker wants to do: 行き + たい. It changes like an い-adjective: 行きたくない “don’t want to go”.
:::

日本のどこに行きたいですか。`,
  },
  {
    ask: "雨が降りそうだから、傘を持って行ったほうがいいよ。",
    title: "雨と傘",
    answer: `:::card
text: 雨が降りそうだから、傘を持って行ったほうがいいよ。
translation: It looks like rain, so you’d better take an umbrella with you.
雨 | あめ | noun | rain
が | が | particle | (marks the subject)
降りそう | ふりそう | verb | looks as if it will fall
だ | だ | auxiliary | is (plain)
から | から | particle | because, so
傘 | かさ | noun | umbrella
を | を | particle | (marks the object)
持って | もって | verb | hold, take (and …)
行った | いった | verb | go (in its past form)
ほうがいい | ほうがいい | expression | it would be better to …
よ | よ | particle | (tells the listener something new)
notes: Verb stem + そう: it looks as if it is about to happen. 〜た + ほうがいい gives advice; the past form says nothing about the past here.
:::`,
  },
  {
    ask: "この映画はとても面白かったです。",
    title: "面白い映画",
    misread: { surface: "映画", reading: "えいか" },
    answer: `:::card
text: この映画はとても面白かったです。
translation: This film was very interesting.
この | この | determiner | this
映画 | えいか | noun | film
は | は | particle | (marks the topic)
とても | とても | adverb | very
面白かった | おもしろかった | adjective | was interesting
です | です | auxiliary | (polite)
notes: An い-adjective makes its own past: 面白い → 面白かった. です only adds politeness and stays as it is.
:::`,
  },
  {
    ask: "図書館は何時まで開いていますか。",
    title: "図書館の時間",
    answer: `You can ask this at any shop or museum: only the first word changes.

:::card
text: 図書館は何時まで開いていますか。
translation: Until what time is the library open?
図書館 | としょかん | noun | library
は | は | particle | (marks the topic)
何時 | なんじ | noun | what time
まで | まで | particle | until
開いています | あいています | verb | is open
か | か | particle | (makes it a question)
notes: 開く is read あく when something is open or opens by itself, ひらく when somebody opens it. 〜ています describes the state that remains.
:::`,
  },
  {
    ask: "毎朝六時に起きて、公園を三十分ぐらい走っています。",
    title: "毎朝の習慣",
    skipped: "ぐらい",
    answer: `:::card
text: 毎朝六時に起きて、公園を三十分ぐらい走っています。
translation: Every morning I get up at six and run in the park for about thirty minutes.
毎朝 | まいあさ | noun | every morning
六時 | ろくじ | noun | six o’clock
に | に | particle | at (a point in time)
起きて | おきて | verb | get up (and then)
公園 | こうえん | noun | park
を | を | particle | through, in (where one moves)
三十分 | さんじゅっぷん | noun | thirty minutes
走っています | はしっています | verb | run (as a habit)
notes: を marks the place that one moves through with 走る, 歩く, 渡る. 〜ています also says what somebody does regularly.
:::`,
  },
  {
    ask: "日本語を勉強し始めてから、もう二年になります。",
    title: "日本語の勉強",
    answer: `:::card
text: 日本語を勉強し始めてから、もう二年になります。
translation: It has already been two years since I started studying Japanese.
日本語 | にほんご | noun | Japanese (language)
を | を | particle | (marks the object)
勉強し始めて | べんきょうしはじめて | verb | start studying (and …)
から | から | particle | since, after
もう | もう | adverb | already
二年 | にねん | noun | two years
に | に | particle | (what something becomes)
なります | なります | verb | becomes, comes to
notes: 〜てから means “after, since”; 〜から after a plain form means “because”. Verb stem + 始める: begin to do.
:::

二年ですか。すごいですね！どうして日本語を勉強しようと思ったんですか。`,
  },
  {
    ask: "昨日は寒いでした。",
    title: "寒かった昨日",
    answer: `:::fix
original: 昨日は寒いでした。
corrected: 昨日は寒かったです。
reason: An い-adjective makes its own past: 寒い → 寒かった. です only adds politeness, so it does not become でした here.
:::

本当に寒かったですね。温かいものを食べましたか。`,
  },
  {
    ask: "私は日本語が勉強しています。",
    title: "助詞「が」と「を」の使い方",
    answer: `:::fix
original: 私は日本語が勉強しています。
corrected: 私は日本語を勉強しています。
reason: 勉強する takes its object with を. With が come words such as わかる, できる, 好き and 上手: 日本語がわかります.
:::

いいですね！毎日どのくらい勉強していますか。`,
  },
  {
    ask: "How do I say “I left my umbrella on the train”?",
    title: "電車の忘れ物",
    answer: `The natural way is **電車に傘を忘れてしまいました。** The ending 〜てしまう adds that you are sorry it happened. To a friend you would say 電車に傘忘れちゃった。

:::card
text: 電車に傘を忘れてしまいました。
translation: I left my umbrella on the train.
電車 | でんしゃ | noun | train
に | に | particle | on, in (where it stayed)
傘 | かさ | noun | umbrella
を | を | particle | (marks the object)
忘れてしまいました | わすれてしまいました | verb | forgot, to my regret (polite)
notes: The place where a thing was left takes に, not で.
:::`,
  },
  {
    ask: "What is the difference between は and が?",
    title: "助詞「は」と「が」の違い",
    answer: `Both can follow the person or thing that a sentence is about, but they do different work:

- **は** sets the topic: “as for …”. The news comes after it: 私**は**学生です。
- **が** points at the subject itself and answers *who?* or *what?*: 誰**が**来ましたか。 田中さん**が**来ました。

In one line: **「は」**は話題を、**「が」**は主語を表します。 Here is a sentence that needs both:

:::card
text: 私は魚が好きです。
translation: I like fish.
私 | わたし | pronoun | I
は | は | particle | (marks the topic)
魚 | さかな | noun | fish
が | が | particle | (marks what is liked)
好き | すき | adjective | liked, pleasing
です | です | auxiliary | is (polite)
notes: Literally “as for me, fish is pleasing”. 好き is a な-adjective in Japanese, not a verb.
:::`,
  },
  {
    ask: "吾輩は猫である。名前はまだ無い。",
    title: "吾輩は猫である",
    answer: `The famous beginning of a novel by 夏目漱石 (なつめそうせき), told by a cat with a high opinion of itself.

:::card
text: 吾輩は猫である。
translation: I am a cat.
吾輩 | わがはい | pronoun | I (pompous, old-fashioned)
は | は | particle | (marks the topic)
猫 | ねこ | noun | cat
である | である | auxiliary | am, is (written style)
notes: 吾輩 was how important gentlemen spoke of themselves; that a stray cat says it is the joke.
:::

:::card
text: 名前はまだ無い。
translation: As yet I have no name.
名前 | なまえ | noun | name
は | は | particle | (marks the topic)
まだ | まだ | adverb | still, as yet
無い | ない | adjective | there is no
notes: まだ with a negative: not yet. 無い is mostly written ない today.
:::`,
  },
];
