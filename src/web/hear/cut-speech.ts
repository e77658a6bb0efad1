/** Chromium ends a remote voice after about 15 seconds without any event (crbug.com/41294170). A slow voice says at least this many letters in that time. */
const longestRemote = 60;

/** Where a pause sounds natural, best first. */
const pauses = [/[。！？!?.…]+[」』”’）)]*/g, /[、，,；;：:]+/g, /\s+/g];

/** Cuts a sentence into pieces that a remote voice can finish. Joined, they are the text again. */
export function cutSpeech(text: string, longest = longestRemote): string[] {
  if (text.length <= longest) return text === "" ? [] : [text];
  const head = text.slice(0, longest);
  for (const pause of pauses) {
    const end = [...head.matchAll(pause)].map(({ index, 0: { length } }) => index + length).at(-1);
    if (end !== undefined && end > longest / 4) return [text.slice(0, end), ...cutSpeech(text.slice(end), longest)];
  }
  const letters = Array.from(head);
  // half of a surrogate pair is not a letter
  const whole = /[\uD800-\uDBFF]$/.test(head) ? letters.slice(0, -1).join("") : head;
  return [whole, ...cutSpeech(text.slice(whole.length), longest)];
}
