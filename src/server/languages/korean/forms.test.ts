import { describe, expect, test } from "bun:test";
import { createKorean } from "./korean.ts";
import { languageData } from "#test/language-data.ts";

const korean = createKorean(languageData);

/** `form → dictionary form [what was done to it]`, one a line. */
const forms: Record<string, string> = {
  regular: `
    먹었어요 → 먹다 [past polite]
    먹습니다 → 먹다 [formal]
    먹었습니다 → 먹다 [past formal]
    먹겠습니다 → 먹다 [conjecture formal]
    먹고 → 먹다 [connective]
    먹으면 → 먹다 [conditional]
    먹어서 → 먹다 [connective cause]
    먹지만 → 먹다 [contrast]
    먹는 → 먹다 [attributive]
    먹은 → 먹다 [past attributive]
    먹을 → 먹다 [future attributive]
    먹던 → 먹다 [remembered attributive]
    먹으려고 → 먹다 [purpose]
    먹으러 → 먹다 [purpose]
    먹기 → 먹다 [nominal]
    먹자 → 먹다 [plain suggestion]
    먹는다 → 먹다 [plain]
    먹었다 → 먹다 [past plain]
    먹으면서 → 먹다 [simultaneous]
    먹을게요 → 먹다 [promise polite]
    먹을까요 → 먹다 [polite suggestion question]
    먹을래요 → 먹다 [volitional polite]
    먹네요 → 먹다 [polite exclamation]
    먹는군요 → 먹다 [polite exclamation]
    먹거든요 → 먹다 [cause polite]
    먹잖아요 → 먹다 [polite]
    먹는데요 → 먹다 [contrast polite]
    먹어야 → 먹다 [obligation]
    먹어도 → 먹다 [concessive]
    먹더라고요 → 먹다 [remembered polite]
    먹자마자 → 먹다 [connective]
    먹느라고 → 먹다 [cause]
    먹도록 → 먹다 [purpose]
    먹다가 → 먹다 [contrast]
    먹을수록 → 먹다 [conditional]
    먹는지 → 먹다 [question]
    먹나요 → 먹다 [polite question]
    먹읍시다 → 먹다 [formal suggestion]
    먹으십시오 → 먹다 [honorific formal imperative]
    먹어라 → 먹다 [plain imperative]
    먹었겠지만 → 먹다 [past conjecture contrast]
    먹는대요 → 먹다 [hearsay polite]
    먹는다고 → 먹다 [hearsay]
    앉으세요 → 앉다 [honorific polite]
    읽으셨어요 → 읽다 [honorific past polite]
    좋아요 → 좋다 [polite]
    좋은 → 좋다 [attributive]
    좋군요 → 좋다 [polite exclamation]
    넓은데 → 넓다 [contrast]
    있는 → 있다 [attributive]
    없어서 → 없다 [connective cause]
    재미없는 → 재미없다 [attributive]
    놓았어요 → 놓다 [past polite]`,
  "after a vowel": `
    갑니다 → 가다 [formal]
    갔어요 → 가다 [past polite]
    가셨습니다 → 가다 [honorific past formal]
    가세요 → 가다 [honorific polite]
    갈게요 → 가다 [promise polite]
    간다 → 가다 [plain]
    와요 → 오다 [polite]
    왔습니다 → 오다 [past formal]
    오십니다 → 오다 [honorific formal]
    봤어요 → 보다 [past polite]
    보았습니다 → 보다 [past formal]
    배워요 → 배우다 [polite]
    줬어요 → 주다 [past polite]
    주십시오 → 주다 [honorific formal imperative]
    마셔요 → 마시다 [polite]
    마셨는데 → 마시다 [past contrast]
    가르쳤어요 → 가르치다 [past polite]
    보내요 → 보내다 [polite]
    서서 → 서다 [connective cause]
    켰어요 → 켜다 [past polite]
    됐어요 → 되다 [past polite]
    되었습니다 → 되다 [past formal]
    돼요 → 되다 [polite]
    쉬었어요 → 쉬다 [past polite]
    뛰어요 → 뛰다 [polite]
    예쁜 → 예쁘다 [attributive]
    비싼데 → 비싸다 [contrast]
    다니는 → 다니다 [attributive]
    만나려면 → 만나다 [purpose conditional]`,
  하다: `
    해요 → 하다 [polite]
    했습니다 → 하다 [past formal]
    하여 → 하다 [connective]
    공부해요 → 공부하다 [polite]
    공부했는데 → 공부하다 [past contrast]
    공부하고 → 공부하다 [connective]
    조용히해 → 조용히하다 [plain]
    필요합니다 → 필요하다 [formal]
    건강하세요 → 건강하다 [honorific polite]
    따뜻한 → 따뜻하다 [attributive]
    피곤해서 → 피곤하다 [connective cause]
    깨끗해졌어요 → 깨끗하다 [change past polite]`,
  "ㄹ stems": `
    만드는 → 만들다 [attributive]
    만든 → 만들다 [past attributive]
    만들 → 만들다 [future attributive]
    만듭니다 → 만들다 [formal]
    만드세요 → 만들다 [honorific polite]
    만들어요 → 만들다 [polite]
    만들면 → 만들다 [conditional]
    만드니까 → 만들다 [cause]
    만들려고 → 만들다 [purpose]
    만듦 → 만들다 [nominal]
    압니다 → 알다 [formal]
    아세요 → 알다 [honorific polite]
    아는 → 알다 [attributive]
    알겠습니다 → 알다 [conjecture formal]
    노는 → 놀다 [attributive]
    놀았어요 → 놀다 [past polite]
    삽니다 → 살다 [formal]
    여는 → 열다 [attributive]
    엽니다 → 열다 [formal]
    긴 → 길다 [attributive]
    멉니다 → 멀다 [formal]
    힘든 → 힘들다 [attributive]
    팝니다 → 팔다 [formal]`,
  "ㅂ stems": `
    추워요 → 춥다 [polite]
    추우니까 → 춥다 [cause]
    추운 → 춥다 [attributive]
    추웠어요 → 춥다 [past polite]
    춥습니다 → 춥다 [formal]
    더우면 → 덥다 [conditional]
    매운 → 맵다 [attributive]
    어려워서 → 어렵다 [connective cause]
    쉬운 → 쉽다 [attributive]
    가까워요 → 가깝다 [polite]
    무거울 → 무겁다 [future attributive]
    도와요 → 돕다 [polite]
    도왔습니다 → 돕다 [past formal]
    도우면 → 돕다 [conditional]
    고운 → 곱다 [attributive]
    누웠어요 → 눕다 [past polite]
    주워요 → 줍다 [polite]
    아름다운 → 아름답다 [attributive]
    아름다웠어요 → 아름답다 [past polite]
    자유로운 → 자유롭다 [attributive]
    입어요 → 입다 [polite]
    잡았어요 → 잡다 [past polite]
    좁은 → 좁다 [attributive]`,
  "ㄷ stems": `
    들어요 → 듣다 [polite]
    들으면 → 듣다 [conditional]
    듣습니다 → 듣다 [formal]
    들은 → 듣다 [past attributive]
    걸어요 → 걷다 [polite]
    걸으면서 → 걷다 [simultaneous]
    물어봤어요 → 물어보다 [past polite]
    깨달았어요 → 깨닫다 [past polite]
    실었어요 → 싣다 [past polite]
    받아요 → 받다 [polite]
    믿으세요 → 믿다 [honorific polite]
    닫았어요 → 닫다 [past polite]`,
  "ㅅ stems": `
    지었어요 → 짓다 [past polite]
    지은 → 짓다 [past attributive]
    나았어요 → 낫다 [past polite]
    나으면 → 낫다 [conditional]
    부어요 → 붓다 [polite]
    저으세요 → 젓다 [honorific polite]
    이으면 → 잇다 [conditional]
    웃어요 → 웃다 [polite]
    씻었습니다 → 씻다 [past formal]
    벗으세요 → 벗다 [honorific polite]`,
  "ㅎ stems": `
    빨간 → 빨갛다 [attributive]
    빨개요 → 빨갛다 [polite]
    빨갛습니다 → 빨갛다 [formal]
    하얀 → 하얗다 [attributive]
    하얘요 → 하얗다 [polite]
    노란 → 노랗다 [attributive]
    파란 → 파랗다 [attributive]
    어때요 → 어떻다 [polite]
    어떨까요 → 어떻다 [polite suggestion question]
    그랬어요 → 그렇다 [past polite]
    그렇습니다 → 그렇다 [formal]
    까매요 → 까맣다 [polite]
    좋으니까 → 좋다 [cause]
    넣었어요 → 넣다 [past polite]`,
  "르 and 러 stems": `
    몰라요 → 모르다 [polite]
    모릅니다 → 모르다 [formal]
    몰랐어요 → 모르다 [past polite]
    불러요 → 부르다 [polite]
    불렀어요 → 부르다 [past polite]
    빨라요 → 빠르다 [polite]
    빠른 → 빠르다 [attributive]
    달라요 → 다르다 [polite]
    골랐어요 → 고르다 [past polite]
    흘러서 → 흐르다 [connective cause]
    눌러 → 누르다 [plain]
    길러요 → 기르다 [polite]
    이르러 → 이르다 [connective]
    푸르러서 → 푸르다 [connective cause]
    서둘러요 → 서두르다 [polite]
    올라갔어요 → 올라가다 [past polite]`,
  "으 stems": `
    써요 → 쓰다 [polite]
    썼어요 → 쓰다 [past polite]
    바빠요 → 바쁘다 [polite]
    바빴어요 → 바쁘다 [past polite]
    예뻐요 → 예쁘다 [polite]
    아파서 → 아프다 [connective cause]
    고파요 → 고프다 [polite]
    기뻤어요 → 기쁘다 [past polite]
    커요 → 크다 [polite]
    큰 → 크다 [attributive]
    꺼요 → 끄다 [polite]
    모아요 → 모으다 [polite]
    따라요 → 따르다 [polite]
    잠갔어요 → 잠그다 [past polite]
    담가요 → 담그다 [polite]
    치렀어요 → 치르다 [past polite]
    퍼요 → 푸다 [polite]`,
  honorific: `
    주무세요 → 주무시다 [polite]
    계십니다 → 계시다 [formal]
    편찮으세요 → 편찮다 [honorific polite]
    도와주세요 → 도와주다 [honorific polite]
    예쁘시네요 → 예쁘다 [honorific polite exclamation]

    바쁘시겠지만 → 바쁘다 [honorific conjecture contrast]`,
};

/** Forms that only a verb at the end of a sentence has are tested there. */
const lines = (table: string) =>
  table
    .trim()
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => /^\s*(.+) → (.+) \[(.+)\]$/.exec(line)!.slice(1) as [string, string, string]);

describe.each(Object.entries(forms))("names the dictionary form and the endings: %s", (_, table) => {
  test.each(lines(table))("%s is %s, %s", (form, lemma, inflection) => {
    const next = inflection.endsWith("attributive") ? " 사람" : inflection === "connective" ? " 가요" : "";
    const words = korean.analyse(form + next);
    const word = words.find((each) => each.inflection)!;
    expect([word?.lemma, word?.inflection?.join(" ")]).toEqual([lemma, inflection]);
  });
});

/** A text divided by bars, each piece with its part of speech. */
const divided = (text: string) =>
  korean
    .analyse(text)
    .map(({ surface, partOfSpeech }) => `${surface}/${partOfSpeech}`)
    .join(" ");

describe("divides nouns from particles", () => {
  test.each([
    ["학교에서", "학교/noun 에서/particle"],
    ["학교에서는", "학교/noun 에서/particle 는/particle"],
    ["저는", "저/pronoun 는/particle"],
    ["제가", "제/pronoun 가/particle"],
    ["내가", "내/pronoun 가/particle"],
    ["나는", "나/pronoun 는/particle"],
    ["우리는", "우리/pronoun 는/particle"],
    ["친구를", "친구/noun 를/particle"],
    ["친구와", "친구/noun 와/particle"],
    ["친구하고", "친구/noun 하고/particle"],
    ["친구랑", "친구/noun 랑/particle"],
    ["동생이랑", "동생/noun 이랑/particle"],
    ["친구에게", "친구/noun 에게/particle"],
    ["친구한테", "친구/noun 한테/particle"],
    ["선생님께", "선생님/noun 께/particle"],
    ["할머니께서", "할머니/noun 께서/particle"],
    ["할머니께서는", "할머니/noun 께서/particle 는/particle"],
    ["집까지", "집/noun 까지/particle"],
    ["아침부터", "아침/noun 부터/particle"],
    ["물처럼", "물/noun 처럼/particle"],
    ["어제보다", "어제/noun 보다/particle"],
    ["버스로", "버스/noun 로/particle"],
    ["서울로", "서울/name 로/particle"],
    ["서울에서", "서울/name 에서/particle"],
    ["부산으로", "부산/name 으로/particle"],
    ["커피나", "커피/noun 나/particle"],
    ["물이나", "물/noun 이나/particle"],
    ["물도", "물/noun 도/particle"],
    ["물만", "물/noun 만/particle"],
    ["주말마다", "주말/noun 마다/particle"],
    ["사람들이", "사람/noun 들/suffix 이/particle"],
    ["학생들에게", "학생/noun 들/suffix 에게/particle"],
    ["친구의", "친구/noun 의/particle"],
    ["책이", "책/noun 이/particle"],
    ["책은", "책/noun 은/particle"],
    ["책과", "책/noun 과/particle"],
    ["책밖에", "책/noun 밖에/particle"],
    ["책입니다", "책/noun 입니다/auxiliary"],
    ["책이에요", "책/noun 이에요/auxiliary"],
    ["의사예요", "의사/noun 예요/auxiliary"],
    ["의사였어요", "의사/noun 였어요/auxiliary"],
    ["학생이었습니다", "학생/noun 이었습니다/auxiliary"],
    ["학생인데", "학생/noun 인데/auxiliary"],
    ["학생이라서", "학생/noun 이라서/auxiliary"],
    ["친구라고", "친구/noun 라고/auxiliary"],
    ["의사가", "의사/noun 가/particle"],
    ["3시에", "3/numeral 시/counter 에/particle"],
    ["1,000원이에요", "1,000/numeral 원/counter 이에요/auxiliary"],
    ["10분쯤", "10/numeral 분/counter 쯤/suffix"],
    ["먹기는", "먹기/verb 는/particle"],
    ["먹어서는", "먹어서/verb 는/particle"],
    ["민수가", "민수/name 가/particle"],
    ["은서는", "은서/noun 는/particle"],
    ["킴벌리랑", "킴벌리/noun 랑/particle"],
    ["TV를", "TV/noun 를/particle"],
    ["빨리요", "빨리/adverb 요/particle"],
    ["빨리도", "빨리/adverb 도/particle"],
    ["둘도", "둘/numeral 도/particle"],
    ["여기에서", "여기/pronoun 에서/particle"],
    ["어디에", "어디/pronoun 에/particle"],
    ["누구한테", "누구/pronoun 한테/particle"],
    ["무엇을", "무엇/pronoun 을/particle"],
    ["그것은", "그것/pronoun 은/particle"],
  ])("%s", (text, expected) => expect(divided(text)).toBe(expected));
});

describe("leaves a word whole that ends like a particle", () => {
  test.each(
    "나이 사이 고양이 이야기 라면 바나나 하나 아이 오이 누나 사과 서로 바로 모두 너무 거의 회의 주의 강의 마음 이미 아마 가지 나라 우리 어머니 아버지 지도 온도 속도 포도 기도 태도 정도 제도 대로 그대로 새로 종이 어린이 놀이 거리 소리 머리 다리 노래 미래 오래 가로 세로 피로 도로 무료 자료 수도 제주도 도시 까지 아니 회사 의사 과자 여자 남자 모자 의자 피자 사자 기자 환자 둘이 나만 하늘 바늘 마늘 그늘 오늘 가을 마을 노을 얼음 믿음 처음 다음 휴가 작가 화가 평가 물가 국가 요가 참가 증가 추가"
      .split(" ")
      .filter((word) => !["까지", "나만", "둘이"].includes(word)),
  )("%s", (word) => expect(korean.analyse(word).map(({ surface }) => surface)).toEqual([word]));
});
