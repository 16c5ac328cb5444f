import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { sitDown } from "../harness/browser-person.ts";
import { lookAt } from "../harness/looked-at.ts";
import { decideByPeople, mustRegister, SOLE_TRADER } from "../harness/sole-trader.ts";
import { inTheBrowser } from "../harness/in-the-browser.ts";

const SLOW = 180_000;

describe("秒批 in a real browser", () => {
  const front = inTheBrowser();

  it(
    "from the guide to the sealed licence, with what was checked told in words",
    async () => {
      const { page, errors } = await sitDown(front.browser, front.site.url, "shop-owner");
      await page.goto(`${front.site.url}/matters/${SOLE_TRADER}`);
      await page
        .getByRole("link", { name: /在线申请|开始申请|网上申请|立即申请/ })
        .first()
        .click();
      const next = page.getByRole("button", { name: "保存并继续" });
      await page.getByLabel(/手机号码/).waitFor();
      // What registers know stands there already.
      expect(await page.getByLabel(/经营者姓名/).inputValue()).toBe("何志军");
      await next.click();
      await page.getByLabel(/名称（可以不使用）/).fill("千山区志军文具店");
      await page.getByLabel("文具用品零售").check();
      await next.click();
      await page.getByLabel(/所在社区（村）/).selectOption({ label: "汤岗子街道 泉兴社区居民委员会" });
      await page.getByLabel(/经营场所地址/).fill("汤岗子街道演示路31号");
      await page.getByLabel("租赁").check();
      await next.click();
      await page.getByLabel("我已阅读并同意").check();
      await next.click();
      // Nothing is asked that a register knows.
      await page.getByText("第5步").waitFor();
      await next.click();
      await page.getByRole("button", { name: "提交申请" }).click();
      await page.getByText("已经当场办结").waitFor();
      await lookAt(page, "instant-receipt-1440", true);
      await page.getByRole("link", { name: "查看办件", exact: true }).click();
      await page.getByRole("heading", { name: "决定依据" }).waitFor();
      await page.getByText("7项条件全部满足").waitFor();
      await page.getByText("营业执照（个体工商户）").first().waitFor();
      await lookAt(page, "instant-granted-1440", true);
      await page.setViewportSize({ width: 390, height: 844 });
      await lookAt(page, "instant-granted-390", true);
      expect(errors).toEqual([]);
    },
    SLOW,
  );

  it(
    "a condition that fails: the clerk sees which and why, people decide, and the rules are run again",
    async () => {
      const owner = await front.as("shop-owner");
      const taken = { tradeName: "千山区丰瑞餐馆", scope: ["日用百货销售"] };
      const { caseNo } = await mustRegister(owner, taken);
      const clerk = await front.open("clerk", `/desk/cases/${caseNo}`, 1440);
      await clerk.getByText("有1项条件没有满足或者没有核验到").waitFor();
      await clerk.getByText("不满足", { exact: true }).waitFor();
      await clerk.getByRole("button", { name: "重新运行规则" }).click();
      await clerk.getByText("结论相同").waitFor();
      await clerk.getByText("核验到的事实").click();
      await lookAt(clerk, "instant-person-1440", true);
      const phone = await front.open("clerk", `/desk/cases/${caseNo}`, 390);
      await phone.getByText("有1项条件没有满足或者没有核验到").waitFor();
      await lookAt(phone, "instant-person-390", true);
      await decideByPeople(front.site, caseNo);
      const mine = await front.open("shop-owner", `/my/cases/${caseNo}`, 390);
      await mine.getByText("由工作人员接着办理").waitFor();
      await lookAt(mine, "instant-mine-390", true);
    },
    SLOW,
  );

  it(
    "whoever configures tries stricter rules on what was decided, and nothing changes",
    async () => {
      const folder = await mkdtemp(join(tmpdir(), "yiwang-rules-"));
      const xml = front.site.pack.matters.get(SOLE_TRADER)?.decisions.sources[0]?.xml ?? "";
      const file = join(folder, "decide.dmn");
      await writeFile(
        file,
        xml.replace("facts.premises.count &lt; 5", "facts.premises.count &lt; 5 and form.staffCount &lt; 2"),
      );
      const owner = await front.as("shop-owner");
      await mustRegister(owner, { tradeName: "千山区试算洗车店", scope: ["洗车服务"], staffCount: 3 });
      const page = await front.open("configurer", "/admin/rules", 1440);
      await page.getByLabel("事项").selectOption({ label: "个体工商户设立登记" });
      await page.getByLabel("从", { exact: true }).fill("2026-11-01");
      await page.getByLabel("到", { exact: true }).fill("2026-11-30");
      await page.getByRole("button", { name: "试算" }).click();
      await page.getByText("没有办件的结论会改变").waitFor();
      await page.getByLabel("规则文件（decide.dmn）").setInputFiles(file);
      await page.getByRole("button", { name: "试算" }).click();
      await page.getByText("满足 → 不满足").first().waitFor();
      await lookAt(page, "rules-trial-1440", true);
      await page.setViewportSize({ width: 390, height: 844 });
      await lookAt(page, "rules-trial-390", true);
      await rm(folder, { recursive: true, force: true });
    },
    SLOW,
  );
});
