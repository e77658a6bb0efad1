import type { AudioCodec, EncodedPacket, OutputFormat } from "mediabunny";

/** Subtitles often begin a little after the first sound, and end before the last one. In seconds. */
const before = 0.15;
const after = 0.25;
/** Text that stays longer stands for a sign in the picture, not for speech. */
const longest = 30;
/** The server keeps no larger sound. */
const largestBytes = 2_000_000;

/**
 * Cuts the sound of a line out of a file, as it is: nothing is decoded, so it is fast and sounds as in the film. Null if the file has no
 * sound there, or has it in a form that browsers do not play on its own.
 */
export async function cutSound(file: Blob, line: { start: number; end: number }): Promise<Blob | null> {
  const media = await import("mediabunny");
  const { MP4, QTFF, MATROSKA, WEBM, OGG, MP3, WAVE, FLAC } = media;
  const formats = [MP4, QTFF, MATROSKA, WEBM, OGG, MP3, WAVE, FLAC];
  const input = new media.Input({ source: new media.BlobSource(file), formats });
  try {
    const track = await input.getPrimaryAudioTrack();
    const codec = (await track?.getCodec()) ?? null;
    const decoderConfig = (await track?.getDecoderConfig()) ?? null;
    const format = codec && formatFor(codec, media);
    if (!track || !codec || !format || !decoderConfig) return null;
    const sink = new media.EncodedPacketSink(track);
    const start = Math.max(0, line.start - before);
    const end = Math.min(line.end + after, line.start + longest);
    const first = (await sink.getPacket(start)) ?? (await sink.getFirstPacket());
    // after its end, a file gives its last packet
    if (!first || first.timestamp >= end || first.timestamp + first.duration < start) return null;

    const target = new media.BufferTarget();
    const output = new media.Output({ format, target });
    const source = new media.EncodedAudioPacketSource(codec);
    output.addAudioTrack(source);
    await output.start();
    let bytes = 0;
    for await (const packet of sink.packets(first)) {
      if (packet.timestamp >= end) break;
      bytes += packet.byteLength;
      if (bytes > largestBytes) return null;
      await source.add(movedBy(packet, first.timestamp), { decoderConfig });
    }
    await output.finalize();
    const isKept = target.buffer !== null && target.buffer.byteLength <= largestBytes;
    return isKept ? new Blob([target.buffer!], { type: await output.getMimeType() }) : null;
  } finally {
    input.dispose();
  }
}

const movedBy = (packet: EncodedPacket, by: number) => packet.clone({ timestamp: Math.max(0, packet.timestamp - by) });

/** The container in which browsers and Anki play this sound. */
function formatFor(codec: AudioCodec, media: typeof import("mediabunny")): OutputFormat | null {
  if (codec === "aac" || codec === "flac") return new media.Mp4OutputFormat();
  if (codec === "opus" || codec === "vorbis") return new media.WebMOutputFormat();
  if (codec === "mp3") return new media.Mp3OutputFormat();
  return codec.startsWith("pcm-") && new media.WavOutputFormat().getSupportedCodecs().includes(codec)
    ? new media.WavOutputFormat()
    : null;
}
