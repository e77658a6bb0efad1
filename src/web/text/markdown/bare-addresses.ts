import type { Code, Construct, Effects, Event, Extension, State, TokenizeContext } from "micromark-util-types";

/**
 * Bare addresses as links, for text without spaces between words. GFM's own rule takes everything up to the next space, and so the sentence
 * after the address: `https://example.org/guide、を見て**ください**`. Here an address ends before the first character that no address is
 * written with, and may begin right after a letter of Chinese, Japanese or Korean. The tokens are GFM's, so its tree builder reads them.
 */
export const bareAddresses: Extension = {
  disable: { null: ["wwwAutolink", "protocolAutolink"] },
  text: Object.fromEntries(["H", "h", "W", "w"].map((letter) => [letter.charCodeAt(0), address()])),
};

// the tokens of GFM's own rule
declare module "micromark-util-types" {
  interface TokenTypeMap {
    literalAutolink: "literalAutolink";
    literalAutolinkHttp: "literalAutolinkHttp";
    literalAutolinkWww: "literalAutolinkWww";
  }
}

/** Opens an address. RFC 3986 gives `"<>\^{|}` and the backtick no place in it, and nobody writes two `*` in one. */
const prefix = /^(?:https?:\/\/|www\.)$/i;
const beginnings = ["https://", "http://", "www."];
const isOf = (pattern: RegExp) => (code: Code) => code !== null && code > 32 && pattern.test(String.fromCharCode(code));
const isAddress = isOf(/[\w!#$%&'()*+,\-./:;=?@~]/);
const isTrail = isOf(/[!'),.:;?_~*]/);
const isLetterOrDigit = isOf(/[A-Za-z0-9]/);

const trail: Construct = { partial: true, tokenize: tokenizeTrail };
const twoStars: Construct = { partial: true, tokenize: tokenizeTwoStars };

function address(): Construct {
  return {
    name: "bareAddress",
    previous: (code) => !isLetterOrDigit(code) && code !== 45 && code !== 46 && code !== 47,
    tokenize: tokenizeAddress,
  };
}

function tokenizeAddress(this: TokenizeContext, effects: Effects, ok: State, nok: State): State {
  const { events } = this;
  let beginning = "";
  let open = 0;
  return start;

  function start(code: Code): State | undefined {
    if (isInLabel(events)) return nok(code);
    effects.enter("literalAutolink");
    effects.enter(code === 87 || code === 119 ? "literalAutolinkWww" : "literalAutolinkHttp");
    return inBeginning(code);
  }

  function inBeginning(code: Code): State | undefined {
    if (prefix.test(beginning)) return isLetterOrDigit(code) ? inside(code) : nok(code);
    if (code === null || code < 33) return nok(code);
    beginning += String.fromCharCode(code).toLowerCase();
    if (!beginnings.some((each) => each.startsWith(beginning))) return nok(code);
    effects.consume(code);
    return inBeginning;
  }

  function inside(code: Code): State | undefined {
    if (!isAddress(code)) return end(code);
    if (code === 42) return effects.check(twoStars, end, atTrail)(code);
    return atTrail(code);
  }

  function atTrail(code: Code): State | undefined {
    if (code === 41 && open > 0) {
      open -= 1;
      return take(code);
    }
    return isTrail(code) ? effects.check(trail, end, take)(code) : take(code);
  }

  function take(code: Code): State | undefined {
    if (code === 40) open += 1;
    effects.consume(code);
    return inside;
  }

  function end(code: Code): State | undefined {
    effects.exit(beginning === "www." ? "literalAutolinkWww" : "literalAutolinkHttp");
    effects.exit("literalAutolink");
    return ok(code);
  }
}

/** Punctuation that ends the sentence around an address and not the address. */
function tokenizeTrail(this: TokenizeContext, effects: Effects, ok: State, nok: State): State {
  return function next(code: Code): State | undefined {
    if (!isTrail(code)) return isAddress(code) ? nok(code) : ok(code);
    effects.enter("data");
    effects.consume(code);
    effects.exit("data");
    return next;
  };
}

function tokenizeTwoStars(this: TokenizeContext, effects: Effects, ok: State, nok: State): State {
  let count = 0;
  return function next(code: Code): State | undefined {
    if (code !== 42) return nok(code);
    effects.enter("data");
    effects.consume(code);
    effects.exit("data");
    count += 1;
    return count === 2 ? ok : next;
  };
}

/** A link may not hold a link: inside `[…` the address stays text, as in GFM. */
function isInLabel(events: readonly Event[]): boolean {
  return events.some(([, { type, _balanced }]) => (type === "labelLink" || type === "labelImage") && !_balanced);
}
