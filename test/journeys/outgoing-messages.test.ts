import { rm } from "node:fs/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { FailurePage, OutgoingMessagePage } from "#contract";
import { foundInTime } from "../harness/found-in-time.ts";
import { applyForFoodLicence } from "../harness/food-licence.ts";
import { startOutsideSystem, json, type OutsideSystem } from "../harness/outside-system.ts";
import { packWithAddress } from "../harness/pack-with-address.ts";
import type { Person } from "../harness/person.ts";
import { startSmtpReceiver, textOf, type SmtpReceiver } from "../harness/smtp-receiver.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { enter, personOf } from "../harness/visitor.ts";

const GATEWAY = "sms: { address: sms-gateway, path: /messages, signature: 【千山政务】 }\n";
const SETTING = {
  email: "zhijun@example.cn",
  mobile: "139 0000 0001",
  byEmail: true,
  bySms: true,
  quietFrom: "21:00",
  quietTo: "08:00",
  language: "zh",
};

onEachDatabase("messages outside the platform", (database) => {
  let site: TestPlatform;
  let mail: SmtpReceiver;
  let gateway: OutsideSystem;
  let owner: Person;
  let folder: string;

  beforeAll(async () => {
    [mail, gateway] = await Promise.all([startSmtpReceiver(), startOutsideSystem()]);
    gateway.answer = () => json({ id: "sms-1" });
    folder = await packWithAddress("sms-gateway", gateway.url, {
      "messages.yaml": (text) => `${GATEWAY}${text}`,
    });
    site = await startTestPlatform({
      database,
      at: "2026-11-16T09:00:00+08:00",
      faces: false,
      district: folder,
      smtpUrl: mail.url,
    });
    owner = await as("shop-owner");
  }, 120_000);
  afterAll(async () => {
    await site?.dispose();
    await Promise.all([mail?.stop(), gateway?.stop()]);
    await rm(folder, { recursive: true, force: true });
  });

  const as = async (login: string): Promise<Person> => personOf(site, await enter(site, `demo-${login}`));
  /** A case is ended with a notice: one event that its applicant is told of. */
  const tell = async (): Promise<string> => {
    const { caseNo } = await applyForFoodLicence(owner);
    const asked = { version: 1, reason: "同一申请重复提交，另案办理" };
    const ended = await (await as("approver")).try("POST", `/api/cases/${caseNo}/cancel`, asked);
    if (ended.status !== 200) throw new Error(JSON.stringify(ended.body));
    return caseNo;
  };
  const choose = (change: object = {}) =>
    owner.try("PUT", "/api/my/message-settings", { ...SETTING, ...change });
  const sent = async () => (await owner.get<OutgoingMessagePage>("/api/my/messages")).items;

  it("goes nowhere until somebody chooses a way, and takes no address that could be two", async () => {
    const caseNo = await tell();
    await foundInTime(async () => {
      const notices = await owner.get<{ items: { caseNo: string }[] }>("/api/notices");
      return notices.items.some((each) => each.caseNo === caseNo) ? true : undefined;
    });
    expect(await sent()).toEqual([]);
    const wrong = [
      { email: "a@b.cn,c@d.cn" },
      { email: "a@b.cn\r\nBcc: c@d.cn" },
      { email: null },
      { mobile: "12345" },
    ];
    for (const change of wrong) expect((await choose(change)).status, JSON.stringify(change)).toBe(422);
    expect((await choose({ quietFrom: "25:00" })).status).toBe(400);
  }, 60_000);

  it("sends one e-mail and one text message an event, recorded with the address masked", async () => {
    expect((await choose()).body).toMatchObject({ mobile: "13900000001", ways: { email: true, sms: true } });
    const caseNo = await tell();
    await foundInTime(async () =>
      (await sent()).filter(({ state }) => state === "sent").length === 2 ? true : undefined,
    );
    expect(mail.mails).toHaveLength(1);
    const [letter] = mail.mails;
    expect(letter?.to).toEqual(["zhijun@example.cn"]);
    expect(letter === undefined ? "" : textOf(letter)).toContain(`/my/cases/${caseNo}`);
    const [heard] = gateway.heard;
    const said = JSON.parse(heard?.body ?? "{}") as Record<string, string>;
    expect(heard?.headers["idempotency-key"]).toMatch(/^[0-9a-f]{32}$/);
    expect(said).toMatchObject({ to: "13900000001", signature: "【千山政务】" });
    expect(said["text"]).toBe("【千山政务】您办理的“食品经营许可（新办）”有新文书，请登录千山区一网查看。");
    // Nothing of whose case it is, nor which.
    expect(JSON.stringify(said)).not.toMatch(/何志军|瑞汤|2103112026/);
    expect((await sent()).map(({ to }) => to).toSorted()).toEqual(["139****0001", "z****@example.cn"]);
    site.worker.poke();
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect([mail.mails.length, gateway.heard.length]).toEqual([1, 1]);
  }, 60_000);

  it("waits for the end of quiet hours, in the language that was chosen", async () => {
    site.moveTo("2026-11-16T22:30:00+08:00");
    owner = await as("shop-owner");
    await choose({ bySms: false, language: "en" });
    const before = mail.mails.length;
    await tell();
    await foundInTime(async () => ((await sent())[0]?.state === "waiting" ? true : undefined));
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(mail.mails).toHaveLength(before);
    site.moveTo("2026-11-17T08:00:30+08:00");
    await foundInTime(() => (mail.mails.length > before ? true : undefined));
    const letter = mail.mails.at(-1);
    expect(letter === undefined ? "" : textOf(letter)).toContain("Case number:");
  }, 90_000);

  it("is tried again with growing pauses, and stands among the failures when it is given up", async () => {
    owner = await as("shop-owner");
    await choose({ bySms: false, quietFrom: null, quietTo: null });
    mail.refuse = "451 try again later";
    await tell();
    let hour = 9;
    await foundInTime(async () => {
      // Each pause is longer: the clock goes on by an hour until the last try has failed.
      hour += 1;
      site.moveTo(`2026-11-${17 + Math.floor(hour / 24)}T${String(hour % 24).padStart(2, "0")}:00:00+08:00`);
      await new Promise((resolve) => setTimeout(resolve, 1_200));
      const configurer = await as("configurer");
      const page = await configurer.get<FailurePage>("/api/failures");
      return page.items.some(({ id }) => id.includes("outgoing/")) ? true : undefined;
    });
    mail.refuse = null;
  }, 90_000);
});
