import { rm } from "node:fs/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { FailurePage, ReconciliationLinePage, ReconciliationPage } from "#contract";
import { findRecord, systemContext } from "#store";
import { foundInTime } from "../harness/found-in-time.ts";
import { applyForFoodLicence } from "../harness/food-licence.ts";
import { packWithLibraries } from "../harness/library-pack.ts";
import { startLibraryReceiver, type LibraryReceiver } from "../harness/library-receiver.ts";
import { json } from "../harness/outside-system.ts";
import type { Person } from "../harness/person.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { enter, personOf } from "../harness/visitor.ts";

const SLOW = 120_000;
const LIBRARY = "case-library";
const DAY = "2026-11-16";

type Row = ReconciliationPage["items"][number];

onEachDatabase("a day compared with a library outside", (database) => {
  let site: TestPlatform;
  let receiver: LibraryReceiver;
  let folder: string;

  beforeAll(async () => {
    receiver = await startLibraryReceiver();
    folder = await packWithLibraries(receiver.url);
    site = await startTestPlatform({ database, at: `${DAY}T09:00:00+08:00`, faces: false, district: folder });
  }, SLOW);
  afterAll(async () => {
    await site?.dispose();
    await receiver?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const as = async (login: string): Promise<Person> => personOf(site, await enter(site, `demo-${login}`));
  const rows = async (): Promise<readonly Row[]> =>
    (await (await as("admin")).get<ReconciliationPage>("/api/admin/reconciliations")).items;
  const untilRow = (day: string, state: Row["state"], library = LIBRARY): Promise<Row> =>
    foundInTime(async () =>
      (await rows()).find((row) => row.library === library && row.day === day && row.state === state),
    );
  const linesOf = async (verdict: string): Promise<readonly string[]> => {
    const path = `/api/admin/reconciliations/${LIBRARY}/${DAY}?verdict=${verdict}`;
    return (await (await as("admin")).get<ReconciliationLinePage>(path)).items.map(({ report }) => report);
  };
  const failures = async () => (await (await as("configurer")).get<FailurePage>("/api/failures")).items;
  const recordOf = (day: string) =>
    findRecord(site.store, systemContext(site.pack.code), "reconciliation", `${LIBRARY}-${day}`);

  it(
    "finds what was lost, altered and made up, tells again what is missing, and a person of the rest",
    async () => {
      const told: string[] = [];
      for (let each = 0; each < 3; each += 1)
        told.push((await applyForFoodLicence(await as("shop-owner"))).caseNo);
      const held = await foundInTime(() => {
        const all = [...receiver.held.values()].filter(({ subject }) => told.includes(subject));
        return all.length === 3 ? all : undefined;
      });
      const [lost = "", altered = "", whole = ""] = held.map(({ id }) => id);
      receiver.lose(lost);
      receiver.alter(altered);
      const invented = receiver.invent("/cases", DAY);

      site.moveTo("2026-11-17T02:29:30+08:00");
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      expect(await rows()).toEqual([]);
      site.moveTo("2026-11-17T02:55:00+08:00");
      const row = await untilRow(DAY, "open");
      expect(row).toMatchObject({ expected: 3, matched: 1, missing: 1, unknown: 1, differing: 1 });
      expect(await linesOf("matched")).toEqual([whole]);
      expect(await linesOf("missing")).toEqual([lost]);
      expect(await linesOf("unknown")).toEqual([invented]);
      expect(await linesOf("differing")).toEqual([altered]);
      expect(await linesOf("expected")).toEqual([lost, altered, whole].toSorted());
      expect(await recordOf(DAY)).toMatchObject({
        status: "open",
        data: { expected: 3, matched: 1, missing: 1, unknown: 1, differing: 1, resent: 1, library: LIBRARY },
      });
      await foundInTime(() => receiver.held.get(lost));
      const failure = await foundInTime(async () =>
        (await failures()).find(({ name }) => name.zh === "与办件库对账"),
      );
      expect(failure.message.zh).toContain("我方没有的1条、内容不一致的1条");
      // The other libraries had nothing to be told that day: nothing differs.
      expect(await untilRow(DAY, "matched", "rating-library")).toMatchObject({ expected: 0 });

      const admin = await as("admin");
      const resend = `/api/admin/libraries/${LIBRARY}/reports/${altered}/resend`;
      expect((await admin.try("POST", resend)).status).toBe(200);
      receiver.lose(invented);
      await foundInTime(() =>
        receiver.held.get(altered)?.digest.startsWith("0000") === false ? true : undefined,
      );
      const again = await (
        await as("configurer")
      ).try("POST", "/api/failures/deliveries/retry", { id: failure.id });
      expect(again.status).toBe(200);
      expect(await untilRow(DAY, "matched")).toMatchObject({ expected: 3, matched: 3, missing: 0 });
      await foundInTime(async () => ((await recordOf(DAY))?.status === "matched" ? true : undefined));
      expect(await failures()).toEqual([]);
      expect(receiver.faults).toEqual([]);
    },
    SLOW,
  );

  it(
    "is asked again while the library does not answer, on the next day too, and each day once",
    async () => {
      receiver.listing = () => json({}, 503);
      const { caseNo } = await applyForFoodLicence(await as("shop-owner"));
      await foundInTime(() => [...receiver.held.values()].find(({ subject }) => subject === caseNo));
      site.moveTo("2026-11-18T03:00:00+08:00");
      await untilRow("2026-11-17", "asked");
      await foundInTime(() =>
        receiver.heard.some(({ path }) => path.includes("day=2026-11-17")) ? true : undefined,
      );
      receiver.listing = () => undefined;
      site.moveTo("2026-11-18T03:10:00+08:00");
      await untilRow("2026-11-17", "matched");
      const asked = receiver.heard.filter(({ path }) => path === `/cases/day?day=${DAY}`).length;
      site.moveTo("2026-11-19T03:00:00+08:00");
      await untilRow("2026-11-18", "matched");
      // What matched once is not asked again.
      expect(receiver.heard.filter(({ path }) => path === `/cases/day?day=${DAY}`)).toHaveLength(asked);
    },
    SLOW,
  );

  it(
    "is left to a person where the library answers nothing that is a list for as long as its patience lasts",
    async () => {
      receiver.listing = () => json({ count: 5, reports: [], next: null });
      site.moveTo("2026-11-20T03:00:00+08:00");
      await untilRow("2026-11-19", "asked");
      site.moveTo("2026-11-22T00:00:30+08:00");
      const failure = await foundInTime(async () =>
        (await failures()).find(
          ({ name, message }) => name.zh === "与办件库对账" && message.zh.includes("不符"),
        ),
      );
      receiver.listing = () => undefined;
      const admin = await as("admin");
      expect((await admin.try("POST", `/api/admin/reconciliations/${LIBRARY}/2026-11-19`)).status).toBe(200);
      await untilRow("2026-11-19", "matched");
      await foundInTime(async () =>
        (await failures()).some(({ id }) => id === failure.id) ? undefined : true,
      );
    },
    SLOW,
  );
});
