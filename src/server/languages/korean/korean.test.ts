import { describe, expect, test } from "bun:test";
import { createKorean } from "./korean.ts";
import { languageData } from "#test/language-data.ts";

const korean = createKorean(languageData);

const wordsOf = (text: string) =>
  korean
    .analyse(text)
    .map(({ surface, reading }) => (reading ? `${surface}[${reading}]` : surface))
    .join(" ");
/** The readings of all words, joined. */
const spoken = (text: string) =>
  korean
    .analyse(text)
    .map(({ surface, reading }) => reading || surface)
    .join("");
const check = (surface: string, reading: string) => korean.check(surface, { start: 0, end: surface.length, reading });

describe("divides words from particles, and gives each its part of the pronunciation", () => {
  test.each([
    ["같이 영화 보러 갈래요?", "같이[가치] 영화 보러 갈래요"],
    ["저는 주말에 친구를 만났어요.", "저 는 주말[주마] 에[레] 친구 를 만났어요[만나써요]"],
    ["비가 올 것 같으니까", "비 가 올 것[걷] 같으니까[가트니까]"],
    ["한국어는 좋아요😀 3시에 ABC", "한국어[한구거] 는 좋아요[조아요] 3[세] 시 에 ABC"],
    ["학교에서 밥을 먹고", "학교[학꾜] 에서 밥[바] 을[블] 먹고[먹꼬]"],
    ["“신라”, 국물!", "신라[실라] 국물[궁물]"],
    ["책이 꽃이 밭이", "책[채] 이[기] 꽃[꼬] 이[치] 밭[바] 이[치]"],
    ["제 책입니다", "제 책[채] 입니다[김니다]"],
  ])("%s", (text, expected) => expect(wordsOf(text)).toBe(expected));
});

/** Words in which a final meets 이, 야, 여, 요 or 유: ㄴ is inserted in few of them. */
const liaison =
  "금요일 → 그묘일, 목요일 → 모교일, 일요일 → 이료일, 월요일 → 워료일, 필요해요 → 피료해요, 중요해요 → 중요해요, 참여 → 차며, 활용 → 화룡, 절약 → 저략, 목욕 → 모굑, 책임 → 채김, 할인 → 하린, 담임 → 다밈, 군인 → 구닌, 만약 → 마냑, 연인 → 여닌, 인연 → 이년, 출연 → 추련, 운영 → 우녕, 적용 → 저굥, 석유 → 서규, 낙엽 → 나겹, 공유 → 공유, 통역 → 통역, 신용카드 → 시뇽카드, 연예인 → 여녜인, 식욕 → 시굑, 급여 → 그벼, 입양 → 이뱡, 심야 → 시먀, 협약 → 혀뱍, 직역 → 지격, 한국인이에요 → 한구기니에요, 음악이에요 → 으마기에요, 집이에요 → 지비에요, 사람이 → 사라미, 십육 → 심뉵, 서른여섯 → 서른녀섣, 생일이에요 → 생이리에요, 졸업여행 → 조럼녀행, 첫여름 → 천녀름, 면역 → 며녁, 확인 → 화긴, 개인 → 개인, 원인 → 워닌, 본인 → 보닌, 신입생 → 시닙쌩, 수입이 → 수이비, 출입 → 추립, 출입문 → 추림문, 일일이 → 일리리, 독일 → 도길, 독일어 → 도기러, 영향 → 영향, 환영 → 화녕, 촬영 → 촤령, 음영 → 으명, 반영 → 바녕, 관여 → 과녀, 남용 → 나묭, 전용 → 저뇽, 실용적 → 시룡적, 복용 → 보굥, 복용해요 → 보굥해요, 학용품 → 하굥품, 작용 → 자굥, 인용 → 이뇽, 활약 → 화략, 한약 → 하냑, 농약 → 농약, 선약 → 서냑, 금연 → 그면, 흡연 → 흐변, 공연 → 공연, 당연 → 당연, 강연 → 강연, 학연 → 하견, 실연 → 시련, 분야 → 부냐, 일어나요 → 이러나요, 검역 → 거멱, 전역 → 저녁, 반역 → 바녁, 번역 → 버녁, 번역해요 → 버녀캐요, 영역 → 영역, 영업 → 영업, 책이에요 → 채기에요, 돈이에요 → 도니에요, 오늘이에요 → 오느리에요, 열일곱 → 열릴곱, 열여섯 → 열려섣, 열여덟 → 열려덜, 스물여섯 → 스물려섣, 물약 → 물략, 볼일 → 볼릴, 강요 → 강요, 필요 → 피료, 중요 → 중요, 동요 → 동요, 민요 → 미뇨, 한여름 → 한녀름, 콩엿 → 콩녇";

test.each(liaison.split(", ").map((pair) => pair.split(" → ")))(
  "knows whether %s has an inserted ㄴ: %s",
  (word, said) => expect(spoken(word!)).toBe(said!),
);

/** The standard's own examples (표준 발음법), each in its article. */
const ofTheStandard =
  "[16] 디귿이 → 디그시, 디귿을 → 디그슬, 디귿에 → 디그세, 지읒이 → 지으시, 치읓을 → 치으슬, 키읔이 → 키으기, 티읕에 → 티으세, 피읖이 → 피으비, 히읗을 → 히으슬, [20] 대관령 → 대괄령, 공권력 → 공꿘녁, 의견란 → 의견난, [24] 굶기다 → 굼기다, 옮기다 → 옴기다, [29] 설익다 → 설릭따, 예삿일 → 예산닐";

test.each(
  ofTheStandard
    .replace(/\[\d+\] /g, "")
    .split(", ")
    .map((pair) => pair.split(" → ")),
)("pronounces %s as the standard does: %s", (word, said) => expect(spoken(word!)).toBe(said!));

describe("checks a reading", () => {
  test.each([
    ["agrees", "같이", "가치"],
    ["agrees", "같이", "[가치]"],
    ["unchecked", "친구를", ""],
    ["unchecked", "친구를", "친구를"],
    ["unchecked", "같이", ""],
    ["conflict", "같이", "나비가"],
    ["conflict", "학교에", "하꾸에"],
    ["conflict", "친구를", "친척을"],
    ["agrees", "같이", "gachi"],
    ["agrees", "밥을", "babeul"],
    ["conflict", "같이", "gati"],
    ["conflict", "같이", "가티"],
    ["unchecked", "같이", "같이"],
    ["conflict", "좋아해요", "조하해요"],
    ["unchecked", "한자를", "한자를"],
    ["unchecked", "신고", "신고"],
    ["conflict", "금요일", "금묘일"],
    ["unchecked", "밥을", "밥을"],
    ["unchecked", "국물", "국물"],
    ["conflict", "우산을", "우사느"],
    ["agrees", "3시에", "세시에"],
    ["possible", "3시에", "삼시에"],
    ["agrees", "꽃잎이", "꼰니피"],
    ["agrees", "읽고", "일꼬"],
    ["agrees", "십육", "심뉵"],
    ["agrees", "맛있는", "마딘는"],
    ["agrees", "희망의", "히망에"],
    ["agrees", "나의", "나에"],
    ["agrees", "밟지", "밥찌"],
    ["possible", "옷 안", "오단"],
    ["agrees", "한자를", "한짜를"],
    ["agrees", "할게요", "할께요"],
    ["unchecked", "ABC", "에이비씨"],
  ])("%s: %s %s", (verdict, surface, reading) => expect(check(surface, reading).verdict).toBe(verdict as "agrees"));

  test("gives the pronunciation by the rules", () => {
    expect(check("값이", "갑이").candidates).toEqual(["갑씨"]);
  });
});

describe("reads numbers with counters", () => {
  test.each([
    ["3시에", "세시에"],
    ["5개", "다섣깨"],
    ["2004년에", "이천사녀네"],
    ["10분", "십뿐"],
    ["12월", "시비월"],
    ["6월", "유월"],
    ["10월", "시월"],
    ["20살", "스무살"],
    ["26살", "스물려섣쌀"],
    ["16일", "심뉴길"],
    ["1,000원", "처눤"],
    ["15000원", "마노처눤"],
    ["3층", "삼층"],
    ["100명", "뱅명"],
    ["2인분", "이인분"],
  ])("reads %s as %s", (text, reading) => expect(spoken(text)).toBe(reading));
});

describe("lists what may be said, and calls a word open only if its meaning decides", () => {
  test.each([
    ["맛있는 음식", "맛있는", "known", ["마신는", "마딘는"]],
    ["나의 친구", "의", "known", ["의", "에"]],
    ["안녕히 계세요", "계세요", "known", ["계세요", "게세요"]],
    ["바닷가", "바닷가", "known", ["바다까", "바닫까"]],
    ["할 수 있어요", "수", "known", ["수", "쑤"]],
    ["인기가", "인기", "known", ["인끼"]],
    ["문법을", "문법", "known", ["문뻐"]],
    ["효과", "효과", "known", ["효과", "효꽈"]],
    ["잠자리가 날아요", "잠자리", "open", ["잠자리", "잠짜리"]],
    ["잠자리에 들었어요", "잠자리", "open", ["잠짜리", "잠자리"]],
    ["파쇄법", "파쇄법", "open", ["파쇄뻡", "파쇄법"]],
  ])("%s: %s is %s", (text, surface, state, candidates) => {
    const word = korean.analyse(text).find((each) => each.surface === surface);
    expect([word?.state as string, word?.candidates]).toEqual([state, candidates]);
  });

  test("has no reading for letters of other scripts", () => {
    expect(korean.analyse("ABC").map(({ state, candidates }) => [state, candidates])).toEqual([["none", []]]);
  });
});

describe("compares a claim with the part of the pronunciation that belongs to its words", () => {
  const claim = (text: string, surface: string, reading: string) => {
    const start = text.indexOf(surface);
    return korean.check(text, { start, end: start + surface.length, reading }).verdict;
  };

  test.each([
    ["agrees", "꽃이 피었어요", "꽃이", "꼬치"],
    ["agrees", "꽃이 피었어요", "꽃", "꼬"],
    ["agrees", "꽃이 피었어요", "꽃", "꼳"], // as the word sounds alone
    ["conflict", "꽃이 피었어요", "꽃", "꼿"],
    ["agrees", "비가 올 것 같아요", "올 것 같아요", "올 껃 가타요"],
    ["agrees", "비가 올 것 같아요", "올 것 같아요", "올 걷 가타요"],
    ["conflict", "비가 올 것 같아요", "올 것 같아요", "올 것 갇아요"],
    ["possible", "옷 안에 있어요", "옷 안에", "오다네"],
    ["possible", "여덟 시에 만나요", "시에", "씨에"],
    ["possible", "몇 시에 만나요", "시에", "씨에"],
    ["conflict", "이번 시에 만나요", "시에", "씨에"],
    ["agrees", "신발을 신고 나갔어요", "신고", "신꼬"],
    ["conflict", "경찰에 신고했어요", "신고했어요", "신꼬해써요"],
    ["agrees", "5시에 만나요", "5시에", "다섣씨에"],
    ["possible", "5시에 만나요", "5시에", "오시에"],
    ["conflict", "5시에 만나요", "5시에", "여섣씨에"],
    ["agrees", "2024년에", "2024년에", "이처니십싸녀네"],
    ["agrees", "2024년에", "2024년에", "이천이십싸녀네"],
  ])("%s: %s, %s [%s]", (verdict, text, surface, reading) =>
    expect(claim(text, surface, reading)).toBe(verdict as "agrees"),
  );
});

describe("reads numbers alone, with units and by digits", () => {
  test.each([
    ["20%", "이십퍼센트"],
    ["3.5킬로", "삼쩌모킬로"],
    ["5km", "오킬로미터"],
    ["10:30", "열씨삼십뿐"],
    ["010-1234-5678", "공일공이리삼사오육칠팔"],
    ["119", "이릴구"],
    ["10번 출구", "십뻔출구"],
    ["8시", "여덜씨"],
    ["7주", "칠쭈"],
    ["60대", "육씹때"],
    ["스물한 살", "스물한살"],
    ["이천십육년", "이천심늉년"],
  ])("reads %s as %s", (text, reading) => expect(spoken(text)).toBe(reading));
});

test("answers long and broken text in bounded time", () => {
  const texts = [
    "가".repeat(50_000),
    "학교에서는".repeat(10_000),
    "1".repeat(50_000),
    "\ud800가",
    "ㅋㅋㅋ ㅠㅠ",
    "...!?",
  ];
  for (const text of texts)
    for (const { surface, start, end } of korean.analyse(text)) expect(text.slice(start, end)).toBe(surface);
});
