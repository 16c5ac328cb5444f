import { describe, expect, it } from "vitest";
import type { ProblemAnswer, RecordAnswer, SkillsAnswer, WindowMatters } from "#contract";
import { applyForFoodLicence, MATTER } from "../harness/food-licence.ts";
import { inTheBrowser } from "../harness/in-the-browser.ts";
import { lookAt } from "../harness/looked-at.ts";
import { putBeside } from "../harness/many-cases.ts";
import type { Person } from "../harness/person.ts";
import { TRAINING } from "../harness/window.ts";

const SLOW = 240_000;
const STATION = "tanggangzi-station";

describe("training that the head of the window records", () => {
  const front = inTheBrowser();

  const codeOf = (answer: { readonly body: unknown }): string => (answer.body as ProblemAnswer).code;
  const record = (person: Person, change: object = {}) =>
    person.try("POST", "/api/desk/skills", { ...TRAINING, ...change });
  const refusalOf = async (login: string): Promise<string | null> => {
    const person = await front.as(login);
    const path = `/api/window/matters?hall=${STATION}&q=`;
    const { items } = await person.get<WindowMatters>(path);
    return items.find(({ id }) => id === MATTER)?.route?.refused?.zh ?? null;
  };

  it(
    "is used in routing at once, and no more when it was a mistake",
    async () => {
      // Often asked for, so that all-round training decides.
      const { caseNo } = await applyForFoodLicence(await front.as("shop-owner"));
      await putBeside(front.site, caseNo, 40);
      front.site.moveTo("2026-11-16T09:20:00+08:00");
      const station = await front.as("station-clerk");
      const own = (await (await front.as("hall-head")).get<SkillsAnswer>("/api/desk/skills")).clerks;
      const before = own.find(({ account }) => account === "demo-station-clerk")?.skills ?? [];
      const allRound = before.find(({ kind }) => kind === "allRound");
      expect(await refusalOf("station-clerk")).toBeNull();

      const page = await front.open("hall-head", "/desk/skills", 1440);
      await page.getByRole("button", { name: `撤销马凤英的培训记录${allRound?.id ?? ""}` }).click();
      await page.getByRole("dialog").getByRole("button", { name: "撤销" }).click();
      await page.getByText("请写明哪里登记错了。").waitFor();
      await page.getByLabel("登记有误的地方").fill("补考前误登为合格");
      await lookAt(page, "training-withdraw-1440");
      await page.getByRole("dialog").getByRole("button", { name: "撤销" }).click();
      await page.getByText("已撤销（登记有误）").first().waitFor();
      expect(await refusalOf("station-clerk")).toContain("全科");

      await page.getByRole("heading", { name: "登记培训" }).click();
      await page.getByRole("button", { name: "登记", exact: true }).click();
      await page.getByText(/^请选择窗口人员/).waitFor();
      await page.getByLabel("窗口人员", { exact: true }).selectOption("demo-station-clerk");
      await page.getByLabel("培训类别").selectOption("allRound");
      await page.getByLabel("培训课程").fill(TRAINING.course);
      await page.getByLabel("培训日期").fill("2026-11-20");
      await page.getByLabel("考核结果").selectOption("passed");
      await page.getByLabel("有效期至", { exact: true }).fill("2027-11-12");
      await page.getByRole("button", { name: "登记", exact: true }).click();
      await page.getByText(/培训日期2026-11-20不对/).waitFor();
      await lookAt(page, "training-refused-1440", true);
      await page.getByLabel("培训日期").fill(TRAINING.trainedOn);
      await page.getByRole("button", { name: "登记", exact: true }).click();
      await page.getByText(/^已登记马凤英的培训/).waitFor();
      await page.getByText("登记人：沈立新").waitFor();
      await lookAt(page, "training-recorded-1440", true);
      await page.setViewportSize({ width: 390, height: 844 });
      await lookAt(page, "training-recorded-390", true);
      expect(await refusalOf("station-clerk")).toBeNull();
      expect((await station.try("GET", "/api/desk/skills")).status).toBe(403);

      const { history } = await (
        await front.as("hall-head")
      ).get<RecordAnswer>(`/api/records/clerk-skills/${allRound?.id ?? ""}`);
      expect(history.map(({ sentence }) => sentence.zh).join("")).toContain("补考前误登为合格");
      expect(JSON.stringify(history)).toContain("沈立新");
      await page.context().close();
    },
    SLOW,
  );

  it("is refused where it cannot be, and by whoever it is not theirs to record", async () => {
    const head = await front.as("hall-head");
    expect(codeOf(await record(head, { account: "demo-shop-owner" }))).toBe("TRAINING_CLERK_UNKNOWN");
    expect(codeOf(await record(head, { account: "nobody" }))).toBe("TRAINING_CLERK_UNKNOWN");
    expect(codeOf(await record(head, { matter: "nothing" }))).toBe("TRAINING_MATTER_UNFIT");
    expect(codeOf(await record(head, { trainedOn: "2026-12-01" }))).toBe("TRAINING_DAY_WRONG");
    expect(codeOf(await record(head, { validTo: "2026-11-01" }))).toBe("TRAINING_UNTIL_WRONG");
    expect((await record(head, { trainedOn: "2026-02-30" })).status).toBe(400);
    expect((await record(head, { course: "  " })).status).toBe(400);
    expect((await record(head, { result: "perhaps" })).status).toBe(400);
    expect(codeOf(await record(await front.as("supervisor")))).toBe("TRAINING_NOT_YOURS");
    expect(codeOf(await record(await front.as("town-clerk")))).toBe("TRAINING_NOT_YOURS");
    // The head of a station's organ records for its own clerks, not for the service centre's.
    const town = await front.as("town-approver");
    expect(codeOf(await record(town, { account: "demo-hall-clerk" }))).toBe("TRAINING_NOT_YOURS");
    const answer = await record(town);
    expect(answer, JSON.stringify(answer.body)).toMatchObject({ status: 200 });
    const { id } = answer.body as { id: string };
    const twice = await record(head);
    expect([twice.status, codeOf(twice)]).toEqual([409, "TRAINING_ALREADY"]);
    const withdraw = (person: Person, which: string) =>
      person.try("POST", `/api/desk/skills/${which}/withdraw`, { reason: "登记错人" });
    expect(codeOf(await withdraw(await front.as("leader"), id))).toBe("TRAINING_NOT_YOURS");
    expect(codeOf(await withdraw(head, "QK-9999-9999"))).toBe("TRAINING_UNKNOWN");
    expect((await withdraw(head, id)).status).toBe(200);
    expect(codeOf(await withdraw(head, id))).toBe("TRAINING_WITHDRAWN");
    // What failed stays in the register and routes nothing; it may be recorded where the mistake was withdrawn.
    expect((await record(head, { result: "failed" })).status).toBe(200);
    const { clerks, soonDays } = await head.get<SkillsAnswer>("/api/desk/skills");
    const states =
      clerks.find(({ account }) => account === TRAINING.account)?.skills.map(({ state }) => state) ?? [];
    expect(states.toSorted()).toEqual(["failed", "inForce", "withdrawn"]);
    expect(soonDays).toBe(60);
  });
});
