import type { Problem } from "#kernel";
import type { SignInSetting } from "../options.ts";
import { html, refusalBox, wholePage } from "./page.ts";

/** A page that says what went wrong on the way in, and leads back to the start. */
export function messagePage(setting: SignInSetting, refusal: Problem): string {
  const body = html`<section class="card">
    <h1>没能登录 <span lang="en">Not signed in</span></h1>
    ${refusalBox(refusal)}
    <p><a class="button" href="/sign-in">重新登录</a> <a href="/">回到首页</a></p>
  </section>`;
  return wholePage(setting, "没能登录", body);
}
