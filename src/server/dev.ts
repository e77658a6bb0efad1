import { readConfig } from "./config.ts";
import { startBlossom } from "./start.ts";
import page from "#web/index.html";

/**
 * `npm run dev`: builds the page at each reload of the browser, serves it on its own port, and forwards /api requests to the app with
 * the app's own Host and Origin. `bun --watch` restarts the process after a change of the server. For development only, because Bun serves an imported page without passing our gate.
 */
const config = readConfig(Bun.env);
const app = startBlossom({ ...config, port: 0 });
const server = Bun.serve({
  hostname: config.host,
  port: config.port,
  idleTimeout: 0,
  // no hot reload: with it Bun 1.4.5 loses the imports of CSS Modules ("import_…_module is not defined")
  development: { hmr: false, console: true },
  routes: {
    "/api/*": (request) => {
      const target = new URL(request.url);
      const headers = new Headers(request.headers);
      headers.set("host", new URL(app.url).host);
      if (headers.has("origin")) headers.set("origin", app.url);
      // oxlint-disable-next-line no-restricted-globals -- a request to our own server, in development
      return fetch(`${app.url}${target.pathname}${target.search}`, {
        method: request.method,
        headers,
        body: request.body,
        signal: request.signal,
      });
    },
    "/*": page,
  },
});
console.log(`Blossom is at ${server.url.href} (development)`);
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => void app.stop().then(() => process.exit(0)));
}
