import type { KnownStrings } from "#web/i18n/en/known.ts";

export const known: KnownStrings = {
  known: (share, _, amount) => `已认识${share}，${amount}个新单词`,
  all: "没有新单词",
  above: (count) => `${count}个单词超出你的水平`,
  simpler: "请说得简单些",
  hint: "根据你的单词和水平。人名、数字和助词不计入。",
  times: (amount) => `×${amount}`,
  markKnown: (word) => `将“${word}”标为认识`,
  more: (words) => `再显示${words}个单词`,
};
