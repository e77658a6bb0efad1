/** The head of an element of Matroska. `size` is null if it is not known before the element ends, as in a live recording. */
export type Head = { id: number; size: number | null; length: number };

/** The longest head: four bytes of id and eight of size. */
export const longestHead = 12;

export const ids = {
  header: 0x1a45dfa3,
  segment: 0x18538067,
  seekHead: 0x114d9b74,
  seek: 0x4dbb,
  seekId: 0x53ab,
  seekPosition: 0x53ac,
  info: 0x1549a966,
  timestampScale: 0x2ad7b1,
  tracks: 0x1654ae6b,
  trackEntry: 0xae,
  trackNumber: 0xd7,
  trackType: 0x83,
  name: 0x536e,
  language: 0x22b59c,
  languageTag: 0x22b59d,
  codec: 0x86,
  defaultDuration: 0x23e383,
  contentEncodings: 0x6d80,
  contentEncoding: 0x6240,
  contentEncodingOrder: 0x5031,
  contentEncodingScope: 0x5032,
  contentEncodingType: 0x5033,
  compression: 0x5034,
  compressionAlgorithm: 0x4254,
  compressionSettings: 0x4255,
  cues: 0x1c53bb6b,
  cuePoint: 0xbb,
  cueTrackPositions: 0xb7,
  cueTrack: 0xf7,
  cueClusterPosition: 0xf1,
  cueRelativePosition: 0xf0,
  cluster: 0x1f43b675,
  timestamp: 0xe7,
  simpleBlock: 0xa3,
  blockGroup: 0xa0,
  block: 0xa1,
  blockDuration: 0x9b,
} as const;

/** The head of the element at the beginning of the bytes. Null if they are none. */
export function readHead(bytes: Uint8Array): Head | null {
  const first = bytes[0] ?? 0;
  const idLength = Math.clz32(first) - 23;
  if (first === 0 || idLength > 4) return null;
  const size = readVint(bytes, idLength);
  if (!size) return null;
  return { id: readNumber(bytes.subarray(0, idLength)), size: size.value, length: idLength + size.length };
}

/** A number whose first byte says how long it is. All its bits set: not known. */
export function readVint(bytes: Uint8Array, at: number): { value: number | null; length: number } | null {
  const first = bytes[at] ?? 0;
  const length = Math.clz32(first) - 23;
  if (first === 0 || at + length > bytes.length) return null;
  const value = (first & (0xff >> length)) * 256 ** (length - 1) + readNumber(bytes.subarray(at + 1, at + length));
  const isUnknown =
    (first | (0xff00 >> length)) % 256 === 0xff && bytes.subarray(at + 1, at + length).every((byte) => byte === 0xff);
  return { value: isUnknown ? null : value, length };
}

/** An unsigned number, the largest byte first. Of a longer one, the first eight bytes. */
export const readNumber = (bytes: Uint8Array): number =>
  bytes.subarray(0, 8).reduce((number, byte) => number * 256 + byte, 0);

export type Element = { id: number; data: Uint8Array };

/** The elements in a part of the file. Ends where the bytes are no element; one that is larger than its parent ends with it. */
export function* elementsOf(bytes: Uint8Array): Generator<Element> {
  for (let at = 0; at < bytes.length;) {
    const head = readHead(bytes.subarray(at, at + longestHead));
    if (!head) return;
    const from = at + head.length;
    at = from + (head.size ?? bytes.length);
    yield { id: head.id, data: bytes.subarray(from, at) };
  }
}

/** The first element with this id. */
export const findIn = (bytes: Uint8Array, id: number): Uint8Array | undefined => {
  for (const element of elementsOf(bytes)) if (element.id === id) return element.data;
  return undefined;
};
