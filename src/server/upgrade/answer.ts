import type { InterfaceLanguage } from "#shared/interface-languages.ts";
import { errorTraits } from "#shared/error-codes.ts";

const words: Record<InterfaceLanguage, { title: string; text: string }> = {
  en: {
    title: "Blossom is upgrading your data",
    text: "This can take a few minutes. A copy of your data is kept. Leave Blossom running: this page reloads automatically.",
  },
  ja: {
    title: "Blossomがデータを更新しています",
    text: "数分かかることがあります。元のデータのコピーを保存します。Blossomを終了せずにお待ちください。このページは自動で再読み込みされます。",
  },
  ko: {
    title: "Blossom이 데이터를 업그레이드하고 있습니다",
    text: "몇 분 걸릴 수 있습니다. 원래 데이터의 사본을 저장합니다. Blossom을 종료하지 말고 기다리세요. 이 페이지는 자동으로 새로 고침됩니다.",
  },
  "zh-Hant": {
    title: "Blossom正在升級你的資料",
    text: "可能需要幾分鐘。原來的資料會儲存一份副本。請不要關閉Blossom，這個頁面會自動重新載入。",
  },
  "zh-Hans": {
    title: "Blossom正在升级你的数据",
    text: "可能需要几分钟。原来的数据会保存一份副本。请不要关闭Blossom，此页面会自动重新加载。",
  },
};

const reloadSeconds = 2;
const headers = {
  "retry-after": String(reloadSeconds),
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "x-blossom": "1",
};

/** Answers every request while the database is upgraded, in the browser's language. The response has none of the learner's data. */
export function answerWhileUpgrading(request: Request, language: InterfaceLanguage): Response {
  const { status } = errorTraits.starting;
  const { pathname } = new URL(request.url);
  if (pathname === "/api" || pathname.startsWith("/api/")) {
    const error = { code: "starting", message: "Blossom is upgrading its data. Try again in a moment." };
    return Response.json({ error }, { status, headers });
  }
  return new Response(toPage(language), {
    status,
    headers: { ...headers, "content-type": "text/html; charset=utf-8", "content-language": language },
  });
}

const toPage = (language: InterfaceLanguage): string => `<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <meta name="color-scheme" content="light dark" />
    <meta http-equiv="refresh" content="${reloadSeconds}" />
    <title>${words[language].title}</title>
    <style>
      body { text-autospace: normal; max-width: 32rem; margin: 20vh auto 0; padding: 0 1.5rem; font: 1rem/1.6 system-ui, sans-serif; }
      h1 { font-size: 1.4rem; line-height: 1.3; }
    </style>
  </head>
  <body>
    <h1>${words[language].title}</h1>
    <p role="status">${words[language].text}</p>
  </body>
</html>
`;
