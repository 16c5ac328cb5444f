import { createHmac } from "node:crypto";
import { rm } from "node:fs/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { FailurePage, WebhookDeliveryPage, WebhookMade } from "#contract";
import { foundInTime } from "../harness/found-in-time.ts";
import { applyForFoodLicence, verdicts } from "../harness/food-licence.ts";
import { json, startOutsideSystem, type Heard, type OutsideSystem } from "../harness/outside-system.ts";
import { packWithAddress } from "../harness/pack-with-address.ts";
import { mustAct, type Person } from "../harness/person.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { enter, personOf } from "../harness/visitor.ts";

const KINDS = ["case.opened", "case.accepted", "case.closed", "rating.given"];

onEachDatabase("webhooks", (database) => {
  let site: TestPlatform;
  let outside: OutsideSystem;
  let folder: string;
  let hook: WebhookMade;

  beforeAll(async () => {
    outside = await startOutsideSystem();
    folder = await packWithAddress("library", outside.url);
    site = await startTestPlatform({
      database,
      at: "2026-11-16T09:00:00+08:00",
      faces: false,
      district: folder,
    });
  }, 120_000);
  afterAll(async () => {
    await site?.dispose();
    await outside?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const as = async (login: string): Promise<Person> => personOf(site, await enter(site, `demo-${login}`));
  const subscribe = async (asked: object) =>
    (await as("admin")).try("POST", "/api/admin/webhooks", {
      name: "市办件库",
      address: "library",
      path: "/events",
      kinds: KINDS,
      ...asked,
    });
  const told = (type: string, subject?: string) =>
    foundInTime(() =>
      outside.heard.find(({ body }) => {
        const event = JSON.parse(body) as { type: string; subject: string };
        return event.type === `yiwang.${type}.v1` && (subject === undefined || event.subject === subject);
      }),
    );
  const deliveries = async () =>
    (await (await as("admin")).get<WebhookDeliveryPage>(`/api/admin/webhooks/${hook.id}/deliveries`)).items;

  it("goes only to addresses that the district lists, never out of their path, and is the administrator's", async () => {
    expect((await subscribe({ address: "http://169.254.169.254" })).body).toMatchObject({
      code: "WEBHOOK_ADDRESS_UNLISTED",
    });
    expect((await subscribe({ path: "/../admin" })).status).toBe(400);
    expect((await subscribe({ path: "//elsewhere.example/?a" })).status).toBe(400);
    expect((await subscribe({ kinds: ["case.everything"] })).status).toBe(400);
    expect((await (await as("configurer")).try("POST", "/api/admin/webhooks", {})).status).toBe(400);
    const made = await subscribe({});
    expect(made.status).toBe(200);
    hook = made.body as WebhookMade;
    const listed = await (await as("admin")).get<object>("/api/admin/webhooks");
    expect(JSON.stringify(listed)).not.toContain(hook.secret);
  });

  it("tells what happens as CloudEvents, signed over id, moment and body, with nothing of a person", async () => {
    const owner = await as("shop-owner");
    const { caseNo } = await applyForFoodLicence(owner);
    const opened = await told("case.opened", caseNo);
    expectSigned(opened, hook.secret);
    expect(JSON.parse(opened.body)).toMatchObject({
      specversion: "1.0",
      source: site.url,
      subject: caseNo,
      datacontenttype: "application/json",
      data: { caseNo, matter: "food-business-licence", organ: "market-regulation" },
    });
    await mustAct(await as("clerk"), caseNo, "Task_Intake", {
      intakeOutcome: "accept",
      materialVerdicts: verdicts(true),
    });
    await told("case.accepted", caseNo);
    const { version } = await (await as("approver")).get<{ version: number }>(`/api/cases/${caseNo}`);
    const ended = await (
      await as("approver")
    ).try("POST", `/api/cases/${caseNo}/cancel`, {
      version,
      reason: "同一申请重复提交，另案办理",
    });
    expect(ended.status).toBe(200);
    await told("case.closed", caseNo);
    await owner.try("POST", `/api/cases/${caseNo}/rating`, {
      grade: 5,
      labels: [],
      words: "好",
      anonymous: true,
    });
    const rated = await told("rating.given");
    expect(rated.body).not.toContain(caseNo);
    expect(outside.heard.map(({ body }) => body).join("")).not.toMatch(
      /何志军|瑞汤|139000|210311199907041608/,
    );
  }, 90_000);

  it("is tried again when the other side is away, recorded, told again on demand, and given up for a person to see", async () => {
    outside.answer = () => json({}, 503);
    const before = outside.heard.length;
    const { caseNo } = await applyForFoodLicence(await as("shop-owner"));
    await foundInTime(() => (outside.heard.length >= before + 2 ? true : undefined));
    const waiting = (await deliveries()).find(({ subject }) => subject === caseNo);
    expect(waiting).toMatchObject({ state: "waiting", lastAnswer: "503" });
    outside.answer = () => json({});
    await foundInTime(async () =>
      (await deliveries()).find(({ subject, state }) => subject === caseNo && state === "delivered"),
    );
    const tries = outside.heard.filter(({ headers }) => headers["webhook-id"] === waiting?.event).length;
    expect(tries).toBeGreaterThanOrEqual(3);
    const path = `/api/admin/webhooks/${hook.id}/deliveries/${waiting?.event}/redeliver`;
    expect((await (await as("admin")).try("POST", path)).status).toBe(200);
    await foundInTime(() =>
      outside.heard.filter(({ headers }) => headers["webhook-id"] === waiting?.event).length > tries
        ? true
        : undefined,
    );

    outside.answer = () => json({}, 500);
    const { caseNo: lost } = await applyForFoodLicence(await as("shop-owner"));
    let hour = 9;
    await foundInTime(async () => {
      hour += 1;
      site.moveTo(`2026-11-${16 + Math.floor(hour / 24)}T${String(hour % 24).padStart(2, "0")}:00:00+08:00`);
      await new Promise((resolve) => setTimeout(resolve, 1_200));
      const page = await (await as("configurer")).get<FailurePage>("/api/failures");
      return page.items.find(({ id }) => id.includes("outside/"));
    });
    expect((await deliveries()).find(({ subject }) => subject === lost)?.state).toBe("waiting");

    outside.answer = () => json({});
    expect((await (await as("admin")).try("POST", `/api/admin/webhooks/${hook.id}/stop`)).status).toBe(200);
    const heard = outside.heard.length;
    await applyForFoodLicence(await as("shop-owner"));
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    expect(outside.heard).toHaveLength(heard);
  }, 120_000);
});

/** As Standard Webhooks 1.0 has a receiver check it. */
function expectSigned({ headers, body }: Heard, secret: string): void {
  const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
  const expected = createHmac("sha256", secret).update(signed).digest("base64");
  expect(headers["webhook-signature"]).toBe(`v1,${expected}`);
  expect(headers["content-type"]).toMatch(/^application\/cloudevents\+json/);
}
