import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type {
  BatchAnswer,
  CaseAnswer,
  ClassesAnswer,
  DutyAnswer,
  MapCasesAnswer,
  MapChoicesAnswer,
  MapCountsAnswer,
  UrgentNews,
} from "#contract";
import { AT_TANGGANGZI, handleWhole, reported } from "../harness/incidents.ts";
import { listenAs, until } from "../harness/listener.ts";
import { mustAct, signInAs, type Person } from "../harness/person.ts";
import { startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { ask, enter } from "../harness/visitor.ts";

/** A Monday. */
const AT = "2026-11-16T09:00:00+08:00";
const SEEN = "bounds=122.7,40.9,123.3,41.3&zoom=10";
const RING = "122.90 41.07,122.92 41.07,122.92 41.08,122.90 41.08";

describe("the command desk", () => {
  let site: TestPlatform;
  const people = new Map<string, Person>();
  const as = async (login: string): Promise<Person> => {
    const known = people.get(login) ?? (await signInAs(site.url, login));
    people.set(login, known);
    return known;
  };
  const register = async (caseNo: string, change: object = {}): Promise<void> => {
    const values = {
      registerOutcome: "register",
      classKey: "E-0102",
      urgentCase: false,
      registerNote: "现场属实",
    };
    await mustAct(await as("registrar"), caseNo, "Task_Register", { ...values, ...change });
  };
  const counts = async (query = "", login = "dispatcher") =>
    (await as(login)).get<MapCountsAnswer>(`/api/desk/map?${SEEN}${query}`);
  const list = async (query = "", login = "dispatcher") =>
    (await as(login)).get<MapCasesAnswer>(`/api/desk/map/cases?${query}`);

  beforeAll(async () => {
    site = await startTestPlatform({ at: AT, faces: false });
  }, 240_000);
  afterAll(() => site?.dispose());

  it("tells within a second, and only those who see it, of a case that has become urgent", async () => {
    const { caseNo } = await reported(site);
    const dispatcher = await listenAs(site.url, await enter(site, "demo-dispatcher"));
    const elsewhere = await listenAs(site.url, await enter(site, "demo-clerk"));
    const told = () => dispatcher.heard.filter(({ event }) => event === "urgent");
    await register(caseNo, { urgentCase: true });
    await until(() => told().length > 0);
    const late = Date.parse(site.now()) - Date.parse((told()[0]?.data as UrgentNews).at);
    expect(told()[0]?.data).toMatchObject({ caseNo, title: { zh: "暴露垃圾 · 泉兴社区居民委员会" } });
    expect(late).toBeLessThan(1500);
    // A further step that shows it to nobody new is no news.
    await mustAct(await as("dispatcher"), caseNo, "Task_Dispatch", {
      handlingOrgan: "law-enforcement",
      dispatchReason: "占道堆放",
      dispatchMode: "single",
    });
    await until(() => dispatcher.heard.filter(({ event }) => event === "case").length > 1);
    expect(told().length).toBe(1);
    expect(elsewhere.heard.filter(({ event }) => event === "urgent")).toEqual([]);
    for (const { leave } of [dispatcher, elsewhere]) leave();
  }, 120_000);

  it("draws open cases, counts what presses, and narrows them by everything the address says", async () => {
    const { sum, points, clusters } = await counts();
    expect([sum, points.length, clusters]).toEqual([{ open: 1, urgent: 1, overdue: 0, near: 1 }, 1, []]);
    const heat = await counts("&heat=true");
    expect([heat.points, heat.clusters.map(({ open }) => open)]).toEqual([[], [1]]);
    for (const [query, open] of [
      ["&class=E-0102", 1],
      ["&class=E-01", 1],
      ["&class=C-01", 0],
      ["&state=handling&handling=law-enforcement&due=near&urgent=true&town=210311006", 1],
      ["&due=overdue", 0],
      ["&town=210311102", 0],
      [`&area=${RING}`, 1],
      ["&area=123.0,41.0,123.1,41.05", 0],
    ] as const)
      expect([query, (await counts(query)).sum.open]).toEqual([query, open]);
    const { items } = await list(`class=E-01&area=${RING}`);
    expect(items.map(({ urgent, handlingName, task }) => [urgent, handlingName?.zh, task])).toEqual([
      [true, "区执法局", null],
    ]);
    // Sessions end meanwhile.
    site.moveTo("2026-11-25T09:00:00+08:00");
    people.clear();
    expect((await counts("&due=overdue")).sum.open).toBe(1);
    site.moveTo(AT);
    people.clear();
    const { categories, states, organs, towns } = await (
      await as("dispatcher")
    ).get<MapChoicesAnswer>("/api/desk/map/choices");
    expect(categories.find(({ id }) => id === "E-01")?.name.zh).toBe("事件·市容环境");
    expect([states.length > 5, organs.length > 10, towns.length > 4]).toEqual([true, true, true]);
    expect(states.map(({ id }) => id)).not.toContain("settled");
  }, 120_000);

  it("answers a bad area or filter of the address in words", async () => {
    const visitor = await enter(site, "demo-dispatcher");
    const many = Array.from({ length: 121 }, (_, n) => `${122.9 + n / 10_000} ${41.07 + (n % 2) / 100}`).join(
      ",",
    );
    for (const [query, code] of [
      ["area=122.90 41.07,122.92 41.08,122.92 41.07,122.90 41.08", "AREA_CROSSES_ITSELF"],
      ["area=122.90 41.07,122.90 41.07,122.92 41.08", "AREA_CROSSES_ITSELF"],
      [`area=${many}`, "AREA_TOO_MANY_CORNERS"],
      ["area=116.3,39.8,116.5,40.0", "AREA_OUTSIDE_DISTRICT"],
      ["area=here", "AREA_UNREADABLE"],
      ["class=X-99", "MAP_FILTER_UNKNOWN"],
      ["state=lost", "MAP_FILTER_UNKNOWN"],
      ["handling=nobody", "MAP_FILTER_UNKNOWN"],
      ["due=soon", "MAP_FILTER_UNKNOWN"],
      ["town=110101", "MAP_FILTER_UNKNOWN"],
    ] as const) {
      for (const path of [`/api/desk/map?${SEEN}&${query}`, `/api/desk/map/cases?${query}`]) {
        const { status, body } = await ask(site, visitor, "GET", path);
        expect([query, status, (body as { code: string }).code]).toEqual([query, 422, code]);
      }
    }
  }, 60_000);

  it("dispatches in a batch, each case to its own organ with the reason, and tells which cannot be", async () => {
    const near = { lon: AT_TANGGANGZI.lon + 0.001, lat: AT_TANGGANGZI.lat };
    const [heap = "", cover = "", gone = ""] = await Promise.all(
      [{}, { class: "C-0101" }, {}].map(
        async (change) => (await reported(site, { ...change, point: near })).caseNo,
      ),
    );
    for (const [caseNo, classKey] of [
      [heap, "E-0102"],
      [cover, "C-0101"],
      [gone, "E-0102"],
    ] as const)
      await register(caseNo, { classKey });
    const { items, batches } = await list("state=registered");
    expect(items.length).toBe(3);
    // A manhole cover is urgent by its class.
    expect(items[0]).toMatchObject({
      case: { caseNo: cover },
      urgent: true,
      handlingName: { zh: "区住建局" },
    });
    const [offer] = batches;
    expect([batches.length, offer?.act.zh]).toEqual([1, "派给建议的部门"]);
    expect(Object.keys((offer?.form["properties"] ?? {}) as object)).toEqual(["dispatchMode"]);
    const dispatcher = await as("dispatcher");
    const tasks = items.map(({ case: { caseNo }, task }) => ({ caseNo, task: task?.task ?? "" }));
    const made = await dispatcher.try("POST", "/api/desk/batches/preview", {
      tasks,
      values: { dispatchMode: "single" },
    });
    const preview = made.body as BatchAnswer;
    expect(made.status, JSON.stringify(made.body)).toBe(200);
    const foreseen = (caseNo: string) =>
      preview.lines.find((line) => line.caseNo === caseNo)?.foreseen?.own.map(({ value }) => value.zh);
    expect([foreseen(heap), foreseen(cover)]).toEqual([
      ["汤岗子街道", "按类别的责任单位"],
      ["区住建局", "按类别的责任单位"],
    ]);
    // Somebody else is faster with one of them.
    await mustAct(await as("dispatcher-second"), gone, "Task_Dispatch", {
      handlingOrgan: "tanggangzi",
      dispatchReason: "按类别的责任单位",
      dispatchMode: "single",
    });
    await dispatcher.try("POST", `/api/desk/batches/${preview.id}/run`);
    const ended = async () => dispatcher.get<BatchAnswer>(`/api/desk/batches/${preview.id}`);
    await expect.poll(async () => (await ended()).status, { timeout: 30_000 }).toBe("done");
    const lines = new Map((await ended()).lines.map((line) => [line.caseNo, line]));
    expect([lines.get(heap)?.status, lines.get(cover)?.status, lines.get(gone)?.status]).toEqual([
      "done",
      "done",
      "refused",
    ]);
    expect(
      (await list("state=handling&handling=housing-construction")).items.map(({ case: one }) => one.caseNo),
    ).toEqual([cover]);
  }, 120_000);

  it("shows in a batch and with its class what was ruled before", async () => {
    const preview = async (caseNos: readonly string[]): Promise<BatchAnswer> => {
      const { items } = await list("state=registered");
      const tasks = await Promise.all(
        caseNos.map(async (caseNo) => {
          const shown = items.find((each) => each.case.caseNo === caseNo)?.task?.task;
          const page = await (await as("dispatcher")).get<CaseAnswer>(`/api/cases/${caseNo}`);
          return { caseNo, task: shown ?? page.tasks.find(({ element }) => element === "Task_Dispatch")?.id };
        }),
      );
      const dispatcher = await as("dispatcher");
      const asked = { tasks, values: { dispatchMode: "single" } };
      const made = await dispatcher.try("POST", "/api/desk/batches/preview", asked);
      expect(made.status, JSON.stringify(made.body)).toBe(200);
      return made.body as BatchAnswer;
    };
    const lineOf = ({ lines }: BatchAnswer, caseNo: string) => lines.find((line) => line.caseNo === caseNo);
    const dispatcher = await as("dispatcher");
    const { caseNo: ruled } = await reported(site);
    await register(ruled);
    await mustAct(dispatcher, ruled, "Task_Dispatch", {
      handlingOrgan: "tanggangzi",
      dispatchReason: "按类别的责任单位",
      dispatchMode: "single",
    });
    // The organ sends it back; the ruling binds the next of its class and town.
    await mustAct(await as("handler-town"), ruled, "Task_Handle", {
      handleResult: "sendBack",
      clause: "tanggangzi/2",
      sendBackNote: "偷倒的建筑垃圾应由执法部门查处",
      suggestedOrgan: "law-enforcement",
    });
    await mustAct(await as("commander"), ruled, "Task_Rule", {
      ruling: "reassign",
      ruledOrgan: "law-enforcement",
      rulingReason: "偷倒垃圾由执法部门查处并清理",
    });
    const { caseNo: next } = await reported(site);
    await register(next);
    const own = lineOf(await preview([next]), next)?.foreseen?.own.map(({ value }) => value.zh);
    expect(own).toEqual(["区执法局", `依据先例：案卷${ruled}裁定由该部门处置（2026-11-16）`]);
    const { items } = await dispatcher.get<ClassesAnswer>("/api/desk/classes?q=E-0102");
    expect(items[0]?.precedents).toMatchObject([
      {
        placeName: { zh: "汤岗子街道" },
        organName: { zh: "区执法局" },
        clause: "tanggangzi/2",
        reason: "偷倒垃圾由执法部门查处并清理",
        ruledCase: ruled,
        ruledOn: "2026-11-16",
      },
    ]);
  }, 180_000);

  it("leaves a case off the map once it is closed", async () => {
    const [heap] = (await list("handling=tanggangzi&state=handling")).items;
    const before = (await counts()).sum.open;
    await handleWhole(as, heap?.case.caseNo ?? "", "垃圾已清运", ["handle", "verify", "close"]);
    expect((await counts()).sum.open).toBe(before - 1);
  }, 120_000);

  it("knows who is on shift now, by day and past midnight", async () => {
    const duty = async () => (await as("dispatcher")).get<DutyAnswer>("/api/desk/duty");
    const { weekday, shifts } = await duty();
    expect(weekday.zh).toBe("周一");
    expect(shifts.filter(({ now }) => now).map(({ name }) => name)).toEqual(["孙立新", "宁立新", "姜秀芝"]);
    site.moveTo("2026-11-17T03:00:00+08:00");
    people.clear();
    const night = (await duty()).shifts.filter(({ now }) => now);
    expect(night.map(({ name, sinceYesterday }) => [name, sinceYesterday])).toEqual([
      ["马长河", true],
      ["康永利", true],
    ]);
    expect(night.every(({ telephone }) => telephone?.startsWith("0412-") === true)).toBe(true);
    site.moveTo(AT);
    people.clear();
  }, 60_000);

  it("hands a shift over: signed by who gives it and by another who takes it", async () => {
    const giver = await as("dispatcher");
    const values = {
      room: "command-centre",
      shiftDay: "2026-11-16",
      urgentCases: ["2103112026111600000001 暴露垃圾"],
      remarks: "汤泉社区暴露垃圾请接班后继续跟进",
    };
    const given = await giver.try("POST", "/api/cases", { matter: "shift-handover", values, materials: {} });
    expect(given.status, JSON.stringify(given.body)).toBe(200);
    const { caseNo } = given.body as { caseNo: string };
    const handovers = async () => (await giver.get<DutyAnswer>("/api/desk/duty")).handovers;
    expect(await handovers()).toMatchObject([
      { caseNo, givenBy: "宁立新", urgentCases: 1, takenBy: null, stateName: { zh: "待接班" } },
    ]);
    await expect(mustAct(giver, caseNo, "Task_Take", { takerName: "宁立新" })).rejects.toThrow();
    await mustAct(await as("dispatcher-second"), caseNo, "Task_Take", {
      takerName: "康永利",
      takeNote: "已核对",
    });
    expect(await handovers()).toMatchObject([{ caseNo, takenBy: "康永利", stateName: { zh: "已交接" } }]);
    const record = await ask(
      site,
      await enter(site, "demo-dispatcher"),
      "GET",
      `/api/records/shift-handovers/${caseNo}`,
    );
    expect(record.status).toBe(200);
  }, 60_000);

  it("finds a class by its words, with who handles it, in what time, and what was ruled before", async () => {
    const dispatcher = await as("dispatcher");
    const found = async (q: string) =>
      (await dispatcher.get<ClassesAnswer>(`/api/desk/classes?q=${encodeURIComponent(q)}`)).items;
    const [cover] = await found("上水井盖");
    expect(cover).toMatchObject({
      code: "C-0101",
      organName: { zh: "区住建局" },
      limit: { zh: "24小时" },
      severityName: { zh: "紧急" },
      precedents: [],
    });
    expect((await found("E-0102"))[0]?.organName).toBeNull();
    expect(await found("没有的类别")).toEqual([]);
    expect((await found("")).length).toBeGreaterThan(100);
  }, 60_000);

  it("draws cases that lie together as one mark with their number, and one by one when it is near", async () => {
    const before = (await counts()).sum.open;
    for (let again = 0; again < 2; again += 1) await register((await reported(site)).caseNo);
    const seen = async (zoom: number) => {
      const query = `bounds=122.5,40.9,123.3,41.3&zoom=${zoom}`;
      return (await as("dispatcher")).get<MapCountsAnswer>(`/api/desk/map?${query}`);
    };
    const [far, near] = [await seen(9), await seen(16)];
    expect(near.points.length).toBe(before + 2);
    expect(far.clusters.every(({ open }) => open > 1)).toBe(true);
    expect(far.clusters.length).toBeGreaterThan(0);
    const together = far.clusters.reduce((all, { open }) => all + open, 0);
    expect(together + far.points.length).toBe(before + 2);
  }, 60_000);
});
