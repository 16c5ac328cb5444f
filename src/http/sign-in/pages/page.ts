import type { FastifyReply } from "fastify";
import type { Bilingual, Problem } from "#kernel";
import { SIGN_IN_PAGE_POLICY } from "../security-headers.ts";
import type { SignInSetting } from "../options.ts";

/** HTML that is already safe to stand in a page. */
export type Html = { readonly html: string };

/** Writes HTML; every value put in is escaped unless it is HTML itself. */
export function html(
  texts: TemplateStringsArray,
  ...values: readonly (string | Html | readonly Html[])[]
): Html {
  const parts = texts.map(
    (text, index) => `${text}${index < values.length ? written(values[index] ?? "") : ""}`,
  );
  return { html: parts.join("") };
}

/** A whole page: Chinese first, no script, one style sheet. */
export function wholePage(setting: SignInSetting, heading: string, body: Html): string {
  const { title, demo } = setting;
  const banner =
    demo === undefined
      ? html``
      : html`<p class="demo">
          <strong>演示</strong> 数据均为虚构，请勿填写真实个人信息
          <span lang="en">Demonstration: do not enter real personal data</span>
        </p>`;
  return html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light" />
        <meta name="robots" content="noindex" />
        <title>${demo === undefined ? "" : "演示 · "}${heading} · ${title.zh}</title>
        <link rel="stylesheet" href="/sign-in/style.css" />
      </head>
      <body>
        <header>
          ${banner}
          <a href="/"
            ><span class="mark" aria-hidden="true">一</span> <span>${title.zh}</span>
            <span lang="en">${title.en}</span></a
          >
        </header>
        <main>${body}</main>
      </body>
    </html>`.html;
}

/** Sends a page of ours under its own, stricter policy. */
export function sendPage(reply: FastifyReply, status: number, page: string): FastifyReply {
  return reply
    .code(status)
    .headers({
      "content-security-policy": SIGN_IN_PAGE_POLICY,
      "cache-control": "no-store",
      "referrer-policy": "same-origin",
    })
    .type("text/html; charset=utf-8")
    .send(page);
}

/** A sentence in both languages. */
export function bilingual({ zh, en }: Bilingual): Html {
  return html`${zh} <span lang="en">${en}</span>`;
}

/** What is wrong and what to do next, at the top of a page; read out at once. */
export function refusalBox(refusal: Problem | undefined): Html {
  if (refusal === undefined) return html``;
  const { message, next, code } = refusal;
  return html`<div class="refusal" role="alert" id="refusal">
    <p class="what">${message.zh}</p>
    <p>${next.zh}</p>
    <p lang="en">${message.en}. ${next.en}</p>
    <p class="code">${code}</p>
  </div>`;
}

function written(value: string | Html | readonly Html[]): string {
  if (typeof value === "string") return escaped(value);
  return "html" in value ? value.html : value.map((each) => each.html).join("");
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
