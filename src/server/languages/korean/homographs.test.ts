import { expect, test } from "bun:test";
import { createKorean } from "./korean.ts";
import { languageData } from "#test/language-data.ts";

const korean = createKorean(languageData);

/** Sentences with a spelling that belongs to several words: `sentence | spelling → dictionary form`, with [its pronunciation] where that differs. */
const sentences = `
음악을 들었어요 | 들었어요 → 듣다
친구 이야기를 들었는데 재미있었어요 | 들었는데 → 듣다
눈을 감고 음악을 들어 보세요 | 들어 → 듣다
무거운 가방을 들었어요 | 들었어요 → 들다
모르면 손을 들어 주세요 | 들어 → 들다
돈이 많이 들었어요 | 들었어요 → 들다
공원에서 걸었어요 | 걸었어요 → 걷다
친구에게 전화를 걸었어요 | 걸었어요 → 걸다
벽에 그림을 걸었어요 | 걸었어요 → 걸다
한 시간 동안 걸어서 왔어요 | 걸어서 → 걷다
길을 물었어요 | 물었어요 → 묻다
개가 제 손을 물었어요 | 물었어요 → 물다
모기가 물어서 가려워요 | 물어서 → 물다
서울에 사는 친구 | 사는 → 살다
가게에서 옷을 사는 사람 | 사는 → 사다
물건을 사는 사람이 많아요 | 사는 → 사다
저는 부산에 삽니다 | 삽니다 → 살다
시장에서 과일을 삽니다 | 삽니다 → 사다
어디 사세요 | 사세요 → 살다
학교에 가는 길 | 가는 → 가다
칼을 가는 소리 | 가는 → 갈다
나는 학생이다 | 나 → 나
하늘을 나는 새 | 나는 → 날다
맛있는 냄새가 나는 음식 | 나는 → 나다
선물을 주는 사람 | 주는 → 주다
인구가 주는 나라 | 주는 → 줄다
땅을 파는 사람 | 파는 → 파다
꽃을 파는 가게 | 파는 → 팔다
얼굴이 부었어요 | 부었어요 → 붓다
감기가 다 나았어요 | 나았어요 → 낫다
집을 지었어요 | 지었어요 → 짓다
이름을 지어 주세요 | 지어 → 짓다
소리가 들려요 | 들려요 → 들리다
불을 꺼 주세요 | 꺼 → 끄다
키가 커서 좋겠다 | 커서 → 크다
머리가 긴 여자 | 긴 → 길다
신발을 신고 나갔어요 | 신고 → 신다 [신꼬]
경찰에 신고를 했어요 | 신고 → 신고
경찰에 신고했어요 | 신고했어요 → 신고하다 [신고해써요]
감기에 걸렸어요 | 감기 → 감기
머리를 감기가 힘들어요 | 감기 → 감다 [감끼]
교통 사고가 났어요 | 사고 → 사고
옷을 사고 싶어요 | 사고 → 사다
아이를 안고 있어요 | 안고 → 안다 [안꼬]
나는 네가 좋아 | 네 → 너
네 시에 만나요 | 네 → 넷
네, 알겠습니다 | 네 → 네
이 사람은 제 친구예요 | 이 → 이
저는 한국 사람이에요 | 저 → 저
저 건물은 높아요 | 저 → 저
한 사람이 왔어요 | 한 → 하나
제가 한 말 | 한 → 하다
내가 내일 갈게 | 내 → 나
제 이름은 민수예요 | 제 → 저
학교에 가지 마세요 | 가지 → 가다
여러 가지 음식 | 가지 → 가지
잠을 잔 후에 | 잔 → 자다
커피 한 잔 주세요 | 잔 → 잔
할 수 있어요 | 수 → 수
일이 많아요 | 일 → 일
안 가요 | 안 → 안
방 안에 있어요 | 안 → 안
사과를 먹었어요 | 사과 → 사과
눈이 와요 | 눈 → 눈
배가 고파요 | 배 → 배
말을 해요 | 말 → 말
그렇지 않은 사람 | 않은 → 않다 [아는]
제가 아는 사람 | 아는 → 알다
문을 여는 시간 | 여는 → 열다
밖에서 노는 아이 | 노는 → 놀다
우는 아이 | 우는 → 울다
밥을 맛있게 만든 사람 | 만든 → 만들다
빨리 와 | 와 → 오다
친구와 갔어요 | 와 → 와
그게 뭐예요 | 그게 → 그것
건강이 제일이에요 | 건강 → 건강
`;

const lines = sentences
  .trim()
  .split("\n")
  .map((line) => /^(.+) \| (.+) → (\S+)(?: \[(.+)\])?$/.exec(line)!.slice(1) as [string, string, string, string?]);

test.each(lines)("in “%s”, %s is %s", (text, surface, lemma, reading) => {
  const word = korean.analyse(text).find((each) => each.surface === surface);
  expect([word?.surface, word?.lemma ?? word?.surface]).toEqual([surface, lemma]);
  if (reading) expect(word?.reading).toBe(reading);
});
