/** The numbers that begin a line with something behind them: `1. today`, `(2) of`, `3: party`. */
export function numbersIn(text: string): Set<number> {
  const numbers = new Set<number>();
  for (const line of text.split("\n")) {
    const { from, to } = /^[^\p{L}\p{N}]*(?<from>\d+)(?:[-–](?<to>\d+))?[^\p{L}\p{N}]+\S/u.exec(line)?.groups ?? {};
    for (let number = Number(from); number <= Number(to ?? from); number += 1) numbers.add(number);
  }
  return numbers;
}

/** The numbers of the keys that have a text: `{"0 translation": "…", "1 猫": "cat"}`. */
export function numbersOfKeys(text: string): Set<number> {
  return new Set([...text.matchAll(/"(\d+)[^"]*"\s*:\s*"(?!")/g)].map(([, number]) => Number(number)));
}
