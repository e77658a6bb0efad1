import { type PartOfSpeech, partsOfSpeech } from "#shared/card.ts";

/** Other names that dictionaries and tables have for a part of speech, in several languages. */
const synonyms: Record<PartOfSpeech, string> = {
  noun: "n, common noun, time noun, nominal, nn, 名詞, 名词, 普通名詞, 명사, 体言",
  name: "proper noun, proper name, propn, place name, place, 固有名詞, 专有名词, 專有名詞, 固有名词, 고유명사, 地名, 人名",
  pronoun: "pron, personal pronoun, demonstrative, demonstrative pronoun, 代名詞, 代词, 代詞, 대명사, 指示詞",
  numeral: "number, num, 数詞, 数词, 數詞, 수사, 数, 숫자",
  counter: "measure word, classifier, counter word, mw, 助数詞, 量词, 量詞, 단위, 분류사",
  verb: "v, verb phrase, intransitive verb, transitive verb, ichidan verb, godan verb, 動詞, 动词, 동사",
  adjective:
    "adj, i-adjective, na-adjective, adjectival noun, stative verb, 形容詞, 形容词, 形容動詞, 형용사, い形容詞, な形容詞",
  adverb: "adv, 副詞, 副词, 부사",
  particle:
    "part, postposition, case particle, structural particle, aspect particle, modal particle, preposition, coverb, " +
    "助詞, 助词, 介词, 介詞, 조사, 格助詞, 係助詞, 終助詞, 接続助詞, josa",
  auxiliary: "aux, auxiliary verb, copula, modal verb, modal, linking verb, 助動詞, 助动词, 조동사, 能愿动词, 계사",
  conjunction: "conj, connective, 接続詞, 连词, 連詞, 접속사",
  determiner: "det, prenominal, pre-noun adjectival, adnominal, article, 連体詞, 限定词, 관형사",
  interjection: "intj, interj, exclamation, greeting, filler, 感動詞, 叹词, 嘆詞, 感叹词, 감탄사",
  prefix: "honorific prefix, 接頭辞, 接頭詞, 前缀, 前綴, 접두사",
  suffix: "honorific suffix, ending, honorific, 接尾辞, 接尾詞, 后缀, 後綴, 접미사, 어미",
  expression: "phrase, set phrase, idiom, fixed expression, expr, 表現, 慣用句, 成语, 成語, 短语, 片語, 표현, 관용구",
  other: "symbol, unknown, misc, その他, 其他, 기타, 記号",
};

const table: ReadonlyMap<string, PartOfSpeech> = new Map(
  partsOfSpeech.flatMap((part) =>
    [part, ...synonyms[part].split(", ")].map((name): [string, PartOfSpeech] => [name, part]),
  ),
);

/** `Noun. → noun`, `助詞 → particle`; null for anything else. */
export function toPartOfSpeech(cell: string): PartOfSpeech | null {
  return table.get(clean(cell)) ?? null;
}

const clean = (cell: string) => cell.normalize("NFKC").toLowerCase().replace(/\.$/, "").trim();
