/** How a clip is made. `gop`: seconds of each group of pictures. */
type Clip = { height: 720 | 1080; seconds: number; gop: number; rate: string; isFragmented: boolean };

/**
 * Makes a clip with ffmpeg: moving pictures of 30 fps that show their numbers as those of test/video/make-clips.sh do, which `readFrameNumber` reads.
 * Returns false if this computer has no ffmpeg.
 */
export function makeClip(path: string, { height, seconds, gop, rate, isFragmented }: Clip): boolean {
  const ffmpeg = Bun.which("ffmpeg");
  if (ffmpeg === null) return false;
  const width = (height * 16) / 9;
  const side = Math.round(height / 9);
  const square = (k: number, colour: string) =>
    `drawbox=x=${(k * width) / 16}:y=0:w=${width / 16}:h=${side}:t=fill:c=${colour}`;
  const squares = Array.from({ length: 16 }, (_, k) => [
    square(k, "black"),
    `${square(k, "white")}:enable='eq(mod(floor(n/pow(2,${k})),2),1)'`,
  ]).flat();
  const frames = String(gop * 30);
  const look = [...squares, "format=yuv420p"].join(",");
  const source = `testsrc2=s=${width}x${height}:r=30:d=${seconds}`;
  const form = isFragmented ? "frag_keyframe+empty_moov+default_base_moof+global_sidx" : "+faststart";
  const encoder = `-c:v libx264 -preset veryfast -b:v ${rate} -maxrate ${rate} -bufsize ${rate} -bf 0`;
  const groups = `-g ${frames} -keyint_min ${frames} -sc_threshold 0 -movflags ${form}`;
  const input = `-hide_banner -nostdin -v error -y -f lavfi -i ${source} -vf`;
  const made = Bun.spawnSync([ffmpeg, ...input.split(" "), look, ...`${encoder} ${groups}`.split(" "), path]);
  if (made.exitCode !== 0) throw new Error(`ffmpeg: ${made.stderr.toString()}`);
  return true;
}
