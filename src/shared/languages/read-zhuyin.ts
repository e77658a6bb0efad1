import { markTones } from "./pinyin.ts";

/** The initials and finals of Zhuyin in pinyin, after 《注音符號》 of the Ministry of Education, Taiwan. */
const initials = letters("ㄅb ㄆp ㄇm ㄈf ㄉd ㄊt ㄋn ㄌl ㄍg ㄎk ㄏh ㄐj ㄑq ㄒx ㄓzh ㄔch ㄕsh ㄖr ㄗz ㄘc ㄙs");
const finals = letters(
  "ㄚa ㄛo ㄜe ㄝê ㄞai ㄟei ㄠao ㄡou ㄢan ㄣen ㄤang ㄥeng ㄦer ㄧi ㄧㄚia ㄧㄛio ㄧㄝie ㄧㄞiai ㄧㄠiao ㄧㄡiu ㄧㄢian ㄧㄣin ㄧㄤiang ㄧㄥing ㄨu ㄨㄚua ㄨㄛuo ㄨㄞuai ㄨㄟui ㄨㄢuan ㄨㄣun ㄨㄤuang ㄨㄥong ㄩü ㄩㄝüe ㄩㄢüan ㄩㄣün ㄩㄥiong",
);
/** A final without an initial is spelled in its own way. */
const alone = letters(
  "ㄧyi ㄧㄚya ㄧㄛyo ㄧㄝye ㄧㄞyai ㄧㄠyao ㄧㄡyou ㄧㄢyan ㄧㄣyin ㄧㄤyang ㄧㄥying ㄨwu ㄨㄚwa ㄨㄛwo ㄨㄞwai ㄨㄟwei ㄨㄢwan ㄨㄣwen ㄨㄤwang ㄨㄥweng ㄩyu ㄩㄝyue ㄩㄢyuan ㄩㄣyun ㄩㄥyong",
);
const tones: Record<string, number> = { "": 1, ˉ: 1, ˊ: 2, ˇ: 3, ˋ: 4, "˙": 5 };

function letters(table: string): Map<string, string> {
  return new Map(
    table.split(" ").map((cell): [string, string] => {
      const [, zhuyin = "", pinyin = ""] = /^([\u3105-\u3129]+)(.+)$/u.exec(cell) ?? [];
      return [zhuyin, pinyin];
    }),
  );
}

const syllable = /(˙?)([ㄅ-ㄙ]?)([ㄚ-ㄩ]*)([ˉˊˇˋ˙]?)/uy;

/** `ㄧㄣˊ ㄏㄤˊ → yín háng`, `˙ㄇㄚ → ma`. Null if it is not Zhuyin. */
export function readZhuyin(text: string): string | null {
  const plain = text
    .normalize("NFC")
    .replace(/[\s・·]+/g, " ")
    .trim();
  if (!/[\u3105-\u3129]/u.test(plain)) return null;
  const read: string[] = [];
  for (let at = 0; at < plain.length;) {
    if (plain[at] === " ") {
      at += 1;
      continue;
    }
    syllable.lastIndex = at;
    const [found = "", light = "", initial = "", final = "", mark = ""] = syllable.exec(plain) ?? [];
    const pinyin = toPinyin(initial, final);
    if (found === "" || pinyin === null) return null;
    read.push(markTones(`${pinyin}${light === "" ? tones[mark] : 5}`));
    at += found.length;
  }
  return read.join(" ");
}

function toPinyin(initial: string, final: string): string | null {
  if (initial === "") return alone.get(final) ?? finals.get(final) ?? null;
  const start = initials.get(initial) ?? "";
  if (final === "") return /^([zcs]h?|r)$/.test(start) ? `${start}i` : null;
  const end = finals.get(final);
  if (end === undefined) return null;
  // after j, q and x, ü is written u
  return start + (/^[jqx]$/.test(start) ? end.replace("ü", "u") : end);
}
