#!/bin/sh
# Makes the clips of this folder again. Needs ffmpeg with libx264, libx265, libvpx and libopus (Debian: apt-get install ffmpeg).
# Each frame shows its number: 16 squares along the upper edge, bit k in square k, white is 1. read-frame-number.ts reads it.
set -eu
cd "$(dirname "$0")"

squares="null"
for k in 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do
  squares="$squares,drawbox=x=$((k * 20)):y=0:w=20:h=20:t=fill:c=black"
  squares="$squares,drawbox=x=$((k * 20)):y=0:w=20:h=20:t=fill:c=white:enable='eq(mod(floor(n/pow(2,$k)),2),1)'"
done
# the lower corners have colours, so that a test can see which part of the picture it got
corners="drawbox=x=0:y=160:w=20:h=20:t=fill:c=red,drawbox=x=300:y=160:w=20:h=20:t=fill:c=blue"
look="$squares,$corners,format=yuv420p"

run() { ffmpeg -hide_banner -nostdin -v error -y -fflags +bitexact "$@"; }
picture() { echo "-f lavfi -i color=c=0x405060:s=320x180:r=$1:d=$2"; }
sound="-f lavfi -i sine=f=440:d=10:r=48000"
h264="-c:v libx264 -preset veryslow -crf 30 -g 60 -keyint_min 60 -sc_threshold 0 -flags +bitexact"
bare="-map_metadata -1"

# like a stream of YouTube: fragments of one group of pictures, and their index in front
fragments="-movflags frag_keyframe+empty_moov+default_base_moof+global_sidx"
run $(picture 30 10) -vf "$look" $h264 -bf 0 $bare $fragments stream.mp4
# a broadcast's rate; the first frame stands at two frames after 0
run $(picture 30000/1001 10) -vf "$look" $h264 $bare $fragments rate-2997.mp4
# the first frame stands at 0.5 s
run $(picture 30 4) -vf "$look,setpts=PTS+0.5/TB" $h264 $bare -avoid_negative_ts disabled -movflags +faststart late-start.mp4
# files of a learner
run $(picture 30 10) $sound -vf "$look" $h264 -c:a aac -b:a 24k -ac 1 $bare -movflags +faststart file.mp4
run $(picture 30 10) $sound -i lines.srt -i lines.ass -map 0 -map 1 -map 2 -map 3 -vf "$look" $h264 -c:a libopus -b:a 16k -c:s copy \
  $bare -metadata:s:s:0 language=jpn -metadata:s:s:0 title=Japanese -metadata:s:s:1 language=jpn file.mkv
run $(picture 30 10) $sound -vf "$look" -c:v libvpx-vp9 -crf 45 -b:v 0 -g 60 -flags +bitexact -c:a libopus -b:a 16k $bare file.webm
# what a browser cannot show
run $(picture 30 1) -vf "$look" -c:v libx265 -x265-params log-level=error -crf 35 -tag:v hvc1 $bare hevc.mp4
run -f lavfi -i sine=f=440:d=2:r=48000 -c:a aac -b:a 24k $bare sound-only.m4a
run $(picture 30 1) -vf "$look" -c:v mpeg4 -q:v 10 $bare old.avi
