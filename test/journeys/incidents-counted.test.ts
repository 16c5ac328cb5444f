import { afterAll, beforeAll, expect, it } from "vitest";
import type { BatchAnswer, CaseAnswer, FusionAnswer, IndicatorRecordsAnswer, ScreenAnswer } from "#contract";
import { createAccount, systemContext } from "#store";
import { handleWhole } from "../harness/incidents.ts";
import { act, mustAct, signInAs, type Person } from "../harness/person.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { enter, personOf } from "../harness/visitor.ts";
import { samplePhoto } from "../support/sample-photo.ts";

const TOLD = {
  source: "report",
  kind: "event",
  class: "0102",
  description: "小区南门外有一堆生活垃圾",
  division: "210311006002",
};
const REGISTER = { registerOutcome: "register", classKey: "E-0102", urgentCase: false, registerNote: "属实" };
const DISPATCH = {
  handlingOrgan: "tanggangzi",
  dispatchReason: "按类别的责任单位",
  dispatchMode: "single",
};

onEachDatabase("incidents, counted once each", (database) => {
  let site: TestPlatform;
  const people = new Map<string, Person>();
  const as = async (login: string): Promise<Person> => {
    const known = people.get(login) ?? (await signInAs(site.url, login));
    people.set(login, known);
    return known;
  };
  const report = async (change: object = {}, photos: readonly string[] = []): Promise<string> => {
    const materials = photos.length === 0 ? {} : { photos };
    const sent = { matter: "incident", values: { ...TOLD, ...change }, materials };
    const { status, body } = await (await as("resident")).try("POST", "/api/cases", sent);
    expect(status, JSON.stringify(body)).toBeLessThan(300);
    return (body as { readonly caseNo: string }).caseNo;
  };
  const dispatched = async (change: object = {}): Promise<string> => {
    const caseNo = await report(change);
    await mustAct(await as("registrar"), caseNo, "Task_Register", REGISTER);
    await mustAct(await as("dispatcher"), caseNo, "Task_Dispatch", DISPATCH);
    return caseNo;
  };
  const page = async (login: string, caseNo: string): Promise<CaseAnswer> =>
    (await as(login)).get<CaseAnswer>(`/api/cases/${caseNo}`);
  const fusion = async (login: string, caseNo: string): Promise<FusionAnswer> =>
    (await as(login)).get<FusionAnswer>(`/api/cases/${caseNo}/fusion`);
  const attempt = async (login: string, caseNo: string, deed: string, body: object) => {
    const { version } = await page(login, caseNo);
    return (await as(login)).try("POST", `/api/cases/${caseNo}/${deed}`, { version, ...body });
  };
  const must = async (login: string, caseNo: string, deed: string, body: object) =>
    expect(await attempt(login, caseNo, deed, body)).toMatchObject({ status: 200 });
  const photo = async (login: string, material: string, scene: number): Promise<string> => {
    const bytes = await samplePhoto({ scene });
    const { body } = await (await as(login)).upload("incident", material, "现场.jpg", bytes);
    return (body as { readonly sha256: string }).sha256;
  };
  const close = (caseNo: string): Promise<void> =>
    handleWhole(as, caseNo, "垃圾已由街道清运", ["handle", "verify", "close"]);
  const figure = async (id: string) => {
    const leader = await as("leader");
    const { figures } = await leader.get<ScreenAnswer>("/api/screen");
    const { items } = await leader.get<IndicatorRecordsAnswer>(`/api/indicators/${id}/records`);
    return [figures.find((each) => each.id === id)?.value, items.map(({ caseNo }) => caseNo).toSorted()];
  };

  beforeAll(async () => {
    site = await startTestPlatform({ database, at: "2026-11-16T09:00:00+08:00", faces: false });
  }, 240_000);
  afterAll(() => site?.dispose());

  it("open exactly the incidents they count: reported, dispatched, handled on time and verified", async () => {
    const [whole, open, waiting] = [await dispatched(), await dispatched(), await report()];
    const handler = await as("handler-town");
    const sent = await handler.upload(
      "incident",
      "afterPhotos",
      "现场.jpg",
      await samplePhoto({ scene: 77 }),
    );
    const { sha256 } = sent.body as { readonly sha256: string };
    const done = { handleResult: "done", handleNote: "已清运", materials: { afterPhotos: [sha256] } };
    await mustAct(handler, whole, "Task_Handle", done);
    await expect
      .poll(() => figure("incidents-reported"), { timeout: 60_000 })
      .toEqual(["3", [whole, open, waiting].toSorted()]);
    const due = [whole, open].toSorted();
    await expect
      .poll(() => figure("incident-registration-rate"), { timeout: 60_000 })
      .toEqual(["66.7", [whole, open, waiting].toSorted()]);
    await expect.poll(() => figure("incident-on-time-rate"), { timeout: 60_000 }).toEqual(["50.0", due]);
    await expect.poll(() => figure("incident-rework-rate"), { timeout: 60_000 }).toEqual(["0.0", [whole]]);
    expect(await figure("incident-verification-rate")).toEqual(["0.0", [whole]]);
    expect(await figure("incidents-passed-round")).toEqual(["0", []]);
    expect(await figure("incident-public-report-rate")).toEqual(["100.0", [whole, open, waiting].toSorted()]);
    const { groups } = await (await as("leader")).get<ScreenAnswer>("/api/screen");
    expect(groups.map(({ name }) => name.zh)).toContain("城市管理");
  }, 240_000);

  it("are proposed as one event with reasons, once turned down never again, and to nobody who only handles them", async () => {
    const at = { lon: 122.9087, lat: 41.0739 };
    const near = { place: { lon: 122.90884, lat: 41.0739 }, description: "小区南门外面有一堆垃圾没人管" };
    const main = await report({ place: at }, [await photo("resident", "photos", 300)]);
    const same = await report(near, [await photo("resident", "photos", 300)]);
    await report({ place: at, class: "0101", description: "楼道里停着电动车" });
    const { proposals, may, text } = await fusion("registrar", same);
    expect(may).toBe(true);
    expect(text).toBe(near.description);
    const found = proposals.find(({ caseNo }) => caseNo === main);
    expect(found).toMatchObject({ score: 100, metres: expect.closeTo(11.7, 0), bearing: 270, main: "other" });
    expect(found?.reasons.map(({ words }) => words.zh)).toEqual([
      "相距12米",
      "同类",
      expect.stringMatching(/^(同时上报|相隔\d分钟)$/),
      "描述相近（58%）",
      "照片相同",
    ]);
    expect(found?.channel?.zh).toBe("随手拍");
    expect(proposals.map(({ caseNo }) => caseNo)).toContain(main);
    expect((await fusion("registrar", main)).proposals[0]).toMatchObject({ caseNo: same, main: "this" });
    const registrar = await as("registrar");
    const turned = await registrar.try("POST", `/api/cases/${same}/not-one-event`, { other: main });
    expect(turned.status).toBe(200);
    for (const [one, other] of [
      [same, main],
      [main, same],
    ] as const)
      expect((await fusion("registrar", one)).proposals.map(({ caseNo }) => caseNo)).not.toContain(other);
    const handled = await dispatched({ place: at });
    expect(await fusion("handler-town", handled)).toMatchObject({ may: false, proposals: [] });
    expect(await attempt("handler-town", handled, "merge", { into: main })).toMatchObject({
      status: 403,
      body: { code: "CASE_MERGE_NOT_YOURS" },
    });
    const unseen = { other: main };
    const asked = await (await as("handler-town")).try("POST", `/api/cases/${main}/not-one-event`, unseen);
    expect(asked.status).toBe(409);
  }, 240_000);

  it("that are being handled are merged and taken out where they stood, on their own clock, and answered with the main case", async () => {
    const [main, other, late] = [await dispatched(), await dispatched(), await report()];
    const before = await page("handler-town", other);
    await must("dispatcher", other, "merge", { into: main, reason: "同一堆垃圾" });
    const merged = await page("registrar", other);
    expect(merged.summary.state).toBe("merged");
    expect(merged.tasks.filter(({ optional }) => !optional)).toEqual([]);
    expect(JSON.stringify(merged.history)).toContain(`并入案卷${main}（同一堆垃圾）`);
    expect(await fusion("registrar", main)).toMatchObject({ mergedIn: 1, reports: [{ caseNo: other }] });
    const [, counted] = await figure("incidents-reported");
    await expect
      .poll(async () => (await figure("incidents-reported"))[1], { timeout: 60_000 })
      .not.toContain(other);
    expect(counted).toContain(main);
    // The handling organ sees the main case and how many are with it, not the reports.
    expect(await fusion("handler-town", late).catch(() => "unseen")).toBe("unseen");
    await must("registrar", other, "unmerge", { reason: "另一处的垃圾" });
    const after = await page("handler-town", other);
    expect(after.tasks.map(({ id, element }) => [id, element])).toEqual(
      before.tasks.map(({ id, element }) => [id, element]),
    );
    expect(after.summary).toMatchObject({ state: "handling", clock: { dueOn: before.summary.clock?.dueOn } });
    expect(JSON.stringify(after.history)).toContain(`从案卷${main}拆分，从原来的环节接着办（另一处的垃圾）`);
    expect((await fusion("registrar", other)).proposals.map(({ caseNo }) => caseNo)).not.toContain(main);
    await expect
      .poll(async () => (await figure("incidents-reported"))[1], { timeout: 60_000 })
      .toContain(other);
    // Merged again and one more at its registration: both reporters are answered when the main case closes.
    await must("registrar", other, "merge", { into: main });
    await mustAct(await as("registrar"), late, "Task_Register", {
      registerOutcome: "merge",
      mainCase: other,
    });
    expect((await fusion("registrar", late)).into).toMatchObject({ caseNo: main, open: true });
    await close(main);
    for (const each of [other, late])
      await expect
        .poll(async () => (await page("resident", each)).documents.map(({ title }) => title.zh), {
          timeout: 60_000,
        })
        .toContain("办理情况答复书");
    expect((await page("registrar", other)).summary).toMatchObject({
      outcome: "merged",
      stateName: { zh: "已归档" },
    });
    expect(await attempt("registrar", other, "unmerge", { reason: "晚了" })).toMatchObject({
      status: 409,
      body: { code: "ENGINE_CASE_CLOSED" },
    });
  }, 240_000);

  it("are never merged into themselves, an unknown or closed case, or in a ring, and of two at once one is first", async () => {
    const [closed, a, b, c] = [await dispatched(), await report(), await report(), await report()];
    await close(closed);
    const refused = async (caseNo: string, into: string, code: string) =>
      expect(await attempt("registrar", caseNo, "merge", { into })).toMatchObject({
        body: { code },
      });
    await refused(a, a, "MERGE_INTO_ITSELF");
    await refused(a, "2103112099010100000000", "CASE_UNKNOWN");
    await refused(a, closed, "MERGE_MAIN_CLOSED");
    await refused(closed, a, "MERGE_TOO_LATE");
    const registrar = await as("registrar");
    const byForm = { registerOutcome: "merge", mainCase: closed };
    expect(await act(registrar, a, "Task_Register", byForm)).toMatchObject({
      status: 409,
      body: { code: "MERGE_MAIN_CLOSED" },
    });
    // Two persons confirm at once: one into a, one into b.
    const { version } = await page("registrar", c);
    const both = await Promise.all(
      (["registrar", "registrar-second"] as const).map(async (login, place) =>
        (await as(login)).try("POST", `/api/cases/${c}/merge`, { version, into: [a, b][place] }),
      ),
    );
    expect(both.map(({ status }) => status).toSorted((x, y) => x - y)).toEqual([200, 409]);
    const root = (await fusion("registrar", c)).into?.caseNo ?? "";
    const free = root === a ? b : a;
    await refused(c, free, "MERGE_ALREADY");
    await refused(root, c, "MERGE_CYCLE");
    // Into a merged case is into its main case.
    await must("registrar", free, "merge", { into: c });
    expect((await fusion("registrar", free)).into?.caseNo).toBe(root);
    // Two cases into each other at once: one is first, the other would make a ring.
    const [one, other] = [await report(), await report()];
    const crossed = await Promise.all([
      attempt("registrar", one, "merge", { into: other }),
      attempt("registrar-second", other, "merge", { into: one }),
    ]);
    expect(crossed.map(({ status }) => status).toSorted((x, y) => x - y)).toEqual([200, 409]);
    // What the main case was refused for is told to those who are with it.
    const ground = { refusalGround: "notThere", refusalNote: "网格员到现场查看，没有发现" };
    await mustAct(registrar, root, "Task_Register", { registerOutcome: "refuse", ...ground });
    for (const each of [c, free])
      await expect
        .poll(async () => (await page("resident", each)).summary.outcome, { timeout: 60_000 })
        .toBe("notRegistered");
    expect((await page("resident", c)).documents.map(({ title }) => title.zh)).toContain("办理情况答复书");
  }, 240_000);

  it("that are many are merged in one batch, each for itself: the main case among them is refused", async () => {
    const [main, one, two] = [await report(), await report(), await report()];
    const registrar = await as("registrar");
    const tasks = await Promise.all(
      [one, main, two].map(async (caseNo) => {
        const { tasks: open } = await page("registrar", caseNo);
        return { caseNo, task: open.find(({ element }) => element === "Task_Register")?.id ?? "" };
      }),
    );
    const values = { registerOutcome: "merge", mainCase: main };
    const previewed = await registrar.try("POST", "/api/desk/batches/preview", { tasks, values });
    expect(previewed.status, JSON.stringify(previewed.body)).toBe(200);
    const batch = previewed.body as BatchAnswer;
    expect(batch.lines.flatMap(({ caseNo, refused }) => (refused === null ? [] : [caseNo]))).toEqual([main]);
    expect((await registrar.try("POST", `/api/desk/batches/${batch.id}/run`)).status).toBe(200);
    await expect.poll(async () => (await fusion("registrar", main)).mergedIn, { timeout: 60_000 }).toBe(2);
    // The register form's own merge is taken apart too: back to that form.
    await must("registrar", one, "unmerge", { reason: "另一处" });
    const back = await page("registrar", one);
    expect(back.tasks.map(({ element }) => element)).toContain("Task_Register");
    expect(back.summary.state).toBe("reported");
    expect(JSON.stringify(back.history)).toContain("撤销并案（另一处）");
    expect((await fusion("registrar", one)).into).toBeNull();
    // Ended by hand it would leave the other one waiting.
    const { version } = await page("registrar", main);
    const ending = { version, reason: "误报" };
    const { code } = site.pack;
    const [kind, at] = ["staff", site.now()] as const;
    const head = { id: "head", login: "head", name: "值班主任", kind, outside: null, data: {}, at };
    const post = { id: "head-post", organ: "supervision-centre", role: "approver", division: code } as const;
    await createAccount(site.store, systemContext(code), head, [post]);
    const director = personOf(site, await enter(site, "head"));
    const ended = await director.try("POST", `/api/cases/${main}/cancel`, ending);
    expect(ended).toMatchObject({ status: 409, body: { code: "MERGE_HAS_OTHERS" } });
  }, 240_000);
});
