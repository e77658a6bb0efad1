import { beforeAll, describe, expect, test } from "bun:test";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import fc from "fast-check";
import { renderToStaticMarkup } from "react-dom/server";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { loadStrings, StringsContext } from "#web/i18n/use-translate.ts";
import { Prose, preloadMarkdown } from "./prose-view.tsx";

const strings = await loadStrings("en");
beforeAll(preloadMarkdown);

const queryClient = new QueryClient();
const render = (text: string, language: LearningLanguage, isGrowing: boolean) =>
  renderToStaticMarkup(
    <QueryClientProvider client={queryClient}>
      <StringsContext value={{ language: "en", strings }}>
        <Prose text={text} language={language} messageId="m" isGrowing={isGrowing} />
      </StringsContext>
    </QueryClientProvider>,
  );

/** The drawn HTML, with no attributes except `href`: a sentence that opens is `[…]`, words that can be looked up are `{…}`. */
function draw(text: string, language: LearningLanguage): string {
  const drawn = document.createElement("div");
  drawn.innerHTML = render(text, language, false);
  for (const living of drawn.querySelectorAll("[data-living]")) {
    const isSentence = living.parentElement?.hasAttribute("data-sentence") === true;
    living.before(isSentence ? "[" : "{");
    living.after(isSentence ? "]" : "}");
  }
  for (const each of drawn.querySelectorAll("*")) {
    for (const name of each.getAttributeNames()) if (name !== "href" && name !== "checked") each.removeAttribute(name);
  }
  for (const plain of drawn.querySelectorAll("span, div")) plain.replaceWith(...plain.childNodes);
  return drawn.innerHTML;
}

/** The text of what is drawn. */
const textOf = (html: string) =>
  html
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("&amp;", "&");

/** The Markdown of models, and the drawn HTML. */
const answers: Record<string, readonly [language: LearningLanguage, markdown: string, drawn: string][]> = {
  ranges: [
    ["ja", "最高気温27~28℃、最低気温14~17℃です。", "<p>[最高気温27~28℃、最低気温14~17℃です。]</p>"],
    ["ja", "9時~17時、土曜は10時~15時です。", "<p>[9時~17時、土曜は10時~15時です。]</p>"],
    ["ja", "東京～大阪は約500km～です。", "<p>[東京～大阪は約500km～です。]</p>"],
    ["ja", "〜たいは希望、〜たがるは他人の希望です。", "<p>[〜たいは希望、〜たがるは他人の希望です。]</p>"],
    ["ko", "가격은 5~10만 원, 시간은 1~2시간입니다.", "<p>[가격은 5~10만 원, 시간은 1~2시간입니다.]</p>"],
    ["zh-Hans", "这是~~删除（旧）~~的写法。", "<p>[这是<del>删除（旧）</del>的写法。]</p>"],
    [
      "ja",
      "~~食べれる~~**食べられる**が正しいです。",
      "<p>[<del>食べれる</del><strong>食べられる</strong>が正しいです。]</p>",
    ],
  ],
  addresses: [
    [
      "ja",
      "詳しくは https://example.org/guide、を見てください。",
      '<p>[詳しくは] <a href="https://example.org/guide">https://example.org/guide</a>、[を見てください。]</p>',
    ],
    [
      "ja",
      "詳しくはhttps://example.org/guideを見てください。",
      '<p>[詳しくは]<a href="https://example.org/guide">https://example.org/guide</a>[を見てください。]</p>',
    ],
    [
      "zh-Hans",
      "参考 https://example.org/a（中文说明）很好。",
      '<p>[参考] <a href="https://example.org/a">https://example.org/a</a>[（中文说明）很好。]</p>',
    ],
    [
      "zh-Hans",
      "见 https://example.org/a，涵盖了语法。",
      '<p>[见] <a href="https://example.org/a">https://example.org/a</a>，[涵盖了语法。]</p>',
    ],
    [
      "zh-Hans",
      "访问https://example.org英文网站。",
      '<p>[访问]<a href="https://example.org">https://example.org</a>[英文网站。]</p>',
    ],
    [
      "ja",
      "https://example.org/guide、**重要**です。",
      '<p><a href="https://example.org/guide">https://example.org/guide</a>、[<strong>重要</strong>です。]</p>',
    ],
    [
      "ja",
      "（https://example.org/a_(b)）を見る。",
      '<p>（<a href="https://example.org/a_(b)">https://example.org/a_(b)</a>）[を見る。]</p>',
    ],
    ["ja", "www.example.org。次です。", '<p><a href="http://www.example.org">www.example.org</a>。[次です。]</p>'],
    [
      "ja",
      "See https://example.org/a, or (https://example.org/b).",
      '<p>See <a href="https://example.org/a">https://example.org/a</a>, or (<a href="https://example.org/b">https://example.org/b</a>).</p>',
    ],
    [
      "ja",
      "**https://example.org/x**です。",
      '<p><strong><a href="https://example.org/x">https://example.org/x</a></strong>[です。]</p>',
    ],
    [
      "ja",
      "[注 https://example.org/、を見て",
      '<p>[[注] <a href="https://example.org/">https://example.org/</a>、[を見て]</p>',
    ],
    [
      "ja",
      "[文法](https://example.org/日本語)を見てください。",
      '<p><a href="https://example.org/%E6%97%A5%E6%9C%AC%E8%AA%9E">文法 (example.org)</a>[を見てください。]</p>',
    ],
    ["ja", "<https://example.org/a>です。", '<p><a href="https://example.org/a">https://example.org/a</a>[です。]</p>'],
    ["ja", "質問はa@example.org、です。", "<p>{質問は}a@example.org、{です。}</p>"],
  ],
  bold: [
    ["ja", "これは**「重要」**です。", "<p>[これは<strong>「重要」</strong>です。]</p>"],
    [
      "ja",
      "**Markdown（マークダウン）**は便利です。",
      "<p>[<strong>Markdown（マークダウン）</strong>は便利です。]</p>",
    ],
    ["ja", "**注意：**これは大事です。", "<p>[<strong>注意：</strong>これは大事です。]</p>"],
    ["ja", "**注意**：これは大事です。", "<p>[<strong>注意</strong>：これは大事です。]</p>"],
    ["ja", "**すごい！**と言いました。", "<p>[<strong>すごい！</strong>と言いました。]</p>"],
    ["ja", "彼は**「行きます。」**と言いました。", "<p>[彼は<strong>「行きます。」</strong>と言いました。]</p>"],
    ["ja", "*は*は助詞です。", "<p>[<em>は</em>は助詞です。]</p>"],
    ["ja", "**食べる**（たべる）は動詞です。", "<p>[<strong>食べる</strong>（たべる）は動詞です。]</p>"],
    ["ja", "***とても大切***です。", "<p>[<em><strong>とても大切</strong></em>です。]</p>"],
    ["ja", "これは__大切__なことです。", "<p>[これは<strong>大切</strong>なことです。]</p>"],
    ["ja", "これは** 大切 **なことです。", "<p>[これは<strong>大切</strong>なことです。]</p>"],
    ["ja", "＊＊大切＊＊なことです。", "<p>[＊＊大切＊＊なことです。]</p>"],
    [
      "ja",
      "**これは本です。それはペンです。**",
      "<p>[<strong>これは本です。</strong>][<strong>それはペンです。</strong>]</p>",
    ],
    ["ja", "**100%**安全です。", "<p>[<strong>100%</strong>安全です。]</p>"],
    ["ko", "이것은 **“중요”**합니다.", "<p>[이것은 <strong>“중요”</strong>합니다.]</p>"],
    ["ko", "**'책'**은 명사입니다.", "<p>[<strong>'책'</strong>은 명사입니다.]</p>"],
    ["zh-Hant", "**「了」**表示完成。", "<p>[<strong>「了」</strong>表示完成。]</p>"],
    [
      "zh-Hans",
      "**注意**：“了”放在**动词**后面。",
      "<p>[<strong>注意</strong>：“了”放在<strong>动词</strong>后面。]</p>",
    ],
    ["ja", "a * b * c と 2*3*4 です。", "<p>a * b * c {と} 2*3*4 {です。}</p>"],
    ["ja", "snake_case_name と __init__ です。", "<p>snake_case_name {と} <strong>init</strong> {です。}</p>"],
    ["ja", "1 \\* 2 は \\_ ではない。", "<p>[1 * 2 は _ ではない。]</p>"],
  ],
  lists: [
    [
      "ja",
      "1. **食べる** means to eat.\n\n2. **飲む** means to drink.",
      "<ol><li><p>{<strong>食べる</strong>} means to eat.</p></li><li><p>{<strong>飲む</strong>} means to drink.</p></li></ol>",
    ],
    [
      "ja",
      "1. one\n   - 本を読みます。\n   - sub\n2. two",
      "<ol><li>one<ul><li>[本を読みます。]</li><li>sub</li></ul></li><li>two</li></ol>",
    ],
    [
      "ja",
      "- 本です。\n\n  二つ目の段落です。\n- ペンです。",
      "<ul><li><p>[本です。]</p><p>[二つ目の段落です。]</p></li><li><p>[ペンです。]</p></li></ul>",
    ],
    ["ja", "3. 三つ目です。\n4. 四つ目です。", "<ol><li>[三つ目です。]</li><li>[四つ目です。]</li></ol>"],
    ["ja", "1、本を読みます。\n2、水を飲みます。", "<p>1、[本を読みます。]\n2、[水を飲みます。]</p>"],
    ["ja", "1）本を読みます。\n2）水を飲みます。", "<p>1）[本を読みます。]\n2）[水を飲みます。]</p>"],
    ["ja", "1.食べる\n2.飲む", "<p>1.[食べる]\n2.[飲む]</p>"],
    ["ja", "①本を読みます。\n②水を飲みます。", "<p>①[本を読みます。]\n②[水を飲みます。]</p>"],
    ["ja", "・本を読みます。\n・水を飲みます。", "<p>・[本を読みます。]\n・[水を飲みます。]</p>"],
    [
      "ja",
      "- [x] 本を読みます。\n- [ ] 水を飲みます。",
      '<ul><li><input checked=""> [本を読みます。]</li><li><input> [水を飲みます。]</li></ul>',
    ],
    ["ko", "2024. 5. 3.에 만나요.", "<p>2024. 5. 3.[에 만나요.]</p>"],
    ["ja", "1999. これは年です。", "<p>1999. [これは年です。]</p>"],
    ["ja", "+ 本です。\n+ ペンです。", "<ul><li>[本です。]</li><li>[ペンです。]</li></ul>"],
    ["ja", "1. 本\n\n説明です。\n\n2. ペン", "<ol><li>[本]</li></ol><p>[説明です。]</p><ol><li>[ペン]</li></ol>"],
  ],
  dialogues: [
    ["ja", "A：こんにちは。\nB：はい、元気です。", "<p>A：[こんにちは。]\nB：[はい、元気です。]</p>"],
    [
      "ja",
      "**A：** こんにちは。\n**B：** はい、元気です。",
      "<p><strong>A：</strong> [こんにちは。]\n<strong>B：</strong> [はい、元気です。]</p>",
    ],
    [
      "ja",
      "- A: 何を食べますか。\n- B: パンを食べます。",
      "<ul><li>A: [何を食べますか。]</li><li>B: [パンを食べます。]</li></ul>",
    ],
    ["zh-Hans", "小王：“你好！”他说。\n小李：你好。", "<p>[小王：“你好！”他说。]\n[小李：你好。]</p>"],
    ["ja", "「行きます。」と彼は言いました。", "<p>[「行きます。」と彼は言いました。]</p>"],
  ],
  mixed: [
    [
      "ja",
      "You can say **日本に行きたいです。** (Nihon ni ikitai desu.)",
      "<p>You can say [<strong>日本に行きたいです。</strong>] (Nihon ni ikitai desu.)</p>",
    ],
    ["ja", "The particle は marks the topic.", "<p>The particle {は} marks the topic.</p>"],
    [
      "ja",
      "日本に行きたいです。(Nihon ni ikitai desu.) I want to go to Japan.",
      "<p>[日本に行きたいです。](Nihon ni ikitai desu.) I want to go to Japan.</p>",
    ],
    ["ja", "`食べる`は動詞です。", "<p>[<code>食べる</code>は動詞です。]</p>"],
    [
      "ja",
      "**友達と映画を見ました。** → I saw a film with a friend.",
      "<p>[<strong>友達と映画を見ました。</strong>] → I saw a film with a friend.</p>",
    ],
    [
      "ko",
      '"같이 가요" means "let\'s go together". 내일 같이 갈까요?',
      '<p>"{같이 가요}" means "let\'s go together". [내일 같이 갈까요?]</p>',
    ],
    ["zh-Hans", "Use 了 after the verb: 我吃了饭。", "<p>Use {了} after the verb: {我吃了饭。}</p>"],
    [
      "ja",
      "今日は*とても*寒いです。`ね`を付けます。",
      "<p>[今日は<em>とても</em>寒いです。][<code>ね</code>を付けます。]</p>",
    ],
  ],
  tags: [
    ["ja", "<ruby>漢字<rt>かんじ</rt></ruby>を読みます。", "<p>[<ruby>漢字<rt>かんじ</rt></ruby>を読みます。]</p>"],
    [
      "ja",
      "<ruby><rb>漢字</rb><rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>を読みます。",
      "<p>[<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>を読みます。]</p>",
    ],
    [
      "ja",
      "<ruby>\n  漢字\n  <rt>かんじ</rt>\n</ruby>を読みます。",
      "<p>[<ruby>漢字<rt>かんじ</rt></ruby>を読みます。]</p>",
    ],
    [
      "ja",
      "<ruby>漢<rt>かん<rb>字<rt>じ</ruby>を読みます。",
      "<p>[<ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby>を読みます。]</p>",
    ],
    ["ja", "<ruby>漢字<rt>かんじ</rt>を読みます。", "<p>[<ruby>漢字<rt>かんじ</rt></ruby>を読みます。]</p>"],
    [
      "ja",
      "<ruby><ruby>漢<rt>かん</rt></ruby><ruby>字<rt>じ</rt></ruby><rt>kanji</rt></ruby>を読みます。",
      "<p>[<ruby>漢<rt>かん</rt>字<rt>じ</rt><rt>kanji</rt></ruby>を読みます。]</p>",
    ],
    [
      "ja",
      "<ruby>漢<rt>かん<ruby>字<rt>じ</rt></ruby>を読みます。",
      "<p>[<ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby>を読みます。]</p>",
    ],
    ["ja", "<ruby>漢字</ruby>を読みます。", "<p>[漢字を読みます。]</p>"],
    ["ja", "<ruby>漢字を読みます。", "<p>&lt;ruby&gt;[漢字を読みます。]</p>"],
    [
      "ja",
      "**<ruby>今日<rt>きょう</rt></ruby>**は寒いです。",
      "<p>[<strong><ruby>今日<rt>きょう</rt></ruby></strong>は寒いです。]</p>",
    ],
    ["ja", "本です。<br>ペンです。<br/>紙です。", "<p>[本です。]<br>[ペンです。]<br>[紙です。]</p>"],
    [
      "ja",
      "<b>太い</b>字と<img src=x onerror=alert(1)>です。",
      "<p>&lt;b&gt;[太い]&lt;/b&gt;[字と]&lt;img src=x onerror=alert(1)&gt;[です。]</p>",
    ],
    ["ja", "<script>alert(1)</script>です。", "<p>&lt;script&gt;alert(1)&lt;/script&gt;[です。]</p>"],
    ["ja", '<br onclick="x()">です。', '<p>&lt;br onclick="x()"&gt;[です。]</p>'],
    [
      "ja",
      "<details>\n<summary>答え</summary>\n\n本です。\n\n</details>",
      "<p>&lt;details&gt;\n&lt;summary&gt;[答え]&lt;/summary&gt;</p><p>[本です。]</p><p>&lt;/details&gt;</p>",
    ],
    ["ja", "1 < 2 && 3 > 2 です。", "<p>[1 &lt; 2 &amp;&amp; 3 &gt; 2 です。]</p>"],
    ["ja", "<!-- 秘密 -->です。", "<p>&lt;!-- 秘密 --&gt;[です。]</p>"],
  ],
  tables: [
    [
      "ja",
      "| 語 | 意味 |\n|---|---|\n| 食べる | to eat |",
      "<table><thead><tr><th>{語}</th><th>{意味}</th></tr></thead><tbody><tr><td>[食べる]</td><td>to eat</td></tr></tbody></table>",
    ],
    [
      "ja",
      "| 語 | 読み |\n|:--|--:|\n| 本<br>ペン | ほん |\n| 水 | みず | 余り |",
      "<table><thead><tr><th>{語}</th><th>{読み}</th><td></td></tr></thead><tbody><tr><td>[本]<br>[ペン]</td><td>[ほん]</td><td></td></tr><tr><td>[水]</td><td>[みず]</td><td>[余り]</td></tr></tbody></table>",
    ],
    [
      "ja",
      "| 例 |\n|---|\n| **何を食べますか。** パンを食べます。 |",
      "<table><thead><tr><th>{例}</th></tr></thead><tbody><tr><td>[<strong>何を食べますか。</strong>] [パンを食べます。]</td></tr></tbody></table>",
    ],
    [
      "ja",
      "表です。\n\n| a | b |\n|---|---|\n| 1 | \\| |",
      "<p>[表です。]</p><table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>|</td></tr></tbody></table>",
    ],
  ],
  "headings and rules": [
    ["ja", "# 文法\n\n## 助詞 ##\n\n### は と が", "<h3>[文法]</h3><h4>[助詞]</h4><h5>[は と が]</h5>"],
    ["ja", "#文法ではない", "<p>[#文法ではない]</p>"],
    ["ja", "これは本です。\n---\nこれはペンです。", "<p>[これは本です。]</p><hr><p>[これはペンです。]</p>"],
    ["ja", "見出し\n===\n本です。", "<h3>[見出し]</h3><p>[本です。]</p>"],
    ["ja", "本です。\n\n***\n\nペンです。", "<p>[本です。]</p><hr><p>[ペンです。]</p>"],
    ["ja", "＃ 見出し", "<p>[＃ 見出し]</p>"],
  ],
  "breaks and quotes": [
    ["ja", "本です。  \nペンです。", "<p>[本です。]  \n[ペンです。]</p>"],
    ["ja", "本です。\\\nペンです。", "<p>[本です。]<br>[ペンです。]</p>"],
    ["ja", "本です。\nペンです。", "<p>[本です。]\n[ペンです。]</p>"],
    [
      "ja",
      "> 春はあけぼの。\n> やうやう白くなりゆく。",
      "<blockquote><p>[春はあけぼの。]\n[やうやう白くなりゆく。]</p></blockquote>",
    ],
    [
      "ja",
      ">本です。\n\n＞これは引用ではない。",
      "<blockquote><p>[本です。]</p></blockquote><p>[＞これは引用ではない。]</p>",
    ],
  ],
  "signs that are text": [
    [
      "ja",
      "A &amp; B は &lt;p&gt; と &#12354; と &nbsp;です。",
      "<p>[A &amp; B は &lt;p&gt; と あ と &nbsp;です。]</p>",
    ],
    ["ja", "価格は$5~$10、$x_1 + x_2$です。", "<p>[価格は$5~$10、$x_1 + x_2$です。]</p>"],
    ["ja", "[食べる](たべる)は動詞です。", "<p>[[食べる](たべる)は動詞です。]</p>"],
    ["ja", "[食べる]: たべる", "<p>[[食べる]: たべる]</p>"],
    ["ja", "![猫](ねこ)です。", "<p>![[猫](ねこ)です。]</p>"],
    [
      "ja",
      '[リンク](https://example.org "題名")です。',
      '<p><a href="https://example.org">リンク (example.org)</a> [(題名)です。]</p>',
    ],
    ["ja", "[press](javascript:alert(1))です。", "<p>press[です。]</p>"],
    ["ja", "~~~ 休憩 ~~~\n本です。", "<pre><code>休憩 ~~~\n本です。\n</code></pre>"],
    ["ja", "これは&#8238;本&#x2067;です。", "<p>[これは本です。]</p>"],
    ["ja", "`これは\u202e本`です。", "<p>[<code>これは本</code>です。]</p>"],
    ["ja", "AT&Tと言います。", "<p>[AT&amp;Tと言います。]</p>"],
    ["ja", "C:\\temp を開きます。", "<p>C:\\temp {を開きます。}</p>"],
    ["ja", "【重要】［注］〔例〕「」です。", "<p>[【重要】［注］〔例〕「」です。]</p>"],
  ],
  "notes and code": [
    [
      "ja",
      "本です[^1]。\n\n[^1]: 注です。",
      "<p>[本です]<sup>1</sup>。</p><section><ol><li><p>[注です。] </p></li></ol></section>",
    ],
    ["ja", "[^1]: 誰も見ない注です。", "<p>[^1]:</p><p>[誰も見ない注です。]</p>"],
    ["ja", "```ja\n**食べる**\n~~x~~\n```", "<pre><code>**食べる**\n~~x~~\n</code></pre>"],
    ["ja", "``code ` inside``です。", "<p><code>code ` inside</code>{です。}</p>"],
    ["ja", "    四つの空白です。", "<p>    [四つの空白です。]</p>"],
    ["ja", "```\n閉じない", "<pre><code>閉じない\n</code></pre>"],
  ],
};

for (const [kind, rows] of Object.entries(answers)) {
  describe(`draws ${kind} of an answer`, () => {
    test.each(rows)("%s: %j", (language, markdown, drawn) => {
      expect(draw(markdown, language)).toBe(drawn);
    });
  });
}

const count = (text: string, sign: string) => text.split(sign).length - 1;

// these would flash before a reader's eyes: marks that the finished answer does not show
test("shows no Markdown mark in a growing answer that the finished answer does not show", () => {
  const flashes = new Set<string>();
  for (const [language, markdown, drawn] of Object.values(answers).flat()) {
    const whole = textOf(drawn);
    const isHeading = drawn.startsWith("<h");
    for (let end = 1; end < markdown.length; end++) {
      const html = render(markdown.slice(0, end), language, true);
      const text = textOf(html);
      for (const sign of ["*", "`", "~", "|", "#", "<", "](", "&", "_", "---"])
        if (count(text, sign) > count(whole, sign)) flashes.add(`${sign} in ${JSON.stringify(markdown.slice(0, end))}`);
      if (/<h[1-6]/.test(html) && !isHeading) flashes.add(`a heading in ${JSON.stringify(markdown.slice(0, end))}`);
    }
  }
  expect([...flashes]).toEqual([]);
});

test("draws every letter of any answer", () => {
  const noise = fc.constantFrom(
    ..."*_~`[]()<>#-|.:!\\&$\"'=+1 \n".split(""),
    "\n\n",
    "**",
    "~~~",
    "```",
    "| ",
    "- ",
    "1. ",
    "](",
  );
  const letter = fc.constantFrom(..."あ漢字。「」か가本～：".split(""));
  const answer = fc.array(fc.oneof(noise, letter, letter), { maxLength: 40 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(answer, (markdown) => {
      const letters = (text: string) => text.replace(/[^\p{Lo}。「」～：]/gu, "");
      expect(letters(textOf(render(markdown, "ja", false)))).toBe(letters(markdown));
    }),
    { numRuns: 400 },
  );
});
