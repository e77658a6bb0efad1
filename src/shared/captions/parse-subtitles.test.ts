import { expect, test } from "bun:test";
import fc from "fast-check";
import { cueLimits } from "#shared/video/cue-limits.ts";
import { storedTrackSchema } from "#shared/video/cues.ts";
import { parseSubtitles } from "./parse-subtitles.ts";

type Case = [
  what: string,
  name: string,
  text: string,
  cues: [start: number, end: number, text: string][],
  skipped?: number,
];

const srt = (...cues: [times: string, text: string][]) =>
  cues.map(([times, text], index) => `${index + 1}\n${times}\n${text}\n`).join("\n");
const first = "00:00:01,000 --> 00:00:02,500";
const second = "00:00:03,000 --> 00:00:04,000";
const assHead = "[Script Info]\nTitle: x\n\n[V4+ Styles]\nFormat: Name, Fontname\nStyle: Default,Arial\n\n[Events]\n";
const ass = (...lines: string[]) =>
  `${assHead}Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n${lines.join("\n")}\n`;
const dialogue = (text: string, times = "0:00:01.00,0:00:02.50", effect = "", style = "Default") =>
  `Dialogue: 0,${times},${style},,0,0,0,${effect},${text}`;

const cases: Case[] = [
  [
    "CRLF and a BOM",
    "a.srt",
    `\ufeff${srt([first, "一"], [second, "二"])}`.replaceAll("\n", "\r\n"),
    [
      [1, 2.5, "一"],
      [3, 4, "二"],
    ],
  ],
  ["old line ends", "a.srt", srt([first, "一\n二"]).replaceAll("\n", "\r"), [[1, 2.5, "一\n二"]]],
  [
    "missing numbers and missing empty lines",
    "a.srt",
    `${first}\n一\n2\n${second}\n二`,
    [
      [1, 2.5, "一"],
      [3, 4, "二"],
    ],
  ],
  [
    "a dot for a comma, and times without hours or fractions",
    "a.srt",
    srt(["00:00:06.000 --> 00:00:07.5", "一"], ["01:02 --> 1:00:03,25", "二"]),
    [
      [6, 7.5, "一"],
      [62, 3603.25, "二"],
    ],
  ],
  ["coordinates behind the times", "a.srt", srt([`${first}  X1:117 X2:619 Y1:042 Y2:428`, "一"]), [[1, 2.5, "一"]]],
  [
    "an empty line inside a text, and a number that is text",
    "a.srt",
    srt([first, "一\n\n二"], [second, "42\n"]),
    [
      [1, 2.5, "一\n二"],
      [3, 4, "42"],
    ],
  ],
  [
    "tags, positions and entities",
    "a.srt",
    srt([first, '{\\an8}<i>猫</i> &amp; <font color="#fff">犬</font>&nbsp;{\\i1}!']),
    [[1, 2.5, "猫 & 犬 !"]],
  ],
  [
    "brackets that are text",
    "a.srt",
    srt([first, "1 < 2 > 0 <3 ＜＞ <太郎> {笑}"]),
    [[1, 2.5, "1 < 2 > 0 <3 ＜＞ <太郎> {笑}"]],
  ],
  [
    "a script as text, and an escaped tag once",
    "a.srt",
    srt([first, "<script>alert(1)</script> &lt;b&gt; &amp;lt;"]),
    [[1, 2.5, "alert(1) <b> &lt;"]],
  ],
  [
    "marks of direction and control characters",
    "a.srt",
    srt([first, "\u202b\u200e-はい\u202c\u0007\u0000"]),
    [[1, 2.5, "-はい"]],
  ],
  [
    "lines that are not sorted, and overlaps",
    "a.srt",
    srt([second, "二"], ["00:00:01,000 --> 00:00:03,500", "一"]),
    [
      [1, 3.5, "一"],
      [3, 4, "二"],
    ],
  ],
  [
    "a line that begins before the video",
    "a.srt",
    srt(["-00:00:01,000 --> 00:00:02,000", "一"], ["-00:00:03,000 --> -00:00:02,000", "二"]),
    [[0, 2, "一"]],
    1,
  ],
  [
    "broken times, whose text does not join the line before",
    "a.srt",
    srt(
      [first, "一"],
      ["00:00:xx --> 00:00:04,000", "二"],
      ["00:00:05,000 --> 00:00:05,000", "三"],
      ["00:00:09,000 --> 00:00:08,000", "四"],
      ["99:00:00,000 --> 99:00:01,000", "五"],
    ),
    [[1, 2.5, "一"]],
    4,
  ],
  [
    "a line without text, which is not broken",
    "a.srt",
    srt([first, "一"], [second, " "], ["00:00:05,000 --> 00:00:06,000", "<i></i>"]),
    [[1, 2.5, "一"]],
  ],
  [
    "a line that is too long",
    "a.srt",
    srt([first, "あ".repeat(cueLimits.characters + 1)], [second, "二"]),
    [[3, 4, "二"]],
    1,
  ],
  [
    "a header, notes, styles and regions",
    "a.vtt",
    "WEBVTT - a title\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000\n\nNOTE 00:00:01.000 --> 00:00:02.000\nnot shown\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:fred\n\nname of the cue\n00:01.000 --> 00:02.500 align:start position:10%\n一\n\n00:00:03.000 --> 00:00:04.000\n二\n",
    [
      [1, 2.5, "一"],
      [3, 4, "二"],
    ],
  ],
  [
    "voices, classes and times between words",
    "a.vtt",
    "WEBVTT\n\n00:01.000 --> 00:02.500\n<v.loud 花子>はい、<c.yellow.bg_blue><00:00:01.500>そう</c>です</v>\n- <lang ja>ね</lang>",
    [[1, 2.5, "はい、そうです\n- ね"]],
  ],
  [
    "ruby with kana, as a reading in brackets",
    "a.vtt",
    "WEBVTT\n\n00:01.000 --> 00:02.500\n<ruby>漢<rt>かん</rt>字<rp>(</rp><rt>じ</rt><rp>)</rp></ruby>を<ruby>読<rt>よ</ruby>む",
    [[1, 2.5, "漢(かん)字(じ)を読(よ)む"]],
  ],
  [
    "ruby that is no reading in kana",
    "a.vtt",
    "WEBVTT\n\n00:01.000 --> 00:02.500\n<ruby>你好<rt>nǐ hǎo</rt></ruby><ruby>かな<rt>カナ</rt></ruby>",
    [[1, 2.5, "你好かな"]],
  ],
  ["VTT with the wrong name", "a.srt", "WEBVTT\n\n00:01.000 --> 00:02.500\n一", [[1, 2.5, "一"]]],
  [
    "VTT without empty lines, and a broken line",
    "a.vtt",
    "WEBVTT\n00:01.000 --> 00:02.500\n一\n00:03.000 --> x\n二\n00:05.000 --> 00:06.000\n三",
    [
      [1, 2.5, "一"],
      [5, 6, "三"],
    ],
    1,
  ],
  [
    "comments, commas, line breaks and overrides",
    "a.ass",
    ass(
      "Comment: 0,0:00:00.00,0:00:09.00,Default,,0,0,0,,not shown",
      dialogue("{\\an8\\pos(1,2)}一、a, b\\N{\\i1}二\\h三\\n四 {未", "0:00:01.00,0:00:02.50"),
    ),
    [[1, 2.5, "一、a, b\n二 三 四 {未"]],
  ],
  [
    "drawings",
    "a.ass",
    ass(
      dialogue("{\\p1}m 0 0 l 100 0{\\p0}"),
      dialogue("{\\p1}m 0 0{\\p0}字{\\pos(1,1)\\p2}m 1 1", "0:00:03.00,0:00:04.00"),
    ),
    [[3, 4, "字"]],
  ],
  [
    "syllables of songs, readings as lines, and a text drawn frame by frame",
    "a.ass",
    ass(
      dialogue("あ", undefined, "fx"),
      dialogue("かんじ", undefined, "", "Rubi"),
      dialogue("看板", "0:00:01.00,0:00:01.04"),
      dialogue("看板", "0:00:01.04,0:00:01.08"),
      dialogue("看板", "0:00:01.00,0:00:01.08"),
    ),
    [[1, 1.08, "看板"]],
  ],
  [
    "SSA with fields in another order, and broken lines",
    "a.ssa",
    "[Events]\nFormat: Marked, Start, End, Text\nDialogue: Marked=0,0:00:01.00,0:00:02.50,一, 二\nDialogue: Marked=0,0:00:01.00\nDialogue: Marked=0,x,0:00:02.50,三\n[Fonts]\nDialogue: 0,0:00:01.00,0:00:02.50,四",
    [[1, 2.5, "一, 二"]],
    2,
  ],
  [
    "json3 as people write it",
    "a.json3",
    JSON.stringify({
      wireMagic: "pb3",
      pens: [{}],
      events: [
        { tStartMs: 0, dDurationMs: 9000, id: 1 },
        { tStartMs: 1000, dDurationMs: 1500, segs: [{ utf8: "一\n二" }] },
        { tStartMs: 2000, dDurationMs: 1500, segs: [{ utf8: "三" }] },
        { tStartMs: "x", segs: [{ utf8: "四" }] },
        { tStartMs: 1, dDurationMs: 9, segs: [{ utf8: 5 }, null] },
      ],
    }),
    [
      [1, 2.5, "一\n二"],
      [2, 3.5, "三"],
    ],
    1,
  ],
  [
    "automatic json3, whose lines overlap",
    "a.json3",
    JSON.stringify({
      events: [
        { tStartMs: 0, dDurationMs: 9000, wWinId: 1 },
        {
          tStartMs: 1000,
          dDurationMs: 4000,
          wWinId: 1,
          segs: [
            { utf8: "今日は", acAsrConf: 0 },
            { utf8: "いい", tOffsetMs: 400, acAsrConf: 0 },
          ],
        },
        { tStartMs: 2990, dDurationMs: 2010, wWinId: 1, aAppend: 1, segs: [{ utf8: "\n" }] },
        { tStartMs: 3000, dDurationMs: 200, wWinId: 1, segs: [{ utf8: "天気" }] },
        { tStartMs: 3200, dDurationMs: 3000, wWinId: 1, segs: [{ utf8: "です" }] },
      ],
    }),
    [
      [1, 3, "今日はいい"],
      [3, 6.2, "天気です"],
    ],
  ],
  [
    "srv3 with words, and automatic ones that overlap",
    "a.srv3",
    '<?xml version="1.0" encoding="utf-8" ?><timedtext format="3"><head><ws id="0"/></head><body><w t="0" id="1"/><p t="1000" d="4000" w="1"><s ac="0">a</s><s t="200"> &amp; b</s></p><p t="2990" d="10" w="1" a="1">\n</p><p t="3000" d="1000" w="1">二<br/>三</p></body></timedtext>',
    [
      [1, 3, "a & b"],
      [3, 4, "二\n三"],
    ],
  ],
  [
    "srv1, which is escaped twice",
    "a.xml",
    '<?xml version="1.0"?><transcript><text start="1" dur="1.5">it&amp;#39;s &lt;i&gt;</text><text start="x" dur="1">y</text><text start="5"/></transcript>',
    [[1, 2.5, "it's <i>"]],
    1,
  ],
  [
    "rolling automatic VTT",
    "a.vtt",
    "WEBVTT\nKind: captions\nLanguage: ko\n\n00:00:01.000 --> 00:00:02.990 align:start position:0%\n \n오늘<00:00:01.500><c> 날씨가</c>\n\n00:00:02.990 --> 00:00:03.000 align:start position:0%\n오늘 날씨가\n \n\n00:00:03.000 --> 00:00:05.000 align:start position:0%\n오늘 날씨가\n좋네요<00:00:03.500><c> 정말</c>\n\n00:00:05.000 --> 00:00:05.010 align:start position:0%\n좋네요 정말\n \n",
    [
      [1, 3, "오늘 날씨가"],
      [3, 5.01, "좋네요 정말"],
    ],
  ],
  [
    "the same line said twice, which does not roll",
    "a.srt",
    srt(["00:00:01,000 --> 00:00:02,000", "はい"], ["00:00:02,000 --> 00:00:03,000", "はい"]),
    [
      [1, 2, "はい"],
      [2, 3, "はい"],
    ],
  ],
  ["an empty file", "a.srt", "", []],
  ["a text that is no subtitle", "a.txt", "Dear diary,\n1\n2\n", []],
  ["a broken JSON and another JSON", "a.json3", '{"events":[{', []],
];

test.each(cases)("reads %s (47)", (_what, name, text, cues, skipped = 0) => {
  expect(parseSubtitles(text, name)).toEqual({
    cues: cues.map(([start, end, line]) => ({ start, end, text: line })),
    skipped,
  });
});

test("keeps 20,000 lines and counts the others", () => {
  const lines = Array.from({ length: cueLimits.cues + 1 }, (_, index) => {
    const time = (seconds: number) => new Date(seconds * 1000).toISOString().slice(11, 23).replace(".", ",");
    return `${index + 1}\n${time(index)} --> ${time(index + 1)}\n第${index}行\n`;
  });
  const { cues, skipped } = parseSubtitles(lines.join("\n"), "a.srt");
  expect([cues.length, cues.at(-1)?.text, skipped]).toEqual([cueLimits.cues, `第${cueLimits.cues - 1}行`, 1]);
});

const hostile = [
  ..."WEBVTT|\n\n|\r\n|-->|-1:0:0.1 --> 9:9:9|{\\p1}|}|<ruby>漢|<rt>かん|</rt>|<timedtext>|</p>|&#x10ffff;|&#0;|]}|\ud800".split(
    "|",
  ),
  ...[3, 1, 2, 2].map((time) => `\n\n00:00:0${time},000 --> 00:00:0${time + 1},000\n`),
  ..."[Events]|\nDialogue: 0,0:00:01.00,0:00:02.00,a,,0,0,0,,|\nDialogue: 0,0:00:00.00,0:00:01.10,".split("|"),
  ..."<timedtext>|<p t='1' d='1000'>|<p a='1' t='-900' d='1000'>|<text start='1e300' dur='1'>".split("|"),
  '{"events":[{"segs":[{"utf8":"a"}],"tStartMs":1,"dDurationMs":',
  ...'1e309}|100}|,{"aAppend":1,"segs":[{"utf8":"b"}],"tStartMs":-5,"dDurationMs":50}'.split("|"),
];

test("never throws, and all lines fit the schema and are sorted, whatever the file holds", () => {
  const piece = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom(...hostile));
  const names = fc.constantFrom("a.srt", "a.vtt", "a.ass", "a.json3", "a.srv3", "");
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), names, (pieces, name) => {
      const { cues, skipped } = parseSubtitles(pieces.join(""), name);
      storedTrackSchema.parse({ id: "a", kind: "file", language: null, label: "", cues, skipped });
      for (const [index, { start, end }] of cues.entries()) {
        expect(end).toBeGreaterThan(start);
        expect(start).toBeGreaterThanOrEqual(cues[index - 1]?.start ?? 0);
      }
    }),
    { numRuns: 500 },
  );
});
