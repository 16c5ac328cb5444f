import { afterAll, beforeAll, expect, it } from "vitest";
import { rm } from "node:fs/promises";
import type {
  CaseAnswer,
  ChannelsAnswer,
  DeviceAnswer,
  HotlineTicketAnswer,
  IndicatorRecordsAnswer,
  MapCasesAnswer,
  ProblemAnswer,
  ScreenAnswer,
} from "#contract";
import { listCases, systemContext } from "#store";
import { AT_TANGGANGZI, handleWhole } from "../harness/incidents.ts";
import { startLibraryReceiver, type LibraryReceiver } from "../harness/library-receiver.ts";
import { json as answerOf } from "../harness/outside-system.ts";
import { packWithAddress } from "../harness/pack-with-address.ts";
import { act, mustAct, type Person } from "../harness/person.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { ask, enter, NOBODY, personOf, type Answer } from "../harness/visitor.ts";

const { lon, lat } = AT_TANGGANGZI;
const TICKET = {
  number: "AS2026-000017",
  kind: "whistle",
  urgent: false,
  receivedAt: "2026-11-16T08:40:00+08:00",
  dueAt: "2026-11-21T17:00:00+08:00",
  class: "E-0102",
  description: "有人往路边倒垃圾",
  address: "温泉路中段",
  point: { lon, lat },
  community: null,
  caller: { name: "高文博", mobile: "13841200003" },
};

onEachDatabase("what other systems and devices report", (database) => {
  let site: TestPlatform;
  let keys: ReadonlyMap<string, string>;
  let city: LibraryReceiver;
  let folder: string;
  const as = async (login: string): Promise<Person> => personOf(site, await enter(site, `demo-${login}`));
  const send = (sender: string, method: string, path: string, json?: object): Promise<Answer> =>
    ask(site, NOBODY, method, `/api/channels/${path}`, {
      headers: { authorization: `Bearer ${keys.get(sender) ?? "guessed"}` },
      ...(json === undefined ? {} : { json }),
    });
  const codeOf = ({ body }: Pick<Answer, "body">): string => (body as ProblemAnswer).code;
  const count = async (): Promise<number> => {
    const page = await listCases(site.store, systemContext(site.pack.code), {
      matter: "incident",
      limit: 100,
    });
    return page.items.length;
  };

  beforeAll(async () => {
    city = await startLibraryReceiver();
    let away = 2;
    city.before = () => (away-- > 0 ? answerOf({}, 503) : undefined);
    folder = await packWithAddress("city-hotline", city.url, {
      "libraries/hotline-answers.yaml": (text) => text.replace("connected: false", "connected: true"),
    });
    site = await startTestPlatform({
      database,
      at: "2026-11-16T09:00:00+08:00",
      faces: false,
      district: folder,
    });
    const { senders } = await (await as("admin")).get<ChannelsAnswer>("/api/admin/channels");
    keys = new Map(senders.map(({ id, key }) => [id, key]));
  }, 240_000);
  afterAll(async () => {
    await site?.dispose();
    await city?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it("takes a hotline ticket once by its number, hides who called, answers, and opens it again on the revisit", async () => {
    const sent = await send("city-hotline", "POST", "hotline/tickets", TICKET);
    expect([sent.status, sent.body]).toEqual([200, expect.anything()]);
    const { caseNo } = sent.body as HotlineTicketAnswer;
    const before = await count();
    // Sent again, also in other words, it stays one.
    const again = await send("city-hotline", "POST", "hotline/tickets", { ...TICKET, description: "催办" });
    expect([again.status, (again.body as HotlineTicketAnswer).caseNo]).toEqual([200, caseNo]);
    expect(await count()).toBe(before);
    // Twice at one moment in other words: one case, and both are told it.
    const pair = ["路面有个大坑", "路上有坑，车轮陷进去了"].map((description) => ({
      ...TICKET,
      number: "AS2026-000016",
      description,
    }));
    const both = await Promise.all(
      pair.map((ticket) => send("city-hotline", "POST", "hotline/tickets", ticket)),
    );
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect(new Set(both.map(({ body }) => (body as HotlineTicketAnswer).caseNo)).size).toBe(1);
    expect(await count()).toBe(before + 1);
    const desk = await (await as("registrar")).get<CaseAnswer>(`/api/cases/${caseNo}`);
    expect(desk.summary.applicantName).toBe("上报人");
    await handleWhole(as, caseNo, "垃圾已清运", ["register", "dispatch"]);
    // A second call about the same heap is merged: answered with it, and its revisit opens the main case again.
    const second = { ...TICKET, number: "AS2026-000019" };
    const twin = (await send("city-hotline", "POST", "hotline/tickets", second)).body as HotlineTicketAnswer;
    const { version } = await (await as("registrar")).get<CaseAnswer>(`/api/cases/${twin.caseNo}`);
    const into = { version, into: caseNo };
    const merged = await (await as("registrar")).try("POST", `/api/cases/${twin.caseNo}/merge`, into);
    expect([merged.status, merged.body]).toEqual([200, expect.anything()]);
    const handler = JSON.stringify(await (await as("handler-town")).get<CaseAnswer>(`/api/cases/${caseNo}`));
    for (const hidden of ["高文博", "13841200003", TICKET.number]) expect(handler).not.toContain(hidden);
    await handleWhole(as, caseNo, "垃圾已清运", ["handle", "verify", "close"]);
    const told = await send("city-hotline", "GET", `hotline/tickets/${TICKET.number}`);
    expect(told.body).toMatchObject({ caseNo, state: "settled", reply: "垃圾已清运", returned: false });
    const revisit = { responded: true, solved: false, satisfied: false, words: "又倒了一堆" };
    const path = `hotline/tickets/${TICKET.number}/revisit`;
    const revisited = await send("city-hotline", "POST", path, revisit);
    expect([revisited.status, revisited.body]).toEqual([200, expect.anything()]);
    expect((revisited.body as HotlineTicketAnswer).stateName.zh).toBe("已立案，待派遣");
    await handleWhole(as, caseNo, "再次清运，已加装围挡", ["dispatch", "handle", "verify", "close"]);
    const content = { responded: true, solved: true, satisfied: null, words: "围挡装得好" };
    expect((await send("city-hotline", "POST", path, content)).body).toMatchObject({ state: "settled" });
    // Who keeps the case reads what was said; who handled it does not.
    const revisitOf = async (login: string) =>
      (await as(login)).try("GET", `/api/records/hotline-revisits/${caseNo}`);
    const kept = await revisitOf("registrar");
    expect([kept.status, JSON.stringify(kept.body)]).toEqual([200, expect.stringContaining(content.words)]);
    expect((await revisitOf("handler-town")).status).toBe(404);
    const ofTwin = `hotline/tickets/${second.number}`;
    await expect
      .poll(async () => (await send("city-hotline", "GET", ofTwin)).body, { timeout: 60_000 })
      .toMatchObject({ outcome: "merged", reply: "垃圾已清运", returned: false });
    await send("city-hotline", "POST", `${ofTwin}/revisit`, revisit);
    expect((await send("city-hotline", "GET", `hotline/tickets/${TICKET.number}`)).body).toMatchObject({
      state: "registered",
    });
    // The last call counts: nothing was asked in it, and the rates below leave the ticket out.
    const unasked = { responded: null, solved: null, satisfied: null, words: "" };
    expect((await send("city-hotline", "POST", `${ofTwin}/revisit`, unasked)).status).toBe(200);
  }, 240_000);

  it("counts the three rates over what was asked, leaves out what the city excluded, and tells the city each step", async () => {
    const rate = async (id: string) => {
      const { figures } = await (await as("leader")).get<ScreenAnswer>("/api/screen");
      const { items } = await (
        await as("leader")
      ).get<IndicatorRecordsAnswer>(`/api/indicators/hotline-${id}-rate/records`);
      return [figures.find((each) => each.id === `hotline-${id}-rate`)?.value, items.length];
    };
    const take = async (number: string, found: object): Promise<string> => {
      const told = await send("city-hotline", "POST", "hotline/tickets", {
        ...TICKET,
        number,
        kind: "complaint",
      });
      const { caseNo } = told.body as HotlineTicketAnswer;
      const asked = { responded: null, solved: null, satisfied: null, words: "", ...found };
      const revisit = await send("city-hotline", "POST", `hotline/tickets/${number}/revisit`, asked);
      expect([revisit.status, revisit.body]).toEqual([200, expect.anything()]);
      return caseNo;
    };
    // With the ticket of before (responded, solved, satisfaction not asked): 3 of 4, 2 of 3, 1 of 2.
    await take("AS2026-000101", { responded: true, solved: true, satisfied: true });
    await take("AS2026-000102", { responded: true, solved: false, satisfied: false });
    const excluded = await take("AS2026-000103", { responded: false, satisfied: null });
    const rates = () => Promise.all(["response", "solved", "satisfied"].map(rate));
    await expect.poll(rates, { timeout: 30_000 }).toEqual([
      ["75.0", 4],
      ["66.7", 3],
      ["50.0", 2],
    ]);
    const asked = {
      ticket: "AS2026-000103",
      ground: "outOfDuty",
      statement: "该路段由市级部门管养，不在本区职责清单内",
      division: "210311006002",
    };
    const opened = await (
      await as("registrar")
    ).try("POST", "/api/cases", { matter: "hotline-exclusion", values: asked, materials: {} });
    expect([opened.status, opened.body]).toEqual([200, expect.anything()]);
    const { caseNo } = opened.body as { readonly caseNo: string };
    const answer = (accepted: boolean) =>
      send("city-hotline", "POST", "hotline/tickets/AS2026-000103/exclusion", {
        accepted,
        words: "经核，见附件",
      });
    expect(codeOf(await answer(true))).toBe("EXCLUSION_NOT_ASKED");
    await mustAct(await as("duty-chief"), caseNo, "Task_Review", {
      reviewOutcome: "ask",
      reviewNote: "属实",
    });
    expect((await answer(false)).status).toBe(200);
    await mustAct(await as("registrar"), caseNo, "Task_Appeal", {
      appealOutcome: "appeal",
      appealStatement: "补充市级养护合同，请复核",
    });
    expect((await answer(true)).status).toBe(200);
    expect(codeOf(await answer(true))).toBe("EXCLUSION_NOT_ASKED");
    const closed = await (await as("registrar")).get<CaseAnswer>(`/api/cases/${caseNo}`);
    expect(closed.summary.outcomeName?.zh).toBe("已剔除");
    await expect.poll(rates, { timeout: 30_000 }).toEqual([
      ["100.0", 3],
      ["66.7", 3],
      ["50.0", 2],
    ]);
    expect(excluded).toMatch(/^\d{22}$/);
    // The city was away when it was told first, and has everything now, each ticket's in its order.
    const told = (subject: string) => [...city.held.values()].filter((each) => each.subject === subject);
    await expect
      .poll(() => told(caseNo).map(({ data }) => data["LX"]), { timeout: 60_000 })
      .toEqual(["exclusion", "appeal"]);
    const whistle = (await send("city-hotline", "GET", `hotline/tickets/${TICKET.number}`))
      .body as HotlineTicketAnswer;
    await expect
      .poll(() => told(whistle.caseNo).find(({ data }) => data["HJMC"] === "结案")?.data, { timeout: 60_000 })
      .toMatchObject({
        GDBH: TICKET.number,
        LX: "progress",
        DF: expect.stringMatching(/清运/),
      });
    expect(city.faults).toEqual([]);
    expect(JSON.stringify([...city.held.values()])).not.toContain("高文博");
  }, 240_000);

  it("takes a ticket whose place the city does not know; the staff say who handles it", async () => {
    const number = "AS2026-000021";
    const told = { ...TICKET, number, kind: "help", point: null, address: "环线公路某处" };
    const sent = await send("city-hotline", "POST", "hotline/tickets", told);
    expect([sent.status, sent.body]).toEqual([200, expect.anything()]);
    const { caseNo } = sent.body as HotlineTicketAnswer;
    const desk = await (await as("registrar")).get<CaseAnswer>(`/api/cases/${caseNo}`);
    expect(desk.summary.title.zh).toBe("暴露垃圾 · 千山区");
    expect(desk.form.find(({ name }) => name === "place")?.value.zh).toContain("环线公路某处");
    // Where it is, the registrar finds out: what is no place, or none of the district, is told at its field.
    const registrar = await as("registrar");
    const found = { registerOutcome: "register", classKey: "E-0102", registerNote: "现场属实" };
    const at = (foundPlace: object) =>
      act(registrar, caseNo, "Task_Register", { ...found, urgentCase: false, foundPlace });
    expect(codeOf(await at({ lon: 122.95 }))).toBe("TASK_VALUES_INVALID");
    expect(codeOf(await at({ lon: 121.6, lat: 38.9 }))).toBe("POINT_OUTSIDE_DISTRICT");
    expect((await at(TICKET.point)).status).toBe(200);
    const placed = await registrar.get<CaseAnswer>(`/api/cases/${caseNo}`);
    expect(placed.summary.title.zh).toBe("暴露垃圾 · 泉兴社区居民委员会");
    expect(placed.form.find(({ name }) => name === "place")?.value.zh).toContain("环线公路某处");
    expect(placed.history.map(({ sentence }) => sentence.zh).join()).toContain("更正了“位置”");
    expect(placed.chain.intact).toBe(true);
    const seen = await (await as("dispatcher")).get<MapCasesAnswer>("/api/desk/map/cases?limit=100");
    expect(seen.items.map((one) => one.case.caseNo)).toContain(caseNo);
    await handleWhole(as, caseNo, "垃圾已清运", ["dispatch", "handle", "verify", "close"]);
    expect((await send("city-hotline", "GET", `hotline/tickets/${number}`)).body).toMatchObject({
      state: "settled",
      reply: "垃圾已清运",
    });
    // Without an address there is nothing that anybody could find.
    const blank = { ...told, number: "AS2026-000022", address: "" };
    expect(codeOf(await send("city-hotline", "POST", "hotline/tickets", blank))).toBe("REPORT_PLACE_MISSING");
  }, 120_000);

  it("returns to the city what is not registered, with the reason", async () => {
    const number = "AS2026-000018";
    const sent = await send("city-hotline", "POST", "hotline/tickets", { ...TICKET, number, kind: "help" });
    const { caseNo } = sent.body as HotlineTicketAnswer;
    const registrar = await as("registrar");
    const page = await registrar.get<CaseAnswer>(`/api/cases/${caseNo}`);
    const task = page.tasks.find(({ element }) => element === "Task_Register");
    const refused = await registrar.try("POST", `/api/cases/${caseNo}/tasks/${task?.id}/complete`, {
      version: page.version,
      values: {
        registerOutcome: "refuse",
        refusalGround: "outOfDuty",
        refusalNote: "属于市管道路，请转市级部门",
      },
    });
    expect([refused.status, refused.body]).toEqual([200, expect.anything()]);
    expect((await send("city-hotline", "GET", `hotline/tickets/${number}`)).body).toMatchObject({
      returned: true,
      reply: "属于市管道路，请转市级部门",
    });
  }, 120_000);

  it("takes what a device saw at its own place and of its own class, and no message twice or too late", async () => {
    const at = site.now();
    const sent = await send("camera-tanggangzi-01", "POST", "devices/messages", {
      id: "frame-0001",
      at,
      words: "",
    });
    expect([sent.status, sent.body]).toEqual([200, expect.anything()]);
    const { caseNo } = sent.body as DeviceAnswer;
    const desk = await (await as("registrar")).get<CaseAnswer>(`/api/cases/${caseNo}`);
    expect(desk.summary.title.zh).toContain("暴露垃圾");
    const replayed = await send("camera-tanggangzi-01", "POST", "devices/messages", {
      id: "frame-0001",
      at,
      words: "另一句",
    });
    expect([replayed.status, codeOf(replayed)]).toEqual([409, "DEVICE_MESSAGE_REPLAYED"]);
    const twice = ["烟雾", "明火"].map((words) => ({ id: "frame-0004", at, words }));
    const told = await Promise.all(
      twice.map((json) => send("camera-tanggangzi-01", "POST", "devices/messages", json)),
    );
    expect(told.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 409]);
    expect(told.map(codeOf)).toContain("DEVICE_MESSAGE_REPLAYED");
    const late = { id: "frame-0002", at: "2026-11-16T08:00:00+08:00", words: "" };
    expect(codeOf(await send("camera-tanggangzi-01", "POST", "devices/messages", late))).toBe(
      "DEVICE_TIME_OFF",
    );
    for (const stranger of ["nobody", "city-hotline"])
      expect(
        codeOf(await send(stranger, "POST", "devices/messages", { id: "frame-0003", at, words: "" })),
      ).toBe("CHANNEL_KEY_WRONG");
  });
});
