import type { Problem } from "#kernel";
import { INTERACTION_PATH } from "../issuer/provider.ts";
import type { DemoAccount, SignInSetting } from "../options.ts";
import { html, refusalBox, wholePage, type Html } from "./page.ts";

type Shown = {
  /** The interaction the form answers. */
  readonly action: string;
  /** The name typed before. */
  readonly login?: string;
  readonly chosen?: DemoAccount | undefined;
  readonly refusal?: Problem;
};

/** The issuer's page: name and password; in a demonstration also its people, one click each. */
export function signInPage(setting: SignInSetting, { action, login, chosen, refusal }: Shown): string {
  const url = `${INTERACTION_PATH}/${encodeURIComponent(action)}`;
  const invalid = refusal === undefined ? html`` : html` aria-invalid="true" aria-describedby="refusal"`;
  const filled = chosen !== undefined;
  const named = login !== undefined && login !== "";
  const form = html`<section class="card">
    <h1>登录 <span lang="en">Sign in</span></h1>
    ${refusalBox(refusal)}
    ${filled ? html`<p class="hint" role="status">已填入“${chosen.name}”的账号，请按“登录”。</p>` : html``}
    <form method="post" action="${url}">
      <label for="login">用户名 <span lang="en">User name</span></label>
      <input
        id="login"
        name="login"
        value="${chosen?.login ?? login ?? ""}"
        autocomplete="username"
        autocapitalize="none"
        spellcheck="false"
        required
        maxlength="80"
        ${invalid}${filled || named ? html`` : html` autofocus`}
      />
      <label for="password">密码 <span lang="en">Password</span></label>
      <input
        id="password"
        name="password"
        type="password"
        value="${chosen?.password ?? ""}"
        autocomplete="current-password"
        required
        maxlength="400"
        ${invalid}${named ? html` autofocus` : html``}
      />
      <button type="submit" ${filled ? html` autofocus` : html``}>登录</button>
    </form>
    ${setting.demo === undefined ? html`<p class="hint">忘记密码时，请联系本单位管理员重新发放设置链接。</p>` : html``}
  </section>`;
  const people = setting.demo === undefined ? html`` : demoPeople(setting.demo.accounts, url, chosen);
  return wholePage(setting, "登录", html`<div class="columns">${form}${people}</div>`);
}

function demoPeople(accounts: readonly DemoAccount[], url: string, chosen: DemoAccount | undefined): Html {
  const items = accounts.map((account) => {
    const href = `${url}?choose=${encodeURIComponent(account.login)}`;
    const current = account.login === chosen?.login ? html` aria-current="true"` : html``;
    return html`<li>
      <a href="${href}" ${current}
        ><strong>${account.name}</strong> <span>${account.role.zh}</span>
        <span lang="en">${account.role.en}</span></a
      >
    </li>`;
  });
  return html`<section class="people" aria-labelledby="people">
    <h2 id="people">演示账号 <span lang="en">Demo accounts</span></h2>
    <p class="hint">选择一人，账号密码会自动填好。</p>
    <ul>
      ${items}
    </ul>
  </section>`;
}
