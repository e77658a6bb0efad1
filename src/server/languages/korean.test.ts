import { describe, expect, test } from "bun:test";
import { createKorean } from "./korean.ts";
import { languageData } from "#test/language-data.ts";

const korean = createKorean(languageData);

const wordsOf = (text: string) =>
  korean
    .analyse(text)
    .map(({ surface, reading }) => (reading ? `${surface}[${reading}]` : surface))
    .join(" ");
const check = (surface: string, reading: string) => korean.check(surface, { start: 0, end: surface.length, reading });

describe("splits at spaces and gives the pronunciation if it differs from the spelling", () => {
  test.each([
    ["같이 영화 보러 갈래요?", "같이[가치] 영화 보러 갈래요"],
    ["저는 주말에 친구를 만났어요.", "저는 주말에[주마레] 친구를 만났어요[만나써요]"],
    ["비가 올 것 같으니까", "비가 올 것[걷] 같으니까[가트니까]"],
    ["한국어는 좋아요😀 3시에 ABC", "한국어는[한구거는] 좋아요[조아요] 3시에[세시에] ABC"],
    ["학교에서 밥을 먹고", "학교에서[학꾜에서] 밥을[바블] 먹고[먹꼬]"],
    ["“신라”, 국물!", "신라[실라] 국물[궁물]"],
  ])("%s", (text, expected) => expect(wordsOf(text)).toBe(expected));
});

describe("checks a reading", () => {
  test.each([
    ["agrees", "같이", "가치"],
    ["agrees", "같이", "[가치]"],
    ["agrees", "친구를", ""],
    ["agrees", "친구를", "친구를"],
    ["unchecked", "같이", ""],
    ["conflict", "같이", "나비가"],
    ["conflict", "학교에", "하꾸에"],
    ["conflict", "친구를", "친척을"],
    ["conflict", "같이", "gachi"],
    ["conflict", "같이", "가티"],
    ["conflict", "같이", "같이"],
    ["conflict", "좋아해요", "조하해요"],
    ["possible", "한자를", "한자를"],
    ["possible", "신고", "신고"],
    ["conflict", "금요일", "금묘일"],
    ["conflict", "밥을", "밥을"],
    ["conflict", "국물", "국물"],
    ["conflict", "우산을", "우사느"],
    ["agrees", "3시에", "세시에"],
    ["possible", "3시에", "삼시에"],
    ["agrees", "같이".normalize("NFD"), "가치"],
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
  ])("reads %s as %s", (text, reading) => expect(wordsOf(text)).toBe(`${text}[${reading}]`));
});
