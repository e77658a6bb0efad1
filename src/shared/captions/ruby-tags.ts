/** Kanji at the end of what stands below a reading, and kana as the reading: only these are readings in brackets for the engine. */
const endsInKanji = /[\p{sc=Han}々〆ヶヵ]\s*$/u;
const isKana = /^[\p{sc=Hiragana}\p{sc=Katakana}ー・\s]+$/u;

/**
 * `<ruby>漢字<rt>かんじ</rt></ruby> → 漢字(かんじ)`: the form in which the engine takes a reading as the writer's. Other readings, such as pinyin, are left
 * out: in brackets they would be read as words of the line.
 */
export function readRuby(text: string): string {
  if (!/<r[tp][>.\s]/.test(text)) return text;
  let read = "";
  let reading: string | null = null;
  let isHidden = false;
  const close = () => {
    if (reading !== null && endsInKanji.test(read) && isKana.test(reading)) read += `(${reading.trim()})`;
    reading = null;
    isHidden = false;
  };
  for (const part of text.split(/(<\/?(?:ruby|rb|rt|rp|rtc)(?:[.\s][^<>]*)?>)/)) {
    const [, end, name] = /^<(\/?)(ruby|rb|rt|rp|rtc)[>.\s]/.exec(part) ?? [];
    if (name === undefined) {
      if (reading !== null) reading += part;
      else if (!isHidden) read += part;
      continue;
    }
    // `<rp>(</rp>` before and after the reading is for programs that know no ruby
    if (name !== "rp" || reading !== null) close();
    if (end === "" && name === "rt") reading = "";
    isHidden = end === "" && name === "rp";
  }
  close();
  return read;
}
