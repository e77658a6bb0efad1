import { type PartOfSpeech, partsOfSpeech } from "#shared/card.ts";
import table from "./cedict-parts.txt" with { type: "text" };

const isPart = (text: string): text is PartOfSpeech => partsOfSpeech.some((part) => part === text);

const listed = readTable();

function readTable(): ReadonlyMap<string, PartOfSpeech[]> {
  const words = new Map<string, PartOfSpeech[]>();
  for (const line of table.split("\n")) {
    const [part = "", ...rest] = line.split(" ");
    if (isPart(part)) for (const word of rest) words.set(word, [...(words.get(word) ?? []), part]);
  }
  return words;
}

/** The parts of speech of an entry: from the list, else from the form of its English meanings. */
export function partsOf(word: string, reading: string, meanings: readonly string[]): PartOfSpeech[] {
  const own = listed.get(`${word}:${reading}`) ?? listed.get(word);
  const isNamed = /^\p{Lu}/u.test(reading);
  if (own && !isNamed && word.length > 1) return own.slice(0, 2);
  const seen = meanings.filter((meaning) => !isNote(meaning)).map(partOf);
  // a single character is used in more ways than the list names
  if (own && !isNamed) return unique([...own.slice(0, 2), ...seen.filter((part) => part !== null)]);
  if (/^\p{Lu}\p{Ll}/u.test(reading) && !seen.includes("numeral")) return ["name"];
  // the other meanings are those of a noun, in most cases
  return unique(seen.map((part) => part ?? "noun")).slice(0, 2);
}

const unique = (parts: readonly PartOfSpeech[]) => parts.filter((part, at) => parts.indexOf(part) === at);

const rules: [PartOfSpeech, RegExp][] = [
  ["expression", /\((idiom|expr|proverb|saying)|^(idiom|proverb|lit\.|fig\.)|[!?]$/],
  ["counter", /^classifier\b|\bclassifier for\b/],
  ["particle", /particle\b|marker\b|structural/],
  ["interjection", /interjection|^\(onom/],
  ["name", /^surname\b|\(surname\)/],
  ["verb", /^(\([^)]*\) )?to (?!the\b)/],
  ["numeral", /^(one|two|three|four|five|six|seven|eight|nine|ten|hundred|thousand)( hundred)?$/],
  ["adverb", /^(\([^)]*\) )?[a-z]{3,}ly(?=$|[;,])/],
  ["adjective", /^(\([^)]*\) )?(very )?[a-z-]+(ful|ous|able|ible|less|ical|ish|ive|ant|ent|ic|ed|al)(?=$|[;,])/],
];
const notAdjectives =
  /^(\([^)]*\) )?\w*(ment|ctive|rative|native|student|parent|president|agent|plant|restaurant|giant|servant|music|clinic|topic|fabric|traffic|public|republic|animal|hospital|capital|meal|deal|goal|material|journal|festival|metal|signal|manual|rival|arrival|approval|proposal|seed|speed|need|feed|weed|bed|event|accident|incident|talent|content|cent|tent|rent|accent|continent|client|patient|logic|critic|comic|fish|dish|table|vegetable|cable|family|supply|reply|fly)(?=$|[;,])/;

const isNote = (meaning: string) =>
  /^(see|see also|used in|variant of|old variant|abbr\.|\(measure word)\b/.test(meaning);

/** Null if the form of the meaning does not tell. */
function partOf(meaning: string): PartOfSpeech | null {
  const found = rules.find(
    ([part, form]) => form.test(meaning) && !(part === "adjective" && notAdjectives.test(meaning)),
  );
  return found?.[0] ?? null;
}
