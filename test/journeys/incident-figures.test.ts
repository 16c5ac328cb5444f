import { afterAll, beforeAll, expect, it } from "vitest";
import type { IndicatorRecordsAnswer, ScreenAnswer } from "#contract";
import { mustAct, signInAs, type Person } from "../harness/person.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
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

onEachDatabase("the figures of city management", (database) => {
  let site: TestPlatform;
  const people = new Map<string, Person>();
  const as = async (login: string): Promise<Person> => {
    const known = people.get(login) ?? (await signInAs(site.url, login));
    people.set(login, known);
    return known;
  };
  const report = async (): Promise<string> => {
    const sent = { matter: "incident", values: TOLD, materials: {} };
    const { status, body } = await (await as("resident")).try("POST", "/api/cases", sent);
    expect(status, JSON.stringify(body)).toBeLessThan(300);
    return (body as { readonly caseNo: string }).caseNo;
  };
  const dispatched = async (): Promise<string> => {
    const caseNo = await report();
    await mustAct(await as("registrar"), caseNo, "Task_Register", REGISTER);
    await mustAct(await as("dispatcher"), caseNo, "Task_Dispatch", DISPATCH);
    return caseNo;
  };
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
});
