/** Characters whose runs are hard for patterns: letters, digits, spaces, brackets, quotes, marks of formats, halves of characters. */
const runs = [
  ...Array.from("aA1 \n\t\r.,:;-=*#`~|<>()[]{}\"'\\/&"),
  ...Array.from("あア漢々ーㅎ한。、「」『』（）：！…　①"),
  "\u0301", // combining acute
  "\u3099", // combining voiced sound mark
  "\u200b", // zero width space
  "\u200d", // zero width joiner
  "\ufe0f",
  "\ud83d", // half of a pair
  "\udc4d",
  "\u0000",
  "ﷺ", // eighteen letters in NFKC
  "ｶﾞ",
  "👍🏽",
  "e\u0301\u0323",
];

/** What stands beside each other in real answers, and in traps for patterns. */
const pairs = [
  "a ",
  " \n",
  "a\n",
  "\r\n",
  "1. ",
  "1 ",
  "1\n",
  "1, ",
  "１２",
  "- a\n",
  "a: ",
  ": ",
  "= ",
  "a|",
  "| a ",
  "あ。",
  "あ、",
  "「」",
  "「あ",
  "」「",
  "()",
  "(a",
  "(あ)",
  "[[",
  "[a](",
  "[[]",
  "{}",
  '{"a":',
  '["',
  '"a",',
  '\\"',
  "\\u0000",
  "<a",
  "<|",
  "<|a|>",
  "</a>",
  "<think>",
  "<rt>",
  "**a",
  "* ",
  "~~a",
  "`a` ",
  "```\n",
  "> ",
  "# ",
  "a-",
  "a'",
  "a.b",
  "https://a.b/c?d=e ",
  "&amp;",
  "漢字かな",
  "漢かカa한1",
  "한국어 ",
  "中文，",
  "ab か\u3099",
  "Translation: ",
  "title: ",
  "1. 猫 [ねこ]: cat\n",
  "猫 = cat; ",
  "ni3 hao3 ",
  "shi4",
  "nǐhǎo",
];

/** Texts of a length in UTF-16 units, by name. */
export function seedsOf(length: number): [name: string, text: string][] {
  const fill = (unit: string, space = length) => unit.repeat(Math.ceil(space / unit.length)).slice(0, space);
  return [
    ...[...runs, ...pairs].map((unit): [string, string] => [JSON.stringify(unit), fill(unit)]),
    // a pattern with an anchor at the end finds nothing, and tries again at each place
    ...runs.map((unit): [string, string] => [`${JSON.stringify(unit)} and x`, `${fill(unit, length - 1)}x`]),
    ...runs.map((unit): [string, string] => [`あ, ${JSON.stringify(unit)} and あ`, `あ${fill(unit, length - 2)}あ`]),
  ];
}
