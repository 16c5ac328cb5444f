import { createHash } from "node:crypto";
import { rm } from "node:fs/promises";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { FailurePage, LibrariesAnswer, ReportPage } from "#contract";
import { instantFromMillis, millisOf } from "#kernel";
import { foundInTime } from "../harness/found-in-time.ts";
import { applyForFoodLicence } from "../harness/food-licence.ts";
import { packWithLibraries } from "../harness/library-pack.ts";
import { startLibraryReceiver, type HeldReport, type LibraryReceiver } from "../harness/library-receiver.ts";
import { json } from "../harness/outside-system.ts";
import type { Person } from "../harness/person.ts";
import { mustRegister } from "../harness/sole-trader.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { enter, personOf } from "../harness/visitor.ts";

const SLOW = 120_000;

onEachDatabase("what libraries outside are told", (database) => {
  let site: TestPlatform;
  let receiver: LibraryReceiver;
  let folder: string;

  beforeAll(async () => {
    receiver = await startLibraryReceiver();
    folder = await packWithLibraries(receiver.url);
    site = await startTestPlatform({
      database,
      at: "2026-11-16T09:00:00+08:00",
      faces: false,
      district: folder,
    });
  }, SLOW);
  beforeEach(() => {
    receiver.before = () => undefined;
  });
  afterAll(async () => {
    await site?.dispose();
    await receiver?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const as = async (login: string): Promise<Person> => personOf(site, await enter(site, `demo-${login}`));
  const of = (subject: string): readonly HeldReport[] =>
    [...receiver.held.values()].filter((report) => report.subject === subject);
  const kindsOf = (subject: string): readonly string[] => of(subject).map(({ event }) => event);
  const untilTold = (subject: string, event: string): Promise<HeldReport> =>
    foundInTime(() => of(subject).find((report) => report.event === event));
  const endedCase = async (): Promise<string> => {
    const { caseNo } = await applyForFoodLicence(await as("shop-owner"));
    await end(caseNo);
    return caseNo;
  };
  const end = async (caseNo: string): Promise<void> => {
    const reason = "同一申请重复提交，另案办理";
    const ended = await (
      await as("approver")
    ).try("POST", `/api/cases/${caseNo}/cancel`, { version: 1, reason });
    if (ended.status !== 200) throw new Error(JSON.stringify(ended.body));
  };
  const failures = async () => (await (await as("configurer")).get<FailurePage>("/api/failures")).items;
  const reports = async (query: string): Promise<ReportPage["items"]> =>
    (await (await as("admin")).get<ReportPage>(`/api/admin/libraries/case-library/reports${query}`)).items;

  it(
    "is each case in order, the certificate with its file, the rating, in the library's own words and nothing of a person",
    async () => {
      const { caseNo } = await mustRegister(await as("shop-owner"));
      await untilTold(caseNo, "case.closed");
      const told = kindsOf(caseNo);
      expect(told[0]).toBe("case.opened");
      expect(told.indexOf("case.decided")).toBeGreaterThan(told.indexOf("case.accepted"));
      expect(told.at(-1)).toBe("case.closed");
      expect(of(caseNo)[0]?.data).toMatchObject({ BJBH: caseNo, XZQH: expect.stringMatching(/^210311/) });
      expect(of(caseNo)[0]?.data["YWBLXBM"]).toMatch(/^[0-9A-Z]{33}$/);
      expect(of(caseNo).map(({ previous }) => previous)).toEqual(
        [null, ...of(caseNo).map(({ id }) => id)].slice(0, -1),
      );

      const issued = await foundInTime(() =>
        receiver.of("/certificates").find(({ event }) => event === "certificate.issued"),
      );
      const file = await fetch(String(issued.data["WJDZ"]).replace(/^.*?\/api/, `${site.url}/api`));
      expect(file.headers.get("content-type")).toBe("application/pdf");
      const sha256 = createHash("sha256")
        .update(new Uint8Array(await file.arrayBuffer()))
        .digest("hex");
      expect(sha256).toBe(issued.data["WJZY"]);
      const guessed = await fetch(String(issued.data["WJDZ"]).replace(/key=.*/, "key=guessed"));
      expect(guessed.status).toBe(404);

      const ended = await endedCase();
      const owner = await as("shop-owner");
      await owner.try("POST", `/api/cases/${ended}/rating`, {
        grade: 5,
        labels: [],
        words: "好",
        anonymous: true,
      });
      const rated = await foundInTime(() => receiver.of("/ratings")[0]);
      expect(rated.data).toMatchObject({ PJDJ: 5, SFNM: true, BJBH: null });
      expect(receiver.faults).toEqual([]);
      expect(receiver.heard.map(({ body }) => body).join("")).not.toMatch(/何志军|139000|210311199907041608/);
    },
    SLOW,
  );

  it(
    "is each approved step of a matter in the catalogue, and nothing of what was only proposed or refused",
    async () => {
      const [first, second] = [await as("configurer"), await as("configurer-second")];
      const path = "/api/admin/matters/tree-felling-licence/proposals";
      const propose = async (act: string, more: object = {}): Promise<void> => {
        const asked = { act, from: "2026-11-16", reason: "系统改造", ...more };
        expect((await first.try("POST", path, asked)).status).toBe(200);
      };
      const decide = async (approve: boolean): Promise<void> => {
        const said = { approve, reason: "情况属实" };
        expect((await second.try("POST", `${path}/decision`, said)).status).toBe(200);
      };
      await propose("suspend", { to: "2026-11-20" });
      await decide(false);
      await propose("suspend", { to: "2026-11-20" });
      await decide(true);
      await propose("resume");
      await decide(true);
      const told = await foundInTime(() => {
        const found = receiver.of("/items");
        return found.length < 2 ? undefined : found;
      });
      expect(told.map(({ event, data }) => [event, data["BGLX"], data["ZT"], data["ZZRQ"]])).toEqual([
        ["matter.changed", "suspend", "suspended", "2026-11-20"],
        ["matter.changed", "resume", "inForce", null],
      ]);
      expect(told[0]?.data["YWBLXBM"]).toMatch(/^[0-9A-Z]{33}$/);
      expect(told[0]?.data["SXMC"]).toContain("林木采伐");
      expect(receiver.faults).toEqual([]);
    },
    SLOW,
  );

  it(
    "is taken once although the answer was lost, and nothing of a case goes before what stands before it",
    async () => {
      let lost = 0;
      receiver.before = (report) => {
        if (report.event !== "case.opened" || lost >= 2) return undefined;
        lost += 1;
        receiver.held.set(report.id, report);
        return json({}, 500);
      };
      const caseNo = await endedCase();
      await untilTold(caseNo, "case.closed");
      expect(lost).toBe(2);
      const [first] = of(caseNo);
      const tries = receiver.heard.filter(({ headers }) => headers["idempotency-key"] === first?.id);
      expect(tries).toHaveLength(3);
      expect(new Set(tries.map(({ body }) => body)).size).toBe(1);
      expect(receiver.faults).toEqual([]);
    },
    SLOW,
  );

  it(
    "is left to a person at once where the library names a field, and goes on from there",
    async () => {
      const wrong = json({ errors: [{ field: "YWBLXBM", message: "事项编码未登记" }] }, 422);
      receiver.before = ({ event }) => (event === "case.opened" ? wrong : undefined);
      const caseNo = await endedCase();
      const failure = await foundInTime(async () =>
        (await failures()).find(
          ({ code, message }) => code === "LIBRARY_REFUSED" && message.zh.includes("YWBLXBM"),
        ),
      );
      expect(failure.name.zh).toBe("向办件库上报");
      expect(
        (await reports("?state=refused")).map(({ subject, lastAnswer }) => [subject, lastAnswer]),
      ).toEqual([[caseNo, "422 YWBLXBM：事项编码未登记"]]);
      const heard = receiver.heard.filter(({ body }) => body.includes(caseNo)).length;
      expect(heard).toBe(1);
      const open = await (await as("admin")).get<LibrariesAnswer>("/api/admin/libraries");
      expect(open.libraries.find(({ id }) => id === "case-library")).toMatchObject({ refused: 1 });

      receiver.before = () => undefined;
      const configurer = await as("configurer");
      expect(
        (await configurer.try("POST", "/api/failures/deliveries/retry", { id: failure.id })).status,
      ).toBe(200);
      await untilTold(caseNo, "case.closed");
      expect(kindsOf(caseNo)[0]).toBe("case.opened");
    },
    SLOW,
  );

  it(
    "goes on without what a person drops, saying why",
    async () => {
      const wrong = json({ errors: [{ field: "BJBH", message: "不受理测试件" }] }, 400);
      receiver.before = ({ event }) => (event === "case.opened" ? wrong : undefined);
      const caseNo = await endedCase();
      const failure = await foundInTime(async () =>
        (await failures()).find(({ message }) => message.zh.includes("BJBH")),
      );
      const dropped = { id: failure.id, reason: "对方约定不收此类办件的收件信息" };
      const configurer = await as("configurer");
      expect((await configurer.try("POST", "/api/failures/deliveries/skip", dropped)).status).toBe(200);
      await untilTold(caseNo, "case.closed");
      expect(kindsOf(caseNo)).not.toContain("case.opened");
    },
    SLOW,
  );

  /** Goes on an hour at a time until it has come about. */
  const untilLater = (look: () => boolean | Promise<boolean>): Promise<true> =>
    foundInTime(async () => {
      if (await look()) return true;
      site.moveTo(instantFromMillis(millisOf(site.now()) + 3_600_000));
      await new Promise((resolve) => setTimeout(resolve, 700));
      return undefined;
    });

  it(
    "arrives whole and in order after a day without the library, and is given up only when its patience is over",
    async () => {
      receiver.before = () => json({}, 503);
      const first = await endedCase();
      await foundInTime(() => (receiver.heard.some(({ body }) => body.includes(first)) ? true : undefined));
      for (let hour = 10; hour < 34; hour += 2) {
        site.moveTo(
          `2026-11-${16 + Math.floor(hour / 24)}T${String(hour % 24).padStart(2, "0")}:00:00+08:00`,
        );
        await new Promise((resolve) => setTimeout(resolve, 300));
      }
      expect(await failures()).toEqual([]);
      const tries = receiver.heard.filter(({ body }) => body.includes(first)).length;
      expect(tries).toBeGreaterThan(8);
      receiver.before = () => undefined;
      // A try that was under way as the clock was moved waits its hour from there.
      await untilLater(() => kindsOf(first).includes("case.closed"));
      expect(kindsOf(first)).toEqual(["case.opened", "case.closed"]);

      receiver.before = () => json({}, 503);
      const second = await endedCase();
      await foundInTime(() => (receiver.heard.some(({ body }) => body.includes(second)) ? true : undefined));
      site.moveTo(instantFromMillis(millisOf(site.now()) + 2 * 86_400_000));
      await untilLater(async () => (await failures()).length > 0);
      const [failure] = await failures();
      expect(failure?.message.zh).toContain("503");
      receiver.before = () => undefined;
      const [waiting] = await reports("?state=waiting");
      const resend = `/api/admin/libraries/case-library/reports/${waiting?.report}/resend`;
      // The latest first: what stands before it in its case goes first all the same.
      expect((await (await as("admin")).try("POST", resend)).status).toBe(200);
      await untilTold(second, "case.closed");
      expect(kindsOf(second)).toEqual(["case.opened", "case.closed"]);
      expect((await failures()).map(({ id }) => id)).not.toContain(failure?.id);
      expect(receiver.faults).toEqual([]);
    },
    SLOW,
  );
});
