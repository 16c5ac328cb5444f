import { afterAll, beforeAll, expect, it } from "vitest";
import type { CaseAnswer, DeskPage } from "#contract";
import { findRecord, systemContext } from "#store";
import { untilPhotosJudged } from "../harness/incidents.ts";
import { act, mustAct, signInAs, type Person } from "../harness/person.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { samplePhoto } from "../support/sample-photo.ts";

const MATTER = "incident";
const PLACE = "210311006002";

const TOLD = {
  source: "report",
  kind: "event",
  class: "0102",
  description: "小区南门外有一堆生活垃圾",
  division: PLACE,
  reporter: { name: "王文娟", mobile: "13900000019", confidential: true },
};

const REGISTER = {
  registerOutcome: "register",
  classKey: "E-0102",
  urgentCase: false,
  registerNote: "现场属实",
};
const DISPATCH = {
  handlingOrgan: "tanggangzi",
  dispatchReason: "按类别的责任单位",
  dispatchMode: "single",
};

onEachDatabase("an incident", (database) => {
  let site: TestPlatform;
  let scene = 0;
  const people = new Map<string, Person>();
  const as = async (login: string): Promise<Person> => {
    const known = people.get(login) ?? (await signInAs(site.url, login));
    people.set(login, known);
    return known;
  };

  beforeAll(async () => {
    site = await startTestPlatform({ database, at: "2026-11-16T09:00:00+08:00", faces: false });
  }, 240_000);
  afterAll(() => site?.dispose());

  const photo = async (person: Person, material: string): Promise<string> => {
    scene += 1;
    const sent = await person.upload(MATTER, material, `${material}.jpg`, await samplePhoto({ scene }));
    expect(sent.status, JSON.stringify(sent.body)).toBe(200);
    return (sent.body as { sha256: string }).sha256;
  };
  const report = async (values: object = TOLD, login = "resident"): Promise<string> => {
    const answer = await (
      await as(login)
    ).try("POST", "/api/cases", {
      matter: MATTER,
      values,
      materials: {},
    });
    expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
    return (answer.body as { caseNo: string }).caseNo;
  };
  const page = async (login: string, caseNo: string): Promise<CaseAnswer> =>
    (await as(login)).get<CaseAnswer>(`/api/cases/${caseNo}`);
  const dispatched = async (values: object = DISPATCH): Promise<string> => {
    const caseNo = await report();
    await mustAct(await as("registrar"), caseNo, "Task_Register", REGISTER);
    await mustAct(await as("dispatcher"), caseNo, "Task_Dispatch", values);
    return caseNo;
  };
  const handle = async (caseNo: string, login = "handler-town"): Promise<void> => {
    const handler = await as(login);
    const afterPhotos = [await photo(handler, "afterPhotos")];
    const done = { handleResult: "done", handleNote: "垃圾已清运", materials: { afterPhotos } };
    await untilPhotosJudged(handler, caseNo, () => mustAct(handler, caseNo, "Task_Handle", done));
  };
  const verified = async (login = "verifier") => ({
    verifyResult: "fixed",
    verifyNote: "已清理干净",
    materials: { verifyPhotos: [await photo(await as(login), "verifyPhotos")] },
  });

  it("goes from its report to a closure that three people stand for, and is reopened on its first clock", async () => {
    const caseNo = await dispatched();
    const seen = await page("handler-town", caseNo);
    expect(seen.summary.title.zh).toBe("暴露垃圾 · 汤泉社区居民委员会");
    // Who reported it is nowhere on what a handling organ is sent.
    expect(JSON.stringify(seen)).not.toContain("13900000019");
    expect(JSON.stringify(seen)).not.toContain("王文娟");
    const due = seen.summary.clock;
    const handler = await as("handler-town");
    const bare = await act(handler, caseNo, "Task_Handle", { handleResult: "done", handleNote: "已清运" });
    expect(bare.status).toBe(422);
    await handle(caseNo);
    await mustAct(await as("verifier"), caseNo, "Task_Verify", await verified());
    await mustAct(await as("registrar"), caseNo, "Task_Close", { closeResult: "close", reply: "垃圾已清运" });
    await mustAct(await as("resident"), caseNo, "Task_Reopen", { reopenReason: "又堆在原处" });
    const again = await page("dispatcher", caseNo);
    expect(again.tasks.map(({ element }) => element)).toContain("Task_Dispatch");
    expect(again.summary.clock?.dueOn).toBe(due?.dueOn);
    expect(JSON.stringify(again.history)).toContain("恢复原时限");
  }, 180_000);

  it("is verified as it was seen though its photos were judged meanwhile, but not as somebody else left it", async () => {
    const caseNo = await dispatched();
    const handler = await as("handler-town");
    const afterPhotos = [await photo(handler, "afterPhotos")];
    const done = { handleResult: "done", handleNote: "垃圾已清运", materials: { afterPhotos } };
    let seen = 0;
    await untilPhotosJudged(handler, caseNo, async () => {
      const handled = await act(handler, caseNo, "Task_Handle", done);
      expect(handled.status).toBe(200);
      seen = (handled.body as { version: number }).version;
    });
    const { version, tasks } = await page("verifier", caseNo);
    expect(version).toBe(seen + 1);
    const path = `/api/cases/${caseNo}/tasks/${tasks.find(({ element }) => element === "Task_Verify")?.id}`;
    const verifier = await as("verifier");
    expect((await (await as("verifier-second")).try("POST", `${path}/claim`, { version: seen })).status).toBe(
      200,
    );
    const values = await verified();
    const late = await verifier.try("POST", `${path}/complete`, { version: seen, values });
    expect(late.status).toBe(409);
    const second = await verified("verifier-second");
    const taken = { version: seen + 2, values: second };
    expect((await (await as("verifier-second")).try("POST", `${path}/complete`, taken)).status).toBe(200);
    const after = await page("registrar", caseNo);
    expect(after.chain.intact).toBe(true);
    expect(after.tasks.map(({ element }) => element)).toContain("Task_Close");
  }, 180_000);

  it("is of the class that the registrar found, and goes to the organ that the dispatcher chose", async () => {
    const caseNo = await report();
    const found = { ...REGISTER, classKey: "E-0103" };
    await mustAct(await as("registrar"), caseNo, "Task_Register", found);
    const proposed = await page("dispatcher", caseNo);
    const registered = await page("registrar", caseNo);
    expect(JSON.stringify(registered.history)).toContain("更正了“类别”：暴露垃圾 → 积存垃圾渣土");
    expect(proposed.summary.title.zh).toBe("积存垃圾渣土 · 汤泉社区居民委员会");
    const chosen = { ...DISPATCH, handlingOrgan: "law-enforcement", dispatchReason: "占道堆放，属城管执法" };
    await mustAct(await as("dispatcher"), caseNo, "Task_Dispatch", chosen);
    const seen = await page("handler-law", caseNo);
    expect(seen.tasks.map(({ element }) => element)).toContain("Task_Handle");
  }, 180_000);

  it("stays as it was told where its registration does not ask for class and place", async () => {
    const caseNo = await report();
    const refused = {
      registerOutcome: "refuse",
      refusalGround: "notThere",
      refusalNote: "现场没有发现所反映的问题",
      classKey: "E-0103",
      foundPlace: { lon: 122.9087, lat: 41.0739 },
    };
    const sent = await act(await as("registrar"), caseNo, "Task_Register", refused);
    const after = await page("registrar", caseNo);
    expect(after.summary.title.zh).toBe("暴露垃圾 · 汤泉社区居民委员会");
    expect([sent.status, after.summary.outcome]).toEqual([200, "notRegistered"]);
    expect(JSON.stringify(after.history)).not.toContain("更正了");
  }, 180_000);

  it("closes with everything that was merged into it, and what was merged into that", async () => {
    const caseNo = await dispatched();
    const [one, other, further] = [await report(), await report(), await report()];
    const merge = async (from: string, mainCase: string) =>
      mustAct(await as("registrar"), from, "Task_Register", { registerOutcome: "merge", mainCase });
    await merge(one, caseNo);
    await merge(other, caseNo);
    await merge(further, one);
    await handle(caseNo);
    await mustAct(await as("verifier"), caseNo, "Task_Verify", await verified());
    await mustAct(await as("registrar"), caseNo, "Task_Close", { closeResult: "close", reply: "垃圾已清运" });
    for (const merged of [one, other, further])
      await expect
        .poll(async () => (await page("registrar", merged)).summary.outcome, { timeout: 60_000 })
        .toBe("merged");
  }, 180_000);

  it("is refused what would make its closure dishonest", async () => {
    const caseNo = await dispatched();
    await handle(caseNo);
    const values = await verified();
    const noPhoto = { verifyResult: "fixed", verifyNote: "已清理干净" };
    expect((await act(await as("verifier"), caseNo, "Task_Verify", noPhoto)).status).toBe(422);
    // Two verifiers at once, who saw the same: the second is told.
    const other = await verified("verifier-second");
    const seen = await page("verifier", caseNo);
    const task = seen.tasks.find(({ element }) => element === "Task_Verify");
    const send = async (login: string, found: object) =>
      (await as(login)).try("POST", `/api/cases/${caseNo}/tasks/${task?.id}/complete`, {
        version: seen.version,
        values: found,
      });
    const both = await Promise.all([send("verifier", values), send("verifier-second", other)]);
    const statuses = both.map(({ status }) => status).toSorted((a, b) => a - b);
    expect(statuses[0]).toBe(200);
    expect(statuses[1]).toBeGreaterThanOrEqual(404);
    expect(statuses[1]).toBeLessThan(500);
    // Nor may it be closed by who verified it, or handled by somebody of another organ.
    await expect(act(await as("handler-law"), caseNo, "Task_Close", {})).rejects.toThrow();
    const wrong = await report({ ...TOLD, class: "9999" });
    const unknown = await act(await as("registrar"), wrong, "Task_Register", {
      ...REGISTER,
      classKey: "E-9999",
    });
    expect(unknown.status).toBe(422);
    const away = await (
      await as("resident")
    ).try("POST", "/api/cases", {
      matter: MATTER,
      values: { ...TOLD, place: { lon: 116.4, lat: 39.9 } },
      materials: {},
    });
    expect(away.status).toBeGreaterThanOrEqual(400);
  }, 180_000);

  it("is sent back only with a clause, ruled on, and routes the next of its class and place", async () => {
    const caseNo = await dispatched();
    const handler = await as("handler-town");
    const sendBack = {
      handleResult: "sendBack",
      sendBackNote: "偷倒的建筑垃圾应由执法部门查处",
      suggestedOrgan: "law-enforcement",
    };
    expect((await act(handler, caseNo, "Task_Handle", sendBack)).status).toBe(422);
    const others = { ...sendBack, clause: "law-enforcement/1" };
    expect((await act(handler, caseNo, "Task_Handle", others)).status).toBe(422);
    await mustAct(handler, caseNo, "Task_Handle", { ...sendBack, clause: "tanggangzi/2" });
    await mustAct(await as("commander"), caseNo, "Task_Rule", {
      ruling: "reassign",
      ruledOrgan: "law-enforcement",
      rulingReason: "偷倒垃圾由执法部门查处并清理",
    });
    const precedent = await findRecord(
      site.store,
      systemContext(site.pack.code),
      "routing-precedents",
      "E-0102@tanggangzi",
    );
    expect(precedent).toMatchObject({ status: "inForce", data: { organ: "law-enforcement" } });
    // After the ruling it is sent back no more.
    const twice = { ...sendBack, suggestedOrgan: "tanggangzi", clause: "law-enforcement/3" };
    expect((await act(await as("handler-law"), caseNo, "Task_Handle", twice)).status).toBe(422);
    const next = await report();
    await mustAct(await as("registrar"), next, "Task_Register", REGISTER);
    const task = (await page("dispatcher", next)).tasks.find(({ element }) => element === "Task_Dispatch");
    expect(task?.values).toMatchObject({ handlingOrgan: "law-enforcement" });
    expect(JSON.stringify(task?.values)).toContain(`依据先例：案卷${caseNo}裁定`);
  }, 180_000);

  it("is split into cases of its own, and closes when all of them have", async () => {
    const caseNo = await dispatched({
      ...DISPATCH,
      handlingOrgan: "law-enforcement",
      dispatchMode: "split",
      children: [
        { organ: "law-enforcement", part: "查处占道堆放" },
        { organ: "tanggangzi", part: "清运垃圾" },
      ],
    });
    const parts = [
      ["handler-law", "查处占道堆放"],
      ["handler-town", "清运垃圾"],
    ] as const;
    /** The child case that stands in an organ's list once the message has begun it. */
    const childOf = async (login: string): Promise<string | undefined> => {
      const { items } = await (await as(login)).get<DeskPage>("/api/desk/tasks?view=mine");
      for (const { case: summary } of items)
        if (JSON.stringify((await page(login, summary.caseNo)).form).includes(caseNo)) return summary.caseNo;
      return undefined;
    };
    for (const [login, part] of parts) {
      await expect.poll(() => childOf(login), { timeout: 90_000, interval: 1_000 }).toMatch(/^\d{22}$/);
      const child = (await childOf(login)) ?? "";
      const seen = await page("registrar", child);
      expect(JSON.stringify(seen.form)).toContain(part);
      // It was registered and dispatched with its parent.
      expect(seen.tasks.map(({ element }) => element)).not.toContain("Task_Dispatch");
      await handle(child, login);
      await mustAct(await as("verifier"), child, "Task_Verify", await verified());
      await mustAct(await as("registrar"), child, "Task_Close", {
        closeResult: "close",
        reply: "已经处置完毕",
      });
    }
    await expect
      .poll(async () => (await page("registrar", caseNo)).tasks.map(({ element }) => element), {
        timeout: 90_000,
        interval: 1_000,
      })
      .toContain("Task_Close");
  }, 300_000);
});
