import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import type {
  CaseAnswer,
  LinkAnswer,
  LinksAnswer,
  LookUpAnswer,
  ProblemAnswer,
  ReportFormAnswer,
} from "#contract";
import { dayAfter, localDateOf } from "#kernel";
import { handleWhole, report, reported } from "../harness/incidents.ts";
import { mustAct, type Person } from "../harness/person.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { ask, enter, NOBODY, personOf } from "../harness/visitor.ts";
import { samplePhoto } from "../support/sample-photo.ts";

const SLOW = 120_000;

onEachDatabase("a report without signing in", (database) => {
  let site: TestPlatform;
  const as = async (login: string): Promise<Person> => personOf(site, await enter(site, `demo-${login}`));

  beforeAll(async () => {
    site = await startTestPlatform({ database, at: "2026-11-16T09:00:00+08:00", faces: false });
  }, 240_000);
  afterAll(() => site?.dispose());

  const look = async (caseNo: string, code: string): Promise<LookUpAnswer> => {
    const { status, body } = await ask(site, NOBODY, "POST", "/api/public/case", { json: { caseNo, code } });
    expect([status, body]).toEqual([200, expect.anything()]);
    return body as LookUpAnswer;
  };
  const sendPhoto = (key: string, bytes: Uint8Array, name = "现场.jpg") =>
    ask(site, NOBODY, "POST", `/api/public/reports/${key}/photos?name=${encodeURIComponent(name)}`, {
      bytes: new Uint8Array(bytes),
      headers: { "content-type": "image/jpeg" },
    });
  const codeOf = ({ body }: { readonly body: unknown }): string => (body as ProblemAnswer).code;

  it("asks in plain words what, where and with which photos", async () => {
    const form = await (await as("resident")).get<ReportFormAnswer>("/api/public/reports");
    expect(form.classes.find(({ key }) => key === "E-0102")).toEqual({
      key: "E-0102",
      kind: "event",
      category: "市容环境",
      name: { zh: "暴露垃圾", en: expect.any(String) },
    });
    expect(form.communities.length).toBeGreaterThan(10);
    expect(form.photos).toMatchObject({ most: 5, types: ["image/jpeg", "image/png"] });
  });

  it(
    "is a case of its own, answered to whoever has its code, rated and opened again on its first clock",
    async () => {
      const key = randomUUID();
      const photo = await sendPhoto(key, await samplePhoto({ scene: 3 }));
      expect([photo.status, photo.body]).toEqual([200, expect.anything()]);
      const { sha256 } = photo.body as { readonly sha256: string };
      const reporter = { name: "周小燕", mobile: "13841200001", confidential: true };
      const first = await report(site, { photos: [sha256], reporter }, key);
      expect([first.status, first.body]).toEqual([200, expect.anything()]);
      // A phone that lost the answer asks again.
      expect((await report(site, { photos: [sha256], reporter }, key)).body).toEqual(first.body);
      const { caseNo, queryCode } = first.body as { caseNo: string; queryCode: { code: string } };
      const { code } = queryCode;
      expect(await look(caseNo, code)).toMatchObject({
        stateName: { zh: "待立案" },
        wanted: [],
        acts: [],
        reply: null,
      });
      const desk = await (await as("registrar")).get<CaseAnswer>(`/api/cases/${caseNo}`);
      expect(desk.summary.applicantName).toBe("上报人");
      expect(desk.summary.title.zh).toContain("暴露垃圾");
      // A governance case speaks of itself as one, and its class by name.
      expect(desk.form.find(({ name }) => name === "class")?.value.zh).toBe("暴露垃圾（0102）");
      expect(desk.summary.kind).toBe("incident");
      expect(desk.history.at(-1)?.sentence.zh).toContain("收到上报");
      await handleWhole(as, caseNo, "垃圾已清运，地面已清扫", ["register", "dispatch"]);
      // Who handles it is never told who reported it.
      const handler = await as("handler-town");
      const told = async (person: Person): Promise<string> =>
        JSON.stringify(await person.get<CaseAnswer>(`/api/cases/${caseNo}`));
      const reason = { reason: "核实上报的情况" };
      // Asking for the whole for a reason does not widen what is theirs to know; the centre gets it so, and not else.
      await handler.try("POST", `/api/cases/${caseNo}/reveal`, reason);
      for (const hidden of ["周小燕", "13841200001", "1384120"])
        expect(await told(handler)).not.toContain(hidden);
      const registrar = await as("registrar");
      expect(await told(registrar)).not.toContain("13841200001");
      await registrar.try("POST", `/api/cases/${caseNo}/reveal`, reason);
      expect(await told(registrar)).toContain("13841200001");
      await handleWhole(as, caseNo, "垃圾已清运，地面已清扫", ["handle", "verify", "close"]);
      const answered = await look(caseNo, code);
      expect(answered).toMatchObject({
        reply: "垃圾已清运，地面已清扫",
        acts: [{ act: "Task_Reopen", name: { zh: "要求重新处置" } }],
      });
      const started = answered.clock;
      const reopen = { caseNo, code, act: "Task_Reopen", words: "只清了一半，墙角还有一堆" };
      const headers = { "idempotency-key": randomUUID() };
      const wrong = await ask(site, NOBODY, "POST", "/api/public/case/acts", {
        json: { ...reopen, code: "00000000" },
        headers,
      });
      expect(codeOf(wrong)).toBe("LOOKUP_WRONG");
      const again = await ask(site, NOBODY, "POST", "/api/public/case/acts", { json: reopen, headers });
      expect([again.status, again.body]).toEqual([200, expect.anything()]);
      expect(again.body).toMatchObject({ stateName: { zh: "已立案，待派遣" }, acts: [] });
      expect((again.body as LookUpAnswer).clock?.intervals[0]?.from).toBe(started?.intervals[0]?.from);
      const over = await ask(site, NOBODY, "POST", "/api/public/case/acts", {
        json: reopen,
        headers: { "idempotency-key": randomUUID() },
      });
      expect(codeOf(over)).toBe("REPORT_ACT_OVER");
      await handleWhole(as, caseNo, "已全部清完", ["dispatch", "handle", "verify", "close"]);
      site.moveTo("2026-12-07T09:00:00+08:00");
      await expect
        .poll(async () => (await look(caseNo, code)).outcomeName?.zh, { timeout: 60_000, interval: 500 })
        .toBe("已处置结案");
      const rated = await ask(site, NOBODY, "POST", "/api/public/case/rating", {
        json: { caseNo, code, grade: 5, labels: [], words: "", anonymous: true },
      });
      expect([rated.status, rated.body]).toEqual([200, expect.anything()]);
    },
    SLOW,
  );

  it("refuses what cannot be: outside the district, no place, no photo, a class that is none, too many", async () => {
    const outside = await report(site, { point: { lon: 116.4, lat: 39.9 } });
    expect([outside.status, codeOf(outside)]).toEqual([422, "POINT_OUTSIDE_DISTRICT"]);
    expect(codeOf(await report(site, { point: null, community: null }))).toBe("REPORT_PLACE_MISSING");
    expect(codeOf(await report(site, { class: "E-9999" }))).toBe("REPORT_CLASS_UNKNOWN");
    const sixth = Array.from({ length: 6 }, (_, index) => String(index).repeat(64));
    expect(codeOf(await report(site, { photos: sixth }))).toBe("REPORT_PHOTOS_TOO_MANY");
    expect(codeOf(await report(site, { photos: ["0".repeat(64)] }))).toBe("FILE_UNKNOWN");
    const badMobile = { name: "", mobile: "12", confidential: false };
    expect(codeOf(await report(site, { reporter: badMobile }))).toBe("FORM_INVALID");
    const none = await sendPhoto(randomUUID(), Buffer.from("<html>这不是照片</html>"));
    expect([none.status, codeOf(none)]).toEqual([415, "FILE_TYPE_FORBIDDEN"]);
    const torn = await sendPhoto(randomUUID(), (await samplePhoto()).slice(0, 200));
    expect(codeOf(torn)).toBe("PHOTO_UNREADABLE");
  });

  it("keeps a script that somebody writes into a field as the text that it is", async () => {
    const description = "<script>alert(1)</script>路边有垃圾";
    const { caseNo } = await reported(site, { description, point: null, community: "210311006002" });
    const desk = await (await as("registrar")).get<CaseAnswer>(`/api/cases/${caseNo}`);
    expect(JSON.stringify(desk)).toContain("<script>alert(1)</script>路边有垃圾");
    expect(desk.summary.title.zh).not.toContain("script");
  });

  it(
    "is helped with by a party without an account: one link, one answer, and everything in the ledger",
    async () => {
      const day = (ahead: number): string => dayAfter(localDateOf(site.now()), ahead);
      const { caseNo } = await reported(site, { address: "供热站西墙外" });
      await handleWhole(as, caseNo, "", ["register", "dispatch"]);
      const handler = await as("handler-town");
      const away = { handleResult: "outside", outsideParty: "汤岗子供热站", outsideTask: "请关闭阀门后清理" };
      await mustAct(handler, caseNo, "Task_Handle", away);
      const page = await handler.get<CaseAnswer>(`/api/cases/${caseNo}`);
      const task = page.tasks.find(({ element }) => element === "Task_Outside");
      expect(task?.outside).toMatchObject({ to: "汤岗子供热站", days: 7 });
      expect(task?.outside?.shown.map(({ zh }) => zh)).toEqual(["问题描述", "位置", "现场照片"]);
      const path = `/api/cases/${caseNo}/tasks/${task?.id}/links`;
      const give = async (until: string, person = handler, key: string = randomUUID()) =>
        person.try("POST", path, { party: "汤岗子供热站", until }, key);
      expect(codeOf(await give(day(-1)))).toBe("LINK_DAY_WRONG");
      expect(codeOf(await give(day(60)))).toBe("LINK_DAY_WRONG");
      expect((await give(day(4), await as("verifier"))).status).toBeGreaterThanOrEqual(403);
      const key = randomUUID();
      const [first, revoked, short] = [
        await give(day(4), handler, key),
        await give(day(4)),
        await give(day(0)),
      ].map(({ body }) => body as LinkAnswer);
      expect((await give(day(4), handler, key)).body).toMatchObject({ id: first?.id });
      const tokenOf = (link: LinkAnswer | undefined): string => link?.url?.split("#")[1] ?? "";
      const token = tokenOf(first);
      const open = (asked: string) =>
        ask(site, NOBODY, "POST", "/api/public/links/look", { json: { token: asked } });
      const seen = await open(token);
      expect(seen.body).toMatchObject({
        party: "汤岗子供热站",
        asked: "请关闭阀门后清理",
        fields: [{ name: "description" }, { name: "place" }],
        materials: [{ id: "afterPhotos" }],
      });
      expect(JSON.stringify(seen.body)).toContain("供热站西墙外");
      // A link that was changed, made up, revoked or is past says so, each in its own words.
      expect(codeOf(await open(`${token.slice(0, -2)}xx`))).toBe("LINK_WRONG");
      // Cut off on its way, or more than any link.
      for (const wrong of ["", token.slice(0, 8), "x".repeat(400)])
        expect(codeOf(await open(wrong))).toBe("LINK_WRONG");
      expect(codeOf(await open(`${randomUUID()}.${token.split(".")[1]}`))).toBe("LINK_WRONG");
      const back = await handler.try("POST", `/api/cases/${caseNo}/links/${revoked?.id}/revoke`);
      expect(back.body).toMatchObject({ status: "revoked", url: null });
      expect(codeOf(await open(tokenOf(revoked)))).toBe("LINK_REVOKED");
      // Photos go where the form takes them, and nowhere else.
      const send = async (material: string, by = token) =>
        ask(site, NOBODY, "POST", `/api/public/links/photos?name=a.jpg&material=${material}`, {
          bytes: new Uint8Array(await samplePhoto({ scene: 31 })),
          headers: { "content-type": "image/jpeg", "x-link": by },
        });
      expect(codeOf(await send("photos"))).toBe("MATERIAL_UNKNOWN");
      expect(codeOf(await send("afterPhotos", "nothing"))).toBe("LINK_WRONG");
      const photo = await send("afterPhotos");
      expect(photo.status, JSON.stringify(photo.body)).toBe(200);
      const { sha256 } = photo.body as { readonly sha256: string };
      const values = {
        outsideResult: "done",
        outsideNote: "阀门已关闭，积水已清",
        materials: { afterPhotos: [sha256] },
      };
      const answer = (by: string, given: object, headers = { "idempotency-key": randomUUID() }) =>
        ask(site, NOBODY, "POST", "/api/public/links/answer", {
          json: { token: by, values: given },
          headers,
        });
      expect(codeOf(await answer(token, { outsideResult: "done" }))).toBe("TASK_VALUES_INVALID");
      // Of two answers at once one is taken; that one may be sent again by a phone that lost its receipt.
      const headers = [{ "idempotency-key": randomUUID() }, { "idempotency-key": randomUUID() }] as const;
      const both = await Promise.all([answer(token, values, headers[0]), answer(token, values, headers[1])]);
      expect(both.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 409]);
      const taken = both[0].status === 200 ? 0 : 1;
      expect(codeOf(both[1 - taken] ?? both[0])).toBe("LINK_USED");
      expect((await answer(token, values, headers[taken])).status).toBe(200);
      expect(codeOf(await open(token))).toBe("LINK_USED");
      expect(codeOf(await open(tokenOf(short)))).toBe("LINK_OVER");
      const kept = await handler.get<LinksAnswer>(path);
      const used = kept.items.find(({ id }) => id === first?.id);
      expect(used).toMatchObject({ status: "answered", url: null });
      expect(used?.events.map(({ said }) => said.zh)).toEqual(["对方提交答复", "对方打开查看", "发出链接"]);
      const after = await handler.get<CaseAnswer>(`/api/cases/${caseNo}`);
      expect(after.tasks.map(({ element }) => element)).toContain("Task_Handle");
      expect(after.history.find(({ sentence }) => sentence.zh.includes("阀门已关闭"))?.actor.zh).toBe(
        "汤岗子供热站",
      );
      expect(after.materials.find(({ id }) => id === "afterPhotos")?.files).toHaveLength(1);
      site.moveTo(`${day(1)}T09:00:00+08:00`);
      expect(codeOf(await open(tokenOf(short)))).toBe("LINK_EXPIRED");
      // Guessing is held up, whoever guesses.
      let guess = await open("guess.guess");
      for (let tries = 0; tries < 130 && guess.status === 404; tries += 1) guess = await open("guess.guess");
      expect(codeOf(guess)).toBe("LINKS_TOO_MANY");
    },
    SLOW,
  );

  it(
    "takes only so many from one address in an hour, and goes on afterwards",
    async () => {
      site.moveTo("2026-12-08T09:00:00+08:00");
      let refused = 0;
      for (let sent = 0; sent < 22; sent += 1) if ((await report(site)).status === 429) refused += 1;
      expect(refused).toBe(2);
      site.moveTo("2026-12-08T10:01:00+08:00");
      expect((await report(site)).status).toBe(200);
    },
    SLOW,
  );
});
