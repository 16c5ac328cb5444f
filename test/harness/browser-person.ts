import type { Browser, BrowserContext, Page } from "playwright-core";

/** Someone in front of a real screen, signed in through the real sign-in page. */
export type BrowserPerson = {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly errors: string[];
};

export async function sitDown(
  browser: Browser,
  url: string,
  login: string,
  size = { width: 1440, height: 900 },
): Promise<BrowserPerson> {
  const context = await browser.newContext({ viewport: size, locale: "zh-CN", timezoneId: "Asia/Shanghai" });
  const page = await context.newPage();
  page.setDefaultTimeout(40_000);
  const errors: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.goto(`${url}/sign-in?return=/`);
  await page.getByLabel(/用户名/).fill(login);
  await page.getByLabel(/密码/).first().fill(`demo-${login}`);
  await page.getByRole("button", { name: /登录/ }).click();
  await page.waitForURL(`${url}/**`);
  return { page, context, errors };
}
