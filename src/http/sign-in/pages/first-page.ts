import type { Problem } from "#kernel";
import type { LinkPurpose } from "../one-time-link.ts";
import type { SignInSetting } from "../options.ts";
import { bilingual, html, refusalBox, wholePage, type Html } from "./page.ts";

export type FirstForm = { readonly link: string; readonly login: string; readonly name: string };

/** The page behind a one-time link. */
export function firstPage(
  setting: SignInSetting,
  purpose: LinkPurpose,
  form: FirstForm,
  refusal?: Problem,
): string {
  const founding = purpose.kind === "firstAdministrator";
  const heading = founding
    ? { zh: "设立第一位管理员", en: "The first administrator" }
    : { zh: "设置密码", en: "Set your password" };
  const body = html`<section class="card">
    <h1>${bilingual(heading)}</h1>
    ${refusalBox(refusal)}
    ${founding ? html`<p class="hint">管理员管理账号和岗位，不办理业务，也看不到审计记录。此链接只能用一次。</p>` : html`<p class="hint">此链接只能用一次。设置后，原有的登录会全部退出。</p>`}
    ${founding && setting.outside !== undefined ? outsideStep(setting, form) : passwordForm(founding, form)}
  </section>`;
  return wholePage(setting, heading.zh, body);
}

function passwordForm(founding: boolean, { link, login, name }: FirstForm): Html {
  const who = html`<label for="name">姓名 <span lang="en">Your name</span></label>
    <input id="name" name="name" value="${name}" autocomplete="name" required maxlength="60" />
    <label for="login">用户名 <span lang="en">User name</span></label>
    <p class="hint" id="login-hint">2–40个小写字母、数字或 . _ -</p>
    <input
      id="login"
      name="login"
      value="${login}"
      autocomplete="username"
      autocapitalize="none"
      spellcheck="false"
      required
      maxlength="40"
      aria-describedby="login-hint"
    />`;
  return html`<form method="post" action="/sign-in/first">
    <input type="hidden" name="link" value="${link}" />
    ${founding ? who : html``}
    <label for="password">密码 <span lang="en">Password</span></label>
    <p class="hint" id="password-hint">至少10个字符，含大写字母、小写字母、数字、符号中的三类，不含用户名</p>
    <input
      id="password"
      name="password"
      type="password"
      autocomplete="new-password"
      required
      minlength="10"
      maxlength="200"
      aria-describedby="password-hint"
    />
    <label for="again">再输一次密码 <span lang="en">Password again</span></label>
    <input
      id="again"
      name="again"
      type="password"
      autocomplete="new-password"
      required
      minlength="10"
      maxlength="200"
    />
    <button type="submit">${founding ? "设立管理员" : "设置密码"}</button>
  </form>`;
}

function outsideStep({ outside }: SignInSetting, { link }: FirstForm): Html {
  const href = `/sign-in?${new URLSearchParams({ link }).toString()}`;
  return html`<p>请登录${outside?.name.zh ?? ""}；登录的人就是第一位管理员。</p>
    <p><a class="button" href="${href}">去登录</a></p>`;
}
