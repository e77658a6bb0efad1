import type { KnownStrings } from "#web/i18n/en/known.ts";

export const known: KnownStrings = {
  known: (share, _, amount) => `已認識${share}，${amount}個新單字`,
  all: "沒有新單字",
  above: (count) => `${count}個單字超出你的程度`,
  simpler: "請說得簡單些",
  hint: "根據你的單字和程度。人名、數字和助詞不計入。",
  times: (amount) => `×${amount}`,
  markKnown: (word) => `將「${word}」標為認識`,
  more: (words) => `再顯示${words}個單字`,
};
