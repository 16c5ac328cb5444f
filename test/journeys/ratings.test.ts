import { afterAll, beforeAll, expect, it } from "vitest";
import type { CasePage, LookUpAnswer, RatingAnswer, RatingDetail, RatingPage, RatingTally } from "#contract";
import { foundInTime } from "../harness/found-in-time.ts";
import { applyForFoodLicence, MATTER } from "../harness/food-licence.ts";
import { mustAct, signInAs, type Person } from "../harness/person.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";

const BAD = { grade: 1, labels: ["slow", "many-visits"], words: "窗口让我跑了三趟", anonymous: false };

onEachDatabase("ratings of cases that are over", (database) => {
  let site: TestPlatform;
  let owner: Person;
  let approver: Person;
  let supervisor: Person;

  beforeAll(async () => {
    site = await startTestPlatform({ database, at: "2026-11-16T09:00:00+08:00", faces: false });
    await enterAll();
  }, 120_000);
  afterAll(() => site?.dispose());

  const enterAll = async (): Promise<void> => {
    const logins = ["shop-owner", "approver", "supervisor"];
    const people = await Promise.all(logins.map((login) => signInAs(site.url, login)));
    [owner, approver, supervisor] = people as [Person, Person, Person];
  };
  const endedCase = async (): Promise<string> => {
    const { caseNo } = await applyForFoodLicence(owner);
    const ended = await approver.try("POST", `/api/cases/${caseNo}/cancel`, {
      version: 1,
      reason: "同一申请重复提交，另案办理",
    });
    if (ended.status !== 200) throw new Error(JSON.stringify(ended.body));
    return caseNo;
  };
  const rate = (caseNo: string, given: object, again = "") =>
    owner.try("POST", `/api/cases/${caseNo}/rating${again}`, given);
  const ratingOf = (caseNo: string) => owner.get<RatingAnswer>(`/api/cases/${caseNo}/rating`);
  /** The open task at an element, of the case whose title it is. */
  const openCase = (person: Person, title: string) =>
    foundInTime(async () => {
      const page = await person.get<CasePage>("/api/desk/cases?state=");
      return page.items.find((each) => each.title.zh.startsWith(title) && each.closedAt === null)?.caseNo;
    });
  const statusOf = (caseNo: string, status: string) =>
    foundInTime(async () => ((await ratingOf(caseNo)).rating?.status === status ? true : undefined));

  it("puts a bad rating right: contacted, verified by another organ, answered, and opened again while one is unhappy", async () => {
    const caseNo = await endedCase();
    expect((await rate(caseNo, BAD)).status).toBe(200);
    const rectification = await openCase(approver, "差评整改");
    await mustAct(approver, rectification, "Task_Contact", {
      contactWay: "phone",
      contactNote: "材料清单没有一次说清",
    });
    const rectified = { rectifyKind: "rectified", measures: "已更正清单并培训窗口" };
    await mustAct(approver, rectification, "Task_Rectify", rectified);
    await statusOf(caseNo, "verifying");
    const verification = await openCase(supervisor, "差评核实");
    await mustAct(supervisor, verification, "Task_Verify", {
      verdict: "accepted",
      reply: "已更正一次告知清单，谢谢您。",
    });
    await statusOf(caseNo, "replied");
    expect((await ratingOf(caseNo)).rating?.reply).toBe("已更正一次告知清单，谢谢您。");

    expect((await rate(caseNo, { grade: 2, words: "还是一样" }, "/again")).status).toBe(200);
    await statusOf(caseNo, "contacting");
    expect((await rate(caseNo, { grade: 5, words: "" }, "/again")).body).toMatchObject({
      code: "RATING_AGAIN_GIVEN",
    });

    await mustAct(approver, rectification, "Task_Contact", { contactWay: "visit", contactNote: "上门说明" });
    await mustAct(approver, rectification, "Task_Rectify", rectified);
    const second = await openCase(supervisor, "差评核实");
    expect(second).not.toBe(verification);
    await mustAct(supervisor, second, "Task_Verify", { verdict: "accepted", reply: "已派专人为您办理。" });
    await statusOf(caseNo, "replied");
    // Days later; the sessions of before are over.
    site.moveTo("2026-11-19T09:00:00+08:00");
    await enterAll();
    const revisit = await openCase(supervisor, "差评回访");
    await mustAct(supervisor, revisit, "Task_Revisit", {
      reached: "satisfied",
      revisitNote: "电话回访，表示满意",
    });
    await statusOf(caseNo, "settled");

    const page = await approver.get<RatingPage>("/api/desk/ratings?bad=true");
    const line = page.items.find((each) => each.caseNo === caseNo);
    const detail = await approver.get<RatingDetail>(`/api/desk/ratings/${line?.id}`);
    expect(detail).toMatchObject({
      grade: 1,
      again: 2,
      words: BAD.words,
      againWords: "还是一样",
      rectification,
    });
    const notices = await owner.get<{ items: { text: { zh: string } }[] }>("/api/notices");
    expect(notices.items.some(({ text }) => text.zh.includes("评价"))).toBe(true);
  }, 120_000);

  it("is asked once, of whose case it is, when the case is over, with the district's labels", async () => {
    const { caseNo: open } = await applyForFoodLicence(owner);
    expect((await rate(open, BAD)).body).toMatchObject({ code: "RATING_NOT_YET" });
    const caseNo = await endedCase();
    expect((await ratingOf(caseNo)).rating).toBeNull();
    expect((await approver.try("POST", `/api/cases/${caseNo}/rating`, BAD)).body).toMatchObject({
      code: "RATING_NOT_YOURS",
    });
    expect((await rate(caseNo, { ...BAD, labels: ["quick"] })).body).toMatchObject({
      code: "RATING_LABEL_UNKNOWN",
    });
    expect((await rate(caseNo, { ...BAD, grade: 4, labels: ["quick"] }, "/again")).status).toBe(409);
    const both = await Promise.all([1, 2].map(() => rate(caseNo, { ...BAD, grade: 5, labels: ["quick"] })));
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  }, 60_000);

  it("names no case where it is given without a name, and is counted only where it was given", async () => {
    const before = await owner.get<RatingTally>(`/api/matters/${MATTER}/ratings`);
    const caseNo = await endedCase();
    const waiting = await owner.get<RatingTally>(`/api/matters/${MATTER}/ratings`);
    expect(waiting).toMatchObject({
      rated: before.rated,
      unrated: before.unrated + 1,
      goodRate: before.goodRate,
    });
    await rate(caseNo, { grade: 4, labels: [], words: "", anonymous: true });
    const after = await owner.get<RatingTally>(`/api/matters/${MATTER}/ratings`);
    expect(after).toMatchObject({ rated: before.rated + 1, unrated: before.unrated });
    const page = await approver.get<RatingPage>("/api/desk/ratings");
    const [line] = page.items.filter(({ anonymous }) => anonymous);
    expect(line).toMatchObject({ caseNo: null, grade: 4 });
    const record = await approver.get<object>(`/api/records/rating/${line?.id}`);
    expect(JSON.stringify(record)).not.toContain(caseNo);
    expect(JSON.stringify(record)).not.toContain("何志军");
  }, 60_000);

  it("shows a case by number and query code alone, and rates it", async () => {
    const caseNo = await endedCase();
    const { code, url } = await owner.get<{ code: string; url: string }>(`/api/cases/${caseNo}/query-code`);
    expect(url).toContain(`/track?no=${caseNo}#${code}`);
    const ask = (path: string, body: object) => anonymously(site, path, body);
    const shown = await ask("/api/public/case", { caseNo, code: ` ${code.toLowerCase()} ` });
    const answer = shown.body as LookUpAnswer;
    expect(answer).toMatchObject({
      caseNo,
      outcomeName: { zh: "终止办理" },
      rating: { rating: null, refused: null },
    });
    expect(JSON.stringify(answer)).not.toMatch(/何志军|瑞汤|139000/);
    const rated = await ask("/api/public/case/rating", { caseNo, code, ...BAD, grade: 3, labels: [] });
    expect(rated.body).toMatchObject({ rating: { grade: 3 } });
    expect((await approver.try("POST", "/api/public/case/rating", { caseNo, code, ...BAD })).status).toBe(
      403,
    );
  }, 60_000);

  it("answers a wrong number as a wrong code, and locks both number and address after some guesses", async () => {
    const caseNo = await endedCase();
    const unknown = "2103112026111601999991";
    const nobodys = await anonymously(site, "/api/public/case", {
      caseNo: withCheck(unknown),
      code: "AAAAAAAA",
    });
    const guesses = [];
    for (let guess = 0; guess < 6; guess += 1)
      guesses.push(await anonymously(site, "/api/public/case", { caseNo, code: `AAAAAAA${guess}` }));
    expect(guesses[0]?.body).toEqual(nobodys.body);
    expect(guesses.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 429]);
    const { code } = await owner.get<{ code: string }>(`/api/cases/${caseNo}/query-code`);
    expect((await anonymously(site, "/api/public/case", { caseNo, code })).body).toMatchObject({
      code: "LOOKUP_LOCKED",
    });
  }, 60_000);
});

async function anonymously(site: TestPlatform, path: string, body: object) {
  const answer = await fetch(`${site.url}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: site.url },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as unknown };
}

/** The number with the check digit that its first 21 digits ask for (ISO 7064 MOD 11,10). */
function withCheck(number: string): string {
  const digits = number.slice(0, 21);
  for (let check = 0; check < 10; check += 1) {
    const whole = `${digits}${check}`;
    let product = 10;
    for (const digit of digits) {
      const sum = (Number(digit) + product) % 10;
      product = ((sum === 0 ? 10 : sum) * 2) % 11;
    }
    if ((11 - product) % 10 === check) return whole;
  }
  return number;
}
