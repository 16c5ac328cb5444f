import type { FastifyInstance } from "fastify";

/** Serves the pages' one style sheet; the tokens are those of every face. */
export function registerStyle(scope: FastifyInstance): void {
  scope.get("/sign-in/style.css", async (_request, reply) =>
    reply.type("text/css; charset=utf-8").header("cache-control", "public, max-age=3600").send(STYLE),
  );
}

const STYLE = `
:root { --ink: #1b2430; --paper: #fafaf7; --line: #e3e5e0; --action: #146c78; --red: #c7281e; --quiet: #5a636e; }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; background: var(--paper); color: var(--ink);
  font: 16px/1.6 "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", system-ui, sans-serif;
  font-variant-numeric: tabular-nums; }
[lang=en] { color: var(--quiet); font-size: 14px; font-weight: 400; }
a { color: var(--action); }
:focus-visible { outline: 3px solid var(--action); outline-offset: 2px; border-radius: 2px; }
.demo { margin: 0; padding: 8px 24px; background: #f3ead6; border-bottom: 1px solid #dfcfa8; font-size: 14px; }
.demo strong { margin-right: 8px; padding: 2px 8px; border: 1px solid currentcolor; border-radius: 6px; }
.demo [lang=en] { color: #4d473a; }
header a { margin: 24px; display: inline-flex; align-items: center; gap: 8px; color: inherit; font-weight: 600; text-decoration: none; }
.mark { display: inline-grid; place-items: center; width: 32px; height: 32px; border-radius: 6px;
  background: var(--action); color: #fff; font-size: 20px; }
main { max-width: 960px; margin: 0 auto; padding: 24px 24px 64px; }
.columns { display: grid; grid-template-columns: minmax(0, 1fr); gap: 40px; justify-items: center; }
.card { width: 100%; max-width: 440px; margin: 0 auto; padding: 32px; background: #fff; border: 1px solid var(--line);
  border-radius: 6px; box-shadow: 0 1px 3px rgb(27 36 48 / 8%); }
h1 { margin: 0 0 16px; font-size: 28px; line-height: 1.3; }
h1 [lang=en] { display: inline-block; }
h2 { margin: 0 0 4px; font-size: 20px; }
label { display: block; margin-top: 20px; font-weight: 600; }
input { display: block; width: 100%; min-height: 44px; margin-top: 4px; padding: 8px 12px; border: 1px solid #79828c;
  border-radius: 6px; background: #fff; color: inherit; font: inherit; }
input[aria-invalid=true] { border-color: var(--red); }
button, .button { display: block; width: 100%; min-height: 48px; margin-top: 28px; padding: 8px 24px; border: 0;
  border-radius: 6px; background: var(--action); color: #fff; font: inherit; font-weight: 600; text-align: center;
  text-decoration: none; cursor: pointer; }
.button { display: inline-grid; place-items: center; width: auto; margin: 8px 16px 0 0; }
button:hover, .button:hover { background: #0f5660; }
.hint { margin: 4px 0; color: var(--quiet); font-size: 14px; }
form + .hint { margin-top: 20px; }
.refusal { margin: 0 0 16px; padding: 12px 16px; border: 1px solid var(--red); border-left-width: 4px; border-radius: 6px;
  background: #fdf3f2; }
.refusal p { margin: 0; }
.refusal .what { color: var(--red); font-weight: 600; }
.refusal .code { color: var(--quiet); font-size: 12px; }
.people { width: 100%; max-width: 440px; }
.people ul { margin: 12px 0 0; padding: 0; list-style: none; }
.people a { display: block; padding: 10px 12px; border-bottom: 1px solid var(--line); color: inherit; text-decoration: none; }
.people a:hover { background: #eef3f2; }
.people strong { margin-right: 8px; }
.people a[aria-current] { background: #e4efef; box-shadow: inset 3px 0 var(--action); }
@media (min-width: 880px) { .columns { grid-template-columns: 440px minmax(0, 1fr); align-items: start; } }
@media (max-width: 480px) { .card { padding: 24px 20px; } main { padding: 8px 16px 48px; } header a { margin: 16px; } }
`;
