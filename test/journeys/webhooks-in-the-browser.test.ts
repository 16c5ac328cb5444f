import { afterAll, describe, it } from "vitest";
import { applyForFoodLicence } from "../harness/food-licence.ts";
import { lookAt } from "../harness/looked-at.ts";
import { packWithAddress } from "../harness/pack-with-address.ts";
import { startOutsideSystem, type OutsideSystem } from "../harness/outside-system.ts";
import { inTheBrowser, MONDAY } from "../harness/in-the-browser.ts";

const SLOW = 180_000;

describe("webhooks and ways to be told, in a real browser", () => {
  let outside: OutsideSystem;
  const front = inTheBrowser({
    at: MONDAY,
    pack: async () => {
      outside = await startOutsideSystem();
      return packWithAddress("library", outside.url);
    },
    smtpUrl: "smtp://127.0.0.1:1",
  });
  afterAll(() => outside?.stop());

  it(
    "lets an administrator subscribe a system outside and see what it was told",
    async () => {
      const page = await front.open("admin", "/admin/webhooks", 1440);
      await page.getByRole("button", { name: "保存订阅" }).click();
      await page.getByText("请填写名称、路径，并至少选择一种事件").waitFor();
      await page.getByLabel("名称").fill("市办件库");
      await page.getByLabel("外部地址").selectOption("library");
      await page.getByLabel("路径").fill("/events");
      await page.getByLabel("收件").check();
      await page.getByRole("button", { name: "保存订阅" }).click();
      await page.getByText("签名密钥只显示这一次").waitFor();
      await lookAt(page, "webhooks-1440", true);
      await applyForFoodLicence(await front.as("shop-owner"));
      const phone = await front.open("admin", "/admin/webhooks", 390);
      await phone.getByRole("link", { name: "市办件库" }).waitFor();
      await lookAt(phone, "webhooks-390", true);
      await phone.getByRole("link", { name: "市办件库" }).click();
      for (let look = 0; look < 40; look += 1) {
        if ((await phone.getByText("已送达").count()) > 0) break;
        await phone.waitForTimeout(500);
        await phone.reload();
      }
      await phone.getByText("已送达").waitFor();
      await lookAt(phone, "webhook-log-390");
    },
    SLOW,
  );

  it(
    "lets people choose e-mail and quiet hours, and staff a calendar",
    async () => {
      const page = await front.open("clerk", "/my/messages", 390);
      await page.getByText("本区暂未开通短信提醒").waitFor();
      await page.getByLabel("发邮件").check();
      await page.getByLabel("邮箱").fill("not an address");
      await page.getByRole("button", { name: "保存" }).click();
      await page.getByText("邮箱或手机号的格式不对").waitFor();
      await page.getByLabel("邮箱").fill("clerk@qianshan.example");
      await page.getByRole("button", { name: "保存" }).click();
      await page.getByText("已保存").waitFor();
      await page.getByRole("button", { name: "生成日历地址" }).click();
      await page.getByText("日历地址（只显示这一次）").waitFor();
      await lookAt(page, "messages-390", true);
      const wide = await front.open("shop-owner", "/my/messages", 1440);
      await wide.getByRole("button", { name: "保存" }).waitFor();
      await lookAt(wide, "messages-1440", true);
    },
    SLOW,
  );
});
