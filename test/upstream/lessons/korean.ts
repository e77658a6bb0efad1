import type { Lesson } from "./lesson.ts";

/** A row is the text between two spaces, because a noun and its particle are pronounced together: 책을 [채글]. */
export const korean: readonly Lesson[] = [
  {
    ask: "같이 영화 보러 갈래요?",
    title: "같이 영화 보기",
    answer: `:::card
text: 같이 영화 보러 갈래요?
translation: Shall we go and see a film together?
같이 | 가치 | adverb | together
영화 | - | noun | film
보러 | - | verb | in order to see
갈래요 | - | verb | would you like to go?
notes: -(으)러 가다 means “go in order to do”. -(으)ㄹ래요? asks what the other person feels like doing. ㅌ before 이 sounds like ㅊ: 같이 [가치].
:::

좋아요! 무슨 영화를 보고 싶어요?`,
  },
  {
    ask: "저는 주말에 친구를 만났어요.",
    title: "주말에 만난 친구",
    answer: `:::card
text: 저는 주말에 친구를 만났어요.
translation: I met a friend at the weekend.
저는 | - | pronoun | I (polite; topic)
주말에 | 주마레 | noun | at the weekend
친구를 | - | noun | friend (object)
만났어요 | 만나써요 | verb | met (polite)
notes: 만나다 takes 를/을 for the person whom one meets. 에 marks the time.
:::`,
  },
  {
    ask: "비가 올 것 같으니까 우산을 가져가는 게 좋겠어요.",
    title: "비와 우산",
    answer: `:::card
text: 비가 올 것 같으니까 우산을 가져가는 게 좋겠어요.
translation: It looks like rain, so it would be good to take an umbrella.
비가 | - | noun | rain (subject)
올 것 같으니까 | 올 껃 까트니까 | expression | it looks as if it will come, so
우산을 | 우사늘 | noun | umbrella (object)
가져가는 | 가저가는 | verb | taking along
게 | - | noun | the thing, -ing (short for 것이)
좋겠어요 | 조케써요 | adjective | would be good
notes: -(으)ㄹ 것 같다: “it seems that it will”. -(으)니까 gives the reason for advice. -는 게 좋겠어요 is a gentle suggestion.
:::`,
  },
  {
    ask: "저는 한국 음식을 정말 좋아해요.",
    title: "한국 음식",
    misread: { surface: "좋아해요", reading: "조하해요" },
    answer: `:::card
text: 저는 한국 음식을 정말 좋아해요.
translation: I really like Korean food.
저는 | - | pronoun | I (polite; topic)
한국 | - | name | Korea, (here) Korean
음식을 | 음시글 | noun | food (object)
정말 | - | adverb | really
좋아해요 | 조하해요 | verb | like
notes: 좋아하다 “to like” takes 를/을. A noun can stand before another noun as it is: 한국 음식 “Korean food”.
:::`,
  },
  {
    ask: "화장실이 어디에 있어요?",
    title: "화장실은 어디에?",
    answer: `Put any place or thing where 화장실 stands. To be very polite, begin with 실례지만 “excuse me, but”.

:::card
text: 화장실이 어디에 있어요?
translation: Where is the toilet?
화장실이 | 화장시리 | noun | toilet (subject)
어디에 | - | pronoun | where (place)
있어요 | 이써요 | adjective | is, there is
notes: 에 있다 says where something is. 이 after a consonant, 가 after a vowel: 화장실이, 학교가.
:::`,
  },
  {
    ask: "제 동생은 매일 도서관에서 책을 읽어요.",
    title: "동생과 책",
    skipped: "매일",
    answer: `:::card
text: 제 동생은 매일 도서관에서 책을 읽어요.
translation: My younger sibling reads books at the library every day.
제 | - | determiner | my (polite)
동생은 | - | noun | younger brother or sister (topic)
도서관에서 | 도서과네서 | noun | at the library
책을 | 채글 | noun | book (object)
읽어요 | 일거요 | verb | reads
notes: 에서 marks the place where something is done; 에 marks where something is or goes to.
:::`,
  },
  {
    ask: "한국어를 배운 지 벌써 이 년이 됐어요.",
    title: "한국어 공부 이 년",
    answer: `:::card
text: 한국어를 배운 지 벌써 이 년이 됐어요.
translation: It has already been two years since I began learning Korean.
한국어를 | 한구거를 | noun | Korean (object)
배운 | - | verb | learned
지 | - | noun | (the time) since
벌써 | - | adverb | already
이 | - | numeral | two
년이 | 녀니 | counter | years (subject)
됐어요 | 돼써요 | verb | became, has been
notes: -(으)ㄴ 지 + time + 되다: how long it has been since something began. With 년 the Sino-Korean numbers are used: 이 년, 삼 년.
:::

이 년이나 됐어요? 대단해요! 왜 한국어를 배우기 시작했어요?`,
  },
  {
    ask: "저는 커피를 좋아요.",
    title: "커피를 좋아해요",
    answer: `:::fix
original: 저는 커피를 좋아요.
corrected: 저는 커피를 좋아해요.
reason: 좋다 is an adjective, “be good”: 커피가 좋아요. For liking something, with 를/을, the verb is 좋아하다.
:::

저도 커피를 좋아해요. 하루에 몇 잔 마셔요?`,
  },
  {
    ask: "저는 매일 학교에서 가요.",
    title: "학교에 가요",
    answer: `:::fix
original: 저는 매일 학교에서 가요.
corrected: 저는 매일 학교에 가요.
reason: Where one goes takes 에. 에서 is the place where something is done, or where one comes from: 학교에서 공부해요, 학교에서 와요.
:::

그렇군요! 학교에서 뭘 공부해요?`,
  },
  {
    ask: "How do I say “Please don’t make it spicy”?",
    title: "안 맵게 해 주세요",
    answer: `In a restaurant you say **안 맵게 해 주세요.** For “a little less spicy”: 덜 맵게 해 주세요.

:::card
text: 안 맵게 해 주세요.
translation: Please don’t make it spicy.
안 | - | adverb | not
맵게 | 맵께 | adjective | spicily, so that it is spicy
해 주세요 | - | expression | please make it (for me)
notes: Adjective stem + 게 하다: make something so. -아/어 주세요 asks somebody to do it for you.
:::`,
  },
  {
    ask: "What is the difference between 은/는 and 이/가?",
    title: "조사 ‘은/는’과 ‘이/가’의 차이",
    answer: `Both can follow the person or thing that a sentence is about:

- **은/는** sets the topic, often in contrast: 커피**는** 좋아하지만 차**는** 안 마셔요.
- **이/가** points at the subject itself and answers *who?* or *what?*: 누**가** 왔어요? 친구**가** 왔어요.

In one line: **‘은/는’**은 화제를, **‘이/가’**는 주어를 나타내요. Here is a sentence that needs both:

:::card
text: 오늘은 날씨가 좋아요.
translation: The weather is nice today.
오늘은 | 오느른 | noun | today (topic)
날씨가 | - | noun | weather (subject)
좋아요 | 조아요 | adjective | is good
notes: Literally “as for today, the weather is good”. 은 and 이 follow a consonant, 는 and 가 a vowel.
:::`,
  },
  {
    ask: "가는 말이 고와야 오는 말이 곱다. 낮말은 새가 듣고 밤말은 쥐가 듣는다.",
    title: "말에 관한 속담",
    answer: `Two proverbs, both about words and how one speaks them.

:::card
text: 가는 말이 고와야 오는 말이 곱다.
translation: Only if the words that go are kind are the words that come back kind.
가는 | - | verb | that go
말이 | 마리 | noun | words (subject)
고와야 | - | adjective | only if they are fair
오는 | - | verb | that come
말이 | 마리 | noun | words (subject)
곱다 | 곱따 | adjective | are fair, kind
notes: -아/어야: “only if”. 곱다 loses its ㅂ before a vowel: 고와요, 고와야.
:::

:::card
text: 낮말은 새가 듣고 밤말은 쥐가 듣는다.
translation: Birds hear the words of the day, mice the words of the night.
낮말은 | 난마른 | noun | words said by day (topic)
새가 | - | noun | bird (subject)
듣고 | 듣꼬 | verb | hear, and
밤말은 | 밤마른 | noun | words said by night (topic)
쥐가 | - | noun | mouse (subject)
듣는다 | 든는다 | verb | hear
notes: “Walls have ears.” Before ㅁ and ㄴ the final sounds of 낮 and 듣 become ㄴ: [난말], [든는다].
:::`,
  },
];
