/** An emphasis, code, or a tag of a reading above letters that has no end yet. `isSpaced`: `** 大切 **`. */
type Open = { sign: string; isSpaced?: boolean };

/** Longer than each tag, and than the beginning of an address. */
const longestTag = 12;
const tags = ["<ruby>", "</ruby>", "<rt>", "</rt>", "<rp>", "</rp>", "<rb>", "</rb>", "<br>", "<br/>", "<br />"];

/** The closing marks that a growing line lacks, without the incomplete marks at its end. */
export function completeInline(text: string): string {
  const scan = new InlineScan(text);
  while (!scan.isAtEnd) scan.next();
  return scan.completed();
}

class InlineScan {
  readonly #text: string;
  readonly #open: Open[] = [];
  /** The `[` of a label whose address is not there yet. */
  #hidden: number | null = null;
  #at = 0;
  #end: number;

  constructor(text: string) {
    this.#text = text;
    this.#end = text.length;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#end;
  }

  next(): void {
    const rest = this.#text.slice(this.#at);
    switch (rest[0]) {
      case "\\":
        this.#at += 2;
        break;
      case "`":
        this.#code(rest);
        break;
      case "<":
        this.#tag(rest);
        break;
      case "[":
        this.#label(rest);
        break;
      case "*":
      case "_":
      case "~":
        this.#emphasis(rest);
        break;
      case "&":
        this.#passOrHide(/^&#?[a-z0-9]*$/i.test(rest));
        break;
      default:
        this.#passOrHide(rest === "!");
    }
  }

  completed(): string {
    const kept = this.#text.slice(0, this.#end);
    const shown = this.#hidden === null ? kept : kept.slice(0, this.#hidden) + kept.slice(this.#hidden + 1);
    const content = this.#open.at(-1)?.sign.startsWith("`") ? shown : shown.trimEnd();
    const ends = this.#open.map(({ sign }) => (sign.startsWith("<") ? `</${sign.slice(1)}` : sign));
    return content + ends.reverse().join("") + shown.slice(content.length);
  }

  #passOrHide(isHidden: boolean): void {
    if (isHidden) this.#end = this.#at;
    else this.#at += 1;
  }

  #code(rest: string): void {
    const ticks = /^`+/.exec(rest)?.[0] ?? "";
    const inner = rest.slice(ticks.length);
    const close = new RegExp(`(?<!\`)${ticks}(?!\`)`).exec(inner);
    if (close) {
      this.#at += ticks.length * 2 + close.index;
      return;
    }
    const code = inner.replace(/`*$/, "");
    if (code === "") this.#end = this.#at;
    else {
      this.#end = this.#at + ticks.length + code.length;
      this.#at = this.#end;
      this.#open.push({ sign: ticks });
    }
  }

  #tag(rest: string): void {
    const lower = rest.slice(0, longestTag).toLowerCase();
    const tag = tags.find((each) => lower.startsWith(each));
    if (tag === undefined) {
      // `<https://example.org>` shows its signs only while it has no end
      const isAddress = "<https://".startsWith(lower) || /^<https?:[^>\s]*$/i.test(rest);
      this.#passOrHide(isAddress || tags.some((each) => each.startsWith(lower)));
      return;
    }
    this.#at += tag.length;
    const inner = this.#open.findLastIndex(({ sign }) => sign.startsWith("<r") && sign !== "<ruby>");
    if (tag === "<ruby>") {
      if (inner !== -1) this.#open.splice(inner);
      this.#open.push({ sign: tag });
    } else if (tag === "</ruby>") {
      const from = this.#open.findLastIndex(({ sign }) => sign === "<ruby>");
      if (from !== -1) this.#open.splice(from);
    } else if (!tag.startsWith("<br")) {
      if (inner !== -1) this.#open.splice(inner);
      if (!tag.startsWith("</")) this.#open.push({ sign: tag });
    }
  }

  #label(rest: string): void {
    const label = /^\[(?:[^[\]\n]|\[[^[\]\n]*\])*\]/.exec(rest)?.[0];
    if (/^\[\^[^\]\n]*$/.test(rest)) this.#end = this.#at;
    else if (label === undefined) this.#hideBracket(!rest.slice(1).includes("[") && !rest.includes("\n"));
    else if (label.length === rest.length) this.#endLabel(label, !label.startsWith("[^"));
    else if (rest[label.length] !== "(") this.#at += 1;
    else if (/^\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+"[^"]*")?\)/.test(rest.slice(label.length))) this.#at += 1;
    else this.#endLabel(label, isUnbalanced(rest.slice(label.length)));
  }

  #hideBracket(isHidden: boolean): void {
    const isPicture = this.#text[this.#at - 1] === "!";
    if (isHidden && isPicture) this.#end = this.#at - 1;
    else {
      if (isHidden) this.#hidden = this.#at;
      this.#at += 1;
    }
  }

  /** A link has no destination until its address is complete. */
  #endLabel(label: string, isHidden: boolean): void {
    const end = this.#at + label.length - 1;
    this.#hideBracket(isHidden);
    if (isHidden) this.#end = Math.min(this.#end, end);
  }

  #emphasis(rest: string): void {
    const run = /^(?:\*+|_+|~+)/.exec(rest)?.[0] ?? "";
    const letter = run[0] ?? "";
    const before = this.#text[this.#at - 1] ?? " ";
    const after = this.#text[this.#at + run.length];
    const start = this.#at;
    this.#at += run.length;
    if (letter === "~" && run.length !== 2 && after !== undefined) return;
    const isSpace = /\s/.test(before);
    const left = isSpace && !this.#open.at(-1)?.isSpaced ? run.length : this.#close(run, after);
    if (left === 0) return;
    if (after === undefined) this.#end = start;
    else if (canOpen(run, before, after))
      this.#open.push({ sign: letter.repeat(left), isSpaced: run === "**" && after === " " });
  }

  /** Ends what is open with this sign. Returns how many signs are left. */
  #close(run: string, after = " "): number {
    let left = run.length;
    const letter = run[0] ?? "";
    while (left > 0) {
      const last = this.#open.findLast(({ sign }) => !sign.startsWith("<"));
      if (last?.sign[0] !== letter || (letter === "_" && isWord(run, after))) break;
      const ended = Math.min(left, last.sign.length);
      if (letter === "~" && ended < 2) break;
      last.sign = last.sign.slice(ended);
      left -= ended;
      if (last.sign === "") this.#open.splice(this.#open.indexOf(last), 1);
    }
    return left;
  }
}

/** `_` stands around words; two of them stand around Chinese or Japanese words too, which have no spaces around them. */
const isWord = (run: string, letter: string) => (run === "__" ? /[A-Za-z0-9]/ : /[\p{L}\p{N}]/u).test(letter);

function canOpen(run: string, before: string, after: string): boolean {
  // `これは** 大切 **`, and no `a ** b`
  if (/\s/.test(after)) return run === "**" && after === " " && /[^\s!-~]/.test(before);
  if (run.startsWith("_")) return !isWord(run, before);
  // `5*3` is not emphasis
  return run !== "*" || !/[A-Za-z0-9)]/.test(before);
}

const isUnbalanced = (text: string) => !text.includes("\n") && text.split("(").length > text.split(")").length;
