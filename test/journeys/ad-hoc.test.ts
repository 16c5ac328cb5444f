import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CaseAnswer } from "#contract";
import { packFolder } from "../exchange/exchange-house.ts";
import { applyForFoodLicence } from "../harness/food-licence.ts";
import { mustAct, type Person } from "../harness/person.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { lookAt } from "../harness/looked-at.ts";
import { enter, personOf } from "../harness/visitor.ts";
import { element, end, flows, job, processXml, user } from "../support/bpmn.ts";
import { inTheBrowser, MONDAY } from "../harness/in-the-browser.ts";

const SLOW = 180_000;
const asked = (role: string): string => `<zeebe:assignmentDefinition candidateGroups="${role}"/>`;
const named = (xml: string, names: Readonly<Record<string, string>>): string =>
  Object.entries(names).reduce((text, [id, name]) => text.replace(`name="${id}"`, `name="${name}"`), xml);

/** Checks as they are needed, in any order, until the reviewer says that it is enough. */
const CHECKS = named(
  processXml(
    [
      element("adHocSubProcess", "hoc", {
        attributes: 'cancelRemainingInstances="true"',
        extensions: '<zeebe:adHoc activeElementsCollection="=[]"/>',
        inside: [
          user("visit", asked("inspector")),
          user(
            "enough",
            `${asked("reviewer")}<zeebe:ioMapping><zeebe:output source="=true" target="done"/></zeebe:ioMapping>`,
          ),
          user("explain", asked("applicant")),
          job("look"),
          '<bpmn:completionCondition xsi:type="bpmn:tFormalExpression">=done = true</bpmn:completionCondition>',
        ].join(""),
      }),
      user("file", asked("clerk")),
      end(),
    ],
    flows("s hoc", "hoc file", "file e"),
    "checks",
  ),
  {
    hoc: "核查措施",
    visit: "现场走访",
    enough: "汇总意见",
    explain: "补充说明",
    look: "查询登记",
    file: "归档",
  },
);

const PACK = { checks: { xml: CHECKS } };
const REASON = "群众反映门头与登记不符";

const apply = async (owner: Person): Promise<string> =>
  (await applyForFoodLicence(owner, {}, "checks")).caseNo;

onEachDatabase("what an ad-hoc subprocess offers", (database) => {
  let folder: string;
  let site: TestPlatform;
  const people = new Map<string, Person>();
  const who = (login: string): Person => people.get(login) ?? expect.fail(`nobody is ${login}`);

  beforeAll(async () => {
    folder = await packFolder(PACK);
    site = await startTestPlatform({
      database,
      district: folder,
      at: "2026-11-16T09:00:00+08:00",
      faces: false,
    });
    for (const login of ["shop-owner", "clerk", "reviewer", "inspector", "approver", "leader"])
      people.set(login, personOf(site, await enter(site, `demo-${login}`)));
  }, SLOW);
  afterAll(async () => {
    await site?.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  const pageOf = (login: string, caseNo: string) => who(login).get<CaseAnswer>(`/api/cases/${caseNo}`);
  const mineOf = async (login: string, caseNo: string) =>
    (await pageOf(login, caseNo)).offers.flatMap(({ activities }) =>
      activities.flatMap((each) => (each.refused === null ? [each.element] : [])),
    );
  const begin = async (login: string, caseNo: string, what: string, key = randomUUID()) => {
    const { version, offers } = await pageOf(login, caseNo);
    const scope = offers[0]?.scope ?? "e2";
    const body = { version, element: what, reason: REASON };
    return who(login).try("POST", `/api/cases/${caseNo}/offers/${scope}/begin`, body, key);
  };

  it("is begun by those whose task it would be, with a reason, any number of times", async () => {
    const caseNo = await apply(who("shop-owner"));
    const { offers } = await pageOf("inspector", caseNo);
    expect(offers).toMatchObject([{ name: { zh: "核查措施" } }]);
    expect(offers[0]?.activities.map(({ name }) => name.zh)).toEqual([
      "现场走访",
      "汇总意见",
      "补充说明",
      "查询登记",
    ]);
    // What opens no task is begun by whoever may begin one of the others.
    expect(await mineOf("inspector", caseNo)).toEqual(["visit", "look"]);
    expect(await mineOf("reviewer", caseNo)).toEqual(["enough", "look"]);
    expect(await mineOf("approver", caseNo)).toEqual([]);
    expect(await mineOf("leader", caseNo)).toEqual([]);
    // Of the rest of the process a party hears nothing.
    expect((await pageOf("shop-owner", caseNo)).offers[0]?.activities.map((each) => each.element)).toEqual([
      "explain",
    ]);

    for (const login of ["approver", "clerk", "leader"])
      expect(await begin(login, caseNo, "visit")).toMatchObject({
        status: 403,
        body: { code: "TASK_NOT_YOURS" },
      });
    expect(await begin("inspector", caseNo, "file")).toMatchObject({
      status: 409,
      body: { code: "ENGINE_ELEMENT_NOT_OFFERED" },
    });
    const key = randomUUID();
    const begun = await begin("inspector", caseNo, "visit", key);
    expect(begun).toMatchObject({ status: 200, body: { said: { zh: expect.stringMatching(/^已启动/u) } } });
    const page = await pageOf("inspector", caseNo);
    expect(page.history[0]?.sentence.zh).toBe(`启动“现场走访”（${REASON}）。`);
    expect(page.history[0]?.sentence.en).toContain("was begun");
    expect(page.chain.intact).toBe(true);
    expect(page.tasks.map((each) => each.element)).toEqual(["visit"]);
    expect(await begin("inspector", caseNo, "visit")).toMatchObject({ status: 200 });
    expect((await pageOf("inspector", caseNo)).offers[0]?.activities[0]?.open).toBe(2);
    expect(await begin("shop-owner", caseNo, "explain")).toMatchObject({ status: 200 });
    await mustAct(who("shop-owner"), caseNo, "explain", {});
    await mustAct(who("inspector"), caseNo, "visit", {});
    const stale = await who("inspector").try(
      "POST",
      `/api/cases/${caseNo}/offers/${offers[0]?.scope}/begin`,
      {
        version: 1,
        element: "visit",
        reason: REASON,
      },
    );
    expect(stale.body).toMatchObject({ code: "CASE_CHANGED" });
    const silent = await who("inspector").try(
      "POST",
      `/api/cases/${caseNo}/offers/${offers[0]?.scope}/begin`,
      {
        version: 1,
        element: "visit",
        reason: "  ",
      },
    );
    expect(silent.status).toBe(400);
  });

  it("is one act when two press at once, and nothing once the subprocess is over", async () => {
    const caseNo = await apply(who("shop-owner"));
    const { version, offers } = await pageOf("reviewer", caseNo);
    const path = `/api/cases/${caseNo}/offers/${offers[0]?.scope}/begin`;
    const pressed = await Promise.all(
      ["reviewer", "inspector"].map((login) =>
        who(login).try("POST", path, { version, element: "look", reason: REASON }),
      ),
    );
    expect(pressed.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(await begin("reviewer", caseNo, "enough")).toMatchObject({ status: 200 });
    await mustAct(who("reviewer"), caseNo, "enough", {});
    const after = await pageOf("reviewer", caseNo);
    expect([after.offers, after.tasks.map((each) => each.element)]).toEqual([[], ["file"]]);
    expect(
      await who("reviewer").try("POST", path, { version: after.version, element: "enough", reason: REASON }),
    ).toMatchObject({ status: 409, body: { code: "ENGINE_SCOPE_NOT_OPEN" } });
  });
});

describe("what an ad-hoc subprocess offers, in a real browser", () => {
  const front = inTheBrowser({ pack: () => packFolder(PACK), at: MONDAY });

  const look = lookAt;

  it(
    "is listed by name on the case's page and begun from there",
    async () => {
      const caseNo = await apply(await front.as("shop-owner"));
      const phone = await front.open("shop-owner", `/my/cases/${caseNo}`, 390);
      await phone.getByRole("button", { name: "启动“补充说明”" }).waitFor();
      expect(await phone.getByText("现场走访").count()).toBe(0);
      await phone.getByRole("button", { name: "启动“补充说明”" }).scrollIntoViewIfNeeded();
      await look(phone, "offers-mine-390");
      const page = await front.open("inspector", `/desk/cases/${caseNo}`, 1440);
      await look(page, "offers-1440");
      await page.getByRole("button", { name: "启动“现场走访”" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("button", { name: "启动", exact: true }).click();
      await dialog.getByText("请写明理由").waitFor();
      await dialog.getByLabel("启动理由").fill(REASON);
      await look(page, "offers-begin-1440");
      await dialog.getByRole("button", { name: "启动", exact: true }).click();
      await page.getByText(/^已启动，理由已记入办理记录/).waitFor();
      await page.getByText("正在办理1项").waitFor();
      await page.getByText(`启动“现场走访”（${REASON}）`).first().waitFor();
      await look(page, "offers-begun-1440");
    },
    SLOW,
  );
});
