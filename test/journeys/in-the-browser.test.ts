import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { seriousByAxe } from "../harness/axe.ts";
import { sitDown, type BrowserPerson } from "../harness/browser-person.ts";
import { smallPdf } from "../harness/food-licence.ts";
import { onEachDatabase } from "../harness/test-platform.ts";
import { inTheBrowser, MONDAY } from "../harness/in-the-browser.ts";

const SLOW = 300_000;
const PHONE = { width: 390, height: 844 };

onEachDatabase("the food business licence in a real browser", (database) => {
  const front = inTheBrowser({ database, at: MONDAY });
  const people = new Map<string, BrowserPerson>();

  /** The page of someone signed in, at an address. */
  const at = async (login: string, path: string, size?: typeof PHONE): Promise<Page> => {
    const key = `${login} ${size?.width ?? ""}`;
    const person = people.get(key) ?? (await sitDown(front.browser, front.site.url, login, size));
    people.set(key, person);
    await person.page.goto(`${front.site.url}${path}`);
    await person.page.locator("main h1").first().waitFor();
    return person.page;
  };

  const apply = async (page: Page): Promise<string> => {
    const next = () => page.getByRole("button", { name: "保存并继续" }).click();
    await page.getByText("第1步").waitFor();
    expect(await page.getByLabel("统一社会信用代码").inputValue()).toBe("92210311MA1Q00010P");
    expect(await page.getByText("取自市场主体库").count()).toBeGreaterThan(0);
    await next();
    await page.getByText("第2步").waitFor();
    await next();
    await page.getByText("第3步").waitFor();
    await next();
    await page.getByText("处需要改正").waitFor();
    await page.getByLabel("经营场所地址").fill("鞍山市千山区汤岗子街道温泉路18号1层");
    await page.getByLabel(/经营面积/).fill("86");
    await next();
    await page.getByLabel("餐饮服务经营者").check();
    await page.getByLabel("热食类食品制售").check();
    await page.getByLabel(/从业人员数/).fill("3");
    await page.getByLabel("食品安全管理人员").fill("何志军");
    await next();
    await page.getByLabel("网上领取电子证照").check();
    await page.getByLabel("我已阅读并同意").check();
    await next();
    for (const material of ["平面图", "设备设施清单", "规章制度", "健康证明"]) await attach(page, material);
    await next();
    // Pressed twice before the page can answer: one application comes of it.
    await page.getByRole("button", { name: "提交申请" }).evaluate((button: { click(): void }) => {
      button.click();
      button.click();
    });
    await page.getByRole("heading", { name: "已收件" }).waitFor();
    return new URL(page.url()).pathname.split("/").at(-1) ?? "";
  };

  it(
    "goes from the search box to a sealed certificate and a figure that opens its records",
    async () => {
      const leader = await at("leader", "/screen");
      const figure = leader.getByRole("link", { name: /本年食品经营许可发放数/ }).first();
      const before = await figureValue(leader);
      const mine = await at("shop-owner", "/");
      await mine.getByRole("searchbox").fill("开饭店");
      await mine.keyboard.press("Enter");
      await mine.getByRole("link", { name: "食品经营许可（新办）" }).first().click();
      await mine.getByRole("link", { name: "立即申请" }).first().click();
      await noSeriousFault(mine);
      const caseNo = await apply(mine);
      expect(caseNo).toMatch(/^210311\d{16}$/);
      await noSeriousFault(mine);

      const clerk = await at("clerk", `/desk/cases/${caseNo}`);
      await noSeriousFault(clerk);
      for (const material of [/平面图/, /规章制度/, /健康证明/])
        await clerk.getByRole("group", { name: material }).getByLabel("齐备").check();
      await clerk
        .getByRole("group", { name: /设备设施清单/ })
        .getByLabel("需补正")
        .check();
      await clerk.getByLabel(/存在的问题/).fill("缺少消毒设备");
      await clerk.getByLabel(/补正要求/).fill("请补充消毒设备后重新提交清单");
      await clerk.getByLabel("一次告知补正").check();
      await press(clerk, "收件审查");

      await mine.goto(`${front.site.url}/my/cases/${caseNo}`);
      await mine.getByText("缺少消毒设备").first().waitFor();
      await noSeriousFault(mine);
      await attach(mine, "设备设施清单");
      await press(mine, "补正材料");

      await clerk.goto(`${front.site.url}/desk/cases/${caseNo}`);
      await clerk
        .getByRole("group", { name: /设备设施清单/ })
        .getByLabel("齐备")
        .check();
      for (const material of [/平面图/, /规章制度/, /健康证明/]) {
        const verdict = clerk.getByRole("group", { name: material }).getByLabel("齐备");
        if ((await verdict.count()) > 0) await verdict.check();
      }
      await clerk.getByLabel("受理", { exact: true }).check();
      await press(clerk, "复核补正材料");

      const reviewer = await at("reviewer", `/desk/cases/${caseNo}`);
      await reviewer.getByLabel("审查情况").fill("材料齐全，符合法定形式。");
      await press(reviewer, "审查申请材料");

      // A quarter of an hour later: the check lies between the application and now.
      front.site.moveTo(after(front.site.now(), 15));
      const inspector = await at("inspector", `/desk/cases/${caseNo}`);
      await inspector.getByLabel(/核查开始时间/).fill(minuteOf(after(front.site.now(), -10)));
      await inspector.getByLabel(/核查结束时间/).fill(minuteOf(after(front.site.now(), -2)));
      await inspector.getByRole("button", { name: "再加一项" }).click();
      await inspector.getByLabel(/^项目/).last().fill("生熟分开");
      for (const result of await inspector.getByRole("group", { name: /^结果/ }).all())
        await result.getByLabel("符合", { exact: true }).check();
      await inspector.getByLabel("现场核查合格", { exact: true }).check();
      await inspector.getByLabel("执法证号").fill("C21031100017");
      await inspector.getByLabel(/确认以上内容并签名/).check();
      await press(inspector, "现场核查（核查人员一）");

      const second = await at("inspector-second", `/desk/cases/${caseNo}`);
      await agree(second);
      await second.getByLabel("执法证号").fill("C21031100018");
      await second.getByLabel(/确认以上内容并签名/).check();
      await press(second, "现场核查会签（核查人员二）");

      await reviewer.goto(`${front.site.url}/desk/cases/${caseNo}`);
      await reviewer.getByLabel(/准予/).first().check();
      await reviewer
        .getByLabel(/意见|理由/)
        .last()
        .fill("建议准予许可。");
      await press(reviewer, "提出审查意见");

      const approver = await at("approver", `/desk/cases/${caseNo}`);
      await noSeriousFault(approver);
      await approver.getByLabel("准予许可", { exact: true }).check();
      await approver.getByLabel("意见").first().fill("同意。");
      await press(approver, "作出决定");

      await expect.poll(() => figureValue(leader), { timeout: 15_000 }).toBe(before + 1);
      await noSeriousFault(leader);
      await figure.click();
      await leader
        .getByText(/1条记录|共1条/)
        .first()
        .waitFor();
      await leader.getByRole("link", { name: /JY2/ }).first().click();
      await leader
        .getByText(/首尾相接/)
        .first()
        .waitFor();
      await noSeriousFault(leader);

      await mine.goto(`${front.site.url}/my/cases/${caseNo}`);
      await mine.getByText("食品经营许可证").first().waitFor();
      await noSeriousFault(mine);
      const identifier = await issuedIdentifier(leader);
      const visitor = await (await front.browser.newContext({ viewport: PHONE, locale: "zh-CN" })).newPage();
      await visitor.goto(`${front.site.url}/verify/${identifier}`);
      await visitor.getByText("有效").first().waitFor();
      await noSeriousFault(visitor);
      for (const { errors } of people.values()) expect(errors).toEqual([]);
    },
    SLOW,
  );

  it(
    "is withdrawn from a phone, after saying what that means",
    async () => {
      const mine = await at("shop-owner", "/apply/food-business-licence", PHONE);
      const caseNo = await apply(mine);
      await mine.goto(`${front.site.url}/my/cases/${caseNo}`);
      await mine.getByRole("button", { name: "撤回申请" }).first().click();
      const dialog = mine.getByRole("dialog", { name: "撤回申请" });
      await dialog.getByRole("textbox").fill("暂不开店。");
      await noSeriousFault(mine);
      await press(mine, "撤回申请");
      await mine.getByText("申请人撤回").or(mine.getByText("已撤回")).first().waitFor();
    },
    SLOW,
  );

  it(
    "shows a page of its own for what is not there and what is not allowed",
    async () => {
      const clerk = await at("clerk", "/desk");
      await noSeriousFault(clerk);
      await clerk.goto(`${front.site.url}/desk/cases/2103112026111601999990`);
      await clerk.getByText("CASE_UNKNOWN").waitFor();
      await noSeriousFault(clerk);
      await clerk.goto(`${front.site.url}/admin`);
      await clerk
        .getByText(/没有权限|无权|管理员/)
        .first()
        .waitFor();
    },
    SLOW,
  );

  it(
    "lets the administrator make an account with a one-time link",
    async () => {
      const admin = await at("admin", "/admin");
      await noSeriousFault(admin);
      await admin.getByRole("button", { name: "新建账号" }).first().click();
      await admin.getByLabel("登录名").fill("zhao.min");
      await admin.getByLabel("姓名或单位名称").fill("赵敏（演示）");
      await admin
        .getByLabel(/个人|居民/)
        .first()
        .check();
      await admin.getByRole("button", { name: "建立账号" }).click();
      const link = await admin.getByLabel("一次性链接").inputValue();
      expect(link).toContain("/sign-in/first");
      const fresh = await (await front.browser.newContext({ locale: "zh-CN" })).newPage();
      await fresh.goto(link);
      await fresh.getByRole("heading").first().waitFor();
      await noSeriousFault(fresh);
    },
    SLOW,
  );
});

const after = (moment: string, minutes: number): string =>
  Temporal.Instant.from(moment).add({ minutes }).toString();

/** A moment as a picker takes it. */
const minuteOf = (moment: string): string =>
  Temporal.Instant.from(moment)
    .toZonedDateTimeISO("Asia/Shanghai")
    .toPlainDateTime()
    .toString({ smallestUnit: "minute" });

async function attach(page: Page, material: string): Promise<void> {
  const sent = page.getByText("已上传");
  const before = await sent.count();
  await page
    .getByLabel(new RegExp(`选择文件：.*${material}`))
    .setInputFiles({ name: "scan.pdf", mimeType: "application/pdf", buffer: Buffer.from(smallPdf()) });
  await sent.nth(before).waitFor();
}

/** Presses a task's button, agrees where it asks again, and waits until the page says what is now true. */
async function press(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name, exact: true }).last().click();
  const sure = page.getByRole("dialog", { name: "请再确认一次" }).getByRole("button", { name: "确定" });
  const done = page.locator(".said");
  await sure.or(done).first().waitFor();
  if (await sure.isVisible()) await sure.click();
  await done.first().waitFor();
}

async function agree(page: Page): Promise<void> {
  const yes = page.getByRole("group", { name: /同意|一致/ }).getByLabel("是", { exact: true });
  if ((await yes.count()) > 0) await yes.check();
  else
    await page
      .getByLabel(/同意|一致/)
      .first()
      .check();
}

async function figureValue(page: Page): Promise<number> {
  const text = await page
    .getByRole("link", { name: /本年食品经营许可发放数/ })
    .first()
    .innerText();
  return Number(/(\d+)\s*件/.exec(text)?.[1] ?? Number.NaN);
}

/** The identifier of the certificate whose record page is open. */
async function issuedIdentifier(page: Page): Promise<string> {
  return decodeURIComponent(new URL(page.url()).pathname.split("/").at(-1) ?? "");
}

/** No serious or critical fault by axe's rules (WCAG 2.2 AA and best practice). */
async function noSeriousFault(page: Page): Promise<void> {
  expect(await seriousByAxe(page)).toEqual([]);
}
