import { randomUUID } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { CasePage, CatalogueAnswer, DeskPage, FileAnswer, ReceiptAnswer, RecordAnswer } from "#contract";
import { caseBegun } from "../harness/follow-ups.ts";
import { packWithAddress } from "../harness/pack-with-address.ts";
import { act, mustAct, type CaseAnswer } from "../harness/person.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { samplePhoto } from "../support/sample-photo.ts";
import { ask, NOBODY } from "../harness/visitor.ts";
import { signedIn, type People } from "../walks/people.ts";

const SLOW = 240_000;
const NUMBER = "GQ-X-0017";
const LIST = `problemNo,matter,source,batch,problem,requirement,division,assignedOn
${NUMBER},inspection-case,central,第三轮第一批,甘泉镇一处石材加工点露天堆放石粉，下雨时流入河道,清运石粉，恢复河岸,210311104208,2026-11-16
`;

/** A page that every reader takes for a PDF. */
const paper = (title: string) => new TextEncoder().encode(`%PDF-1.4\n% ${title}\n%%EOF\n`);

onEachDatabase("a rectification after an inspection", (database) => {
  let folder: string;
  let site: TestPlatform;
  let people: People;
  let caseNo: string;

  beforeAll(async () => {
    folder = await packWithAddress("outer-items", "https://outer-items.invalid/api", {
      // A road whose chief signs in, and a river whose chief has no account and is soon walked.
      "demo/records/patrol-plans.csv": (text) =>
        text
          .replaceAll(/^(XH-02|XL-01)(.*),[\d-]+$/gm, "$1$2,2026-11-16")
          .replace(/,2000,40,[^,]+,2026-11-16/, ",300,15,,2026-11-16"),
      // The road's chief goes, and another comes.
      "demo/records/duty-persons.csv": (text) =>
        text.replace(
          /^(ZR-0131,.*,2022-01-01),,(.*)$/m,
          "$1,2026-12-02,$2\nZR-9001,刘玉梅,roadChief,town,LD01-1,210311006,2026-12-03,,tanggangzi,demo-river-chief",
        ),
      "demo/accounts.yaml": (text) =>
        text.replace("posts: [ganquan-chief]", "posts: [ganquan-chief, tanggangzi-chief]"),
    });
    await writeFile(join(folder, "demo/records/rectifications.csv"), LIST);
    const at = "2026-11-16T09:00:00+08:00";
    site = await startTestPlatform({ database, district: folder, at, faces: false });
    people = signedIn(site);
  }, SLOW);
  afterAll(async () => {
    await site?.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  const record = async () =>
    (await people("urban-reviewer")).get<RecordAnswer>(`/api/records/rectifications/${NUMBER}`);
  const proof = async (login: string, material: string) => {
    const sent = await (
      await people(login)
    ).upload("inspection-case", material, `${material}.pdf`, paper(material));
    if (sent.status !== 200) throw new Error(`${material}: ${sent.status} ${JSON.stringify(sent.body)}`);
    return { [material]: [(sent.body as FileAnswer).sha256] };
  };
  const stateNow = async () => {
    const page = await (await people("urban-reviewer")).get<CaseAnswer>(`/api/cases/${caseNo}`);
    return { state: page.summary.state, outcome: page.summary.outcome };
  };
  /** Rectified, checked, accepted: what comes before each publicity. */
  const rectify = async (done: string) => {
    await mustAct(await people("town-reviewer"), caseNo, "Task_Rectify", {
      progressPercent: 100,
      progress: done,
      progressDone: true,
      materials: await proof("town-reviewer", "rectificationProof"),
    });
    await mustAct(await people("visitor"), caseNo, "Task_SelfCheck", {
      selfCheckPassed: true,
      selfCheckFinding: "现场与报告一致",
      materials: await proof("visitor", "selfCheckReport"),
    });
    await mustAct(await people("urban-reviewer"), caseNo, "Task_Acceptance", {
      acceptanceOrgan: "鞍山市生态环境局",
      acceptanceNo: "鞍环验〔2026〕12号",
      acceptanceOn: "2026-11-16",
      acceptancePassed: true,
      acceptanceOpinion: "符合销号条件",
      materials: await proof("urban-reviewer", "acceptanceDocument"),
    });
  };

  it(
    "begins by itself from the list, is assigned and rectified at once",
    async () => {
      caseNo = await caseBegun(await people("urban-reviewer"), "inspection-case");
      await mustAct(await people("urban-reviewer"), caseNo, "Task_Assign", {
        ownerOrgan: "ganquan",
        way: "immediate",
        rectifyBy: "2026-12-20",
      });
      const early = await act(await people("town-reviewer"), caseNo, "Task_Rectify", {
        progressPercent: 100,
        progress: "已经改完了",
        progressDone: true,
      });
      expect(early.status).toBe(422);
      expect(JSON.stringify(early.body)).toContain("佐证材料");
      await rectify("石粉清运完毕，围挡和沉淀池建成");
      expect(await stateNow()).toMatchObject({ state: "publicised" });
    },
    SLOW,
  );

  it(
    "goes back to rectifying by an objection, and through every step again",
    async () => {
      // Anybody reads it without signing in, and objects; who they are is kept aside.
      const path = `/api/public/publicity/rectifications/${NUMBER}`;
      const list = await ask(site, NOBODY, "GET", "/api/public/publicity");
      expect(JSON.stringify(list.body)).toContain(NUMBER);
      const shown = await ask(site, NOBODY, "GET", path);
      expect(shown.body).toMatchObject({ objection: true, ends: expect.stringMatching(/^2026-/) });
      expect(JSON.stringify(shown.body)).toContain("石粉清运完毕");
      // Its sealed notice opens for anybody.
      await expect
        .poll(async () => (await ask(site, NOBODY, "GET", path)).body, { timeout: 60_000 })
        .toMatchObject({ hasPaper: true });
      const paperOf = () => fetch(`${site.url}${path}/paper`);
      const opened = await paperOf();
      expect([opened.status, opened.headers.get("content-type")]).toEqual([200, "application/pdf"]);
      const bytes = Buffer.from(await opened.arrayBuffer()).toString("latin1");
      expect(bytes.slice(0, 5)).toBe("%PDF-");
      expect(bytes).toContain("/ByteRange");
      const raise = (json: object) =>
        ask(site, NOBODY, "POST", `${path}/objection`, {
          json,
          headers: { "idempotency-key": randomUUID() },
        });
      const objection = { words: "沉淀池没有使用", name: "郑秋萍", mobile: "13841200009" };
      expect((await raise({ ...objection, mobile: "12" })).status).toBe(400);
      const both = await Promise.all([raise(objection), raise(objection)]);
      expect(both.map(({ status }) => status).toSorted((one, other) => one - other)[0]).toBe(200);
      expect(both.some(({ status }) => status !== 200)).toBe(true);
      expect((await ask(site, NOBODY, "GET", path)).status).toBe(410);
      expect((await paperOf()).status).toBe(410);
      expect(JSON.stringify(await record())).not.toContain("13841200009");
      expect(await stateNow()).toMatchObject({ state: "rectifying" });
      await rectify("沉淀池已经启用");
      expect(await stateNow()).toMatchObject({ state: "publicised" });
      const again = JSON.stringify((await ask(site, NOBODY, "GET", path)).body);
      expect(again).toContain("沉淀池已经启用");
      for (const hidden of ["郑秋萍", "13841200009"]) expect(again).not.toContain(hidden);
    },
    SLOW,
  );

  it(
    "is closed by a leader once publicity is over, kept in the register and counted",
    async () => {
      site.moveTo("2026-12-02T09:00:00+08:00");
      const leader = await people("leader");
      await expect
        .poll(
          async () =>
            (await leader.get<CaseAnswer>(`/api/cases/${caseNo}`)).tasks.map((each) => each.element),
          {
            timeout: 60_000,
          },
        )
        .toContain("Task_Close");
      await mustAct(leader, caseNo, "Task_Close", { closureAgreed: true, closureOpinion: "同意销号" });
      expect(await stateNow()).toMatchObject({ outcome: "rectificationClosed" });
      const { status } = await record();
      expect(status).toBe("closed");
    },
    SLOW,
  );

  it(
    "lets the staff of its organ alone begin a matter of the house, which no catalogue of the public knows",
    async () => {
      const building = {
        matter: "illegal-building",
        values: {
          discoveredBy: "patrol",
          kind: "urban",
          foundOn: "2026-11-30",
          address: "旧堡路31号楼顶",
          division: "210311007200",
          areaEstimated: 42.5,
          description: "楼顶加盖彩钢房",
          builderName: "当事人不明",
        },
        materials: {},
      };
      const refused = await (await people("reviewer")).try("POST", "/api/cases", building, "begun-elsewhere");
      expect(refused).toMatchObject({ status: 403, body: { code: "CASE_BEGUN_BY_ORGAN" } });
      const begun = await (await people("window")).try("POST", "/api/cases", building, "begun-by-window");
      expect(begun.status, JSON.stringify(begun.body)).toBe(200);
      const { caseNo: opened } = begun.body as ReceiptAnswer;
      const found = await (
        await people("urban-reviewer")
      ).get<RecordAnswer>(`/api/records/illegal-buildings/${opened}`);
      expect(found.status).toBe("found");
      const listed = async (login: string) => {
        const { items } = await (await people(login)).get<CatalogueAnswer>("/api/matters?audience=staff");
        return items
          .map(({ id }) => id)
          .filter((id) => id !== "incident")
          .toSorted();
      };
      expect(await listed("resident")).toEqual([]);
      expect(await listed("reviewer")).toEqual([]);
      expect(await listed("urban-reviewer")).toEqual([
        "duty-change",
        "illegal-building",
        "inspection-case",
        "inspection-problem",
        "river-cleaning",
      ]);
    },
    SLOW,
  );

  it(
    "begins the procedure of an illegal building by an incident of its class, once",
    async () => {
      const told = await (
        await people("grid-worker")
      ).try("POST", "/api/cases", {
        matter: "incident",
        values: {
          source: "grid",
          kind: "event",
          class: "2502",
          description: "楼顶加盖了彩钢房",
          division: "210311006002",
        },
        materials: {},
      });
      expect(told.status, JSON.stringify(told.body)).toBe(200);
      const { caseNo: incident } = told.body as ReceiptAnswer;
      await mustAct(await people("registrar"), incident, "Task_Register", {
        registerOutcome: "register",
        classKey: "E-2502",
        urgentCase: false,
        registerNote: "现场属实",
      });
      const officer = await people("urban-reviewer");
      const building = await caseBegun(officer, "illegal-building", async (number) => {
        const page = await officer.get<CaseAnswer>(`/api/cases/${number}`);
        return JSON.stringify(page.form).includes(incident);
      });
      const { summary } = await officer.get<CaseAnswer>(`/api/cases/${building}`);
      expect(summary.organName.zh).toContain("综合行政执法局");
      expect(summary.state).toBe("found");
    },
    SLOW,
  );

  it(
    "gives a patrol to the chief in office, and to the organ's inspectors where none signs in",
    async () => {
      const mine = async (login: string) => {
        const { items } = await (await people(login)).get<DeskPage>("/api/desk/tasks?view=mine");
        const patrols = items.filter(({ taskName }) => taskName.zh === "巡查");
        return [...new Set(patrols.map((task) => task.case.title.zh))];
      };
      await expect
        .poll(() => mine("road-chief"), { timeout: 60_000 })
        .toEqual(["巡查 · 示意一号路汤岗子街道段"]);
      await expect
        .poll(() => mine("town-visitor"), { timeout: 60_000 })
        .toEqual(["巡查 · 示意一号河甘泉镇段"]);
      const { items } = await (await people("leader")).get<CasePage>("/api/desk/cases?matter=patrol");
      const road = items.find(({ title }) => title.zh.includes("示意一号路"));
      const { tasks } = await (await people("town-visitor")).get<CaseAnswer>(`/api/cases/${road?.caseNo}`);
      expect(tasks.map(({ refused }) => refused?.zh)).toEqual(["此任务不由您办理"]);
    },
    SLOW,
  );

  it(
    "keeps no point outside duty hours or the district, and sends what was found on with its photos and place",
    async () => {
      const walker = await people("town-visitor");
      const { items } = await walker.get<DeskPage>("/api/desk/tasks?view=mine");
      const patrol = items.find(({ taskName }) => taskName.zh === "巡查")?.case.caseNo ?? "";
      const photo = async (scene: number) =>
        (
          (await walker.upload("patrol", "patrolPhotos", `${scene}.jpg`, await samplePhoto({ scene })))
            .body as FileAnswer
        ).sha256;
      const [whole, near] = [await photo(61), await photo(62)];
      const at = (time: string, lon: number, lat = 40.955) => ({
        lon,
        lat,
        at: `2026-12-02T${time}:00+08:00`,
      });
      const offDuty = [at("05:10", 123.0), at("05:20", 123.01)];
      const early = await act(walker, patrol, "Task_Patrol", { track: offDuty });
      expect(early).toMatchObject({ status: 422, body: { code: "TRACK_NOT_TAKEN" } });
      expect(JSON.stringify(early.body)).toContain("2个点在值勤时间（06:00—20:00）以外");
      await mustAct(walker, patrol, "Task_Patrol", {
        track: [...offDuty, at("08:00", 123.02), at("08:20", 123.025), at("08:30", 2.35, 48.85)],
        findings: [
          { kind: "dump", what: "桥下堆着垃圾", spot: { lon: 123.021, lat: 40.955 }, patrolPhotos: [near] },
          { kind: "occupy", what: "河滩上搭了棚子", spot: { lon: 2.35, lat: 48.85 } },
        ],
        materials: { patrolPhotos: [whole] },
      });
      const walked = await walker.get<RecordAnswer>(`/api/records/patrols/${patrol}`);
      expect(walked.status).toBe("valid");
      expect(walked.fields.find(({ label }) => label.zh === "没有收下的轨迹点")?.value.zh).toBe(
        "1个点在本区以外、2个点在值勤时间（06:00—20:00）以外、1个问题的定位在本区以外",
      );
      const page = await walker.get<CaseAnswer>(`/api/cases/${patrol}`);
      expect(JSON.stringify(page)).not.toContain("T05:");
      const officer = await people("urban-reviewer");
      const finding = async (what: string) => {
        const number = await caseBegun(officer, "line-finding", async (each) =>
          JSON.stringify((await officer.get<CaseAnswer>(`/api/cases/${each}`)).form).includes(what),
        );
        return { number, page: await officer.get<CaseAnswer>(`/api/cases/${number}`) };
      };
      const before = ({ materials }: CaseAnswer) =>
        materials.flatMap(({ id, files }) =>
          id === "findingBefore" ? files.map(({ sha256 }) => sha256) : [],
        );
      const dumped = await finding("桥下堆着垃圾");
      expect(before(dumped.page)).toEqual([near]);
      expect(JSON.stringify(dumped.page.form)).toContain("东经123.02100°，北纬40.95500°");
      const told = async (of: string, person = officer) =>
        JSON.stringify((await person.get<{ photos: unknown }>(`/api/cases/${of}/photos`)).photos);
      // It was handed in once and carried on: neither case says that it was used twice.
      expect(await told(dumped.number)).toContain('"handedInAt"');
      expect(await told(dumped.number)).not.toContain('"reused"');
      expect(await told(patrol, walker)).not.toContain('"reused"');
      const shown = await officer.try("GET", `/api/cases/${dumped.number}/files/${near}?size=view`);
      expect(shown.status).toBe(200);
      const built = await finding("河滩上搭了棚子");
      expect(before(built.page)).toEqual([whole]);
      expect(JSON.stringify(built.page.form)).not.toContain("2.35");
    },
    SLOW,
  );

  it(
    "gives what a chief did not walk to who came into office the day after the term, and tells so in the history",
    async () => {
      const patrolsOf = async (login: string) => {
        const { items } = await (await people(login)).get<DeskPage>("/api/desk/tasks?view=mine");
        return items.filter(({ taskName }) => taskName.zh === "巡查").map((task) => task.case.caseNo);
      };
      site.moveTo("2026-12-02T09:00:00+08:00");
      const ofToday = async (login: string) =>
        (await patrolsOf(login)).filter((number) => number.includes("20261202"));
      await expect.poll(() => ofToday("road-chief"), { timeout: 60_000 }).not.toEqual([]);
      const [patrol = ""] = await ofToday("road-chief");
      expect(await patrolsOf("river-chief")).not.toContain(patrol);
      site.moveTo("2026-12-03T00:10:00+08:00");
      await expect.poll(() => patrolsOf("river-chief"), { timeout: 60_000 }).toContain(patrol);
      expect(await patrolsOf("road-chief")).not.toContain(patrol);
      const page = await (await people("river-chief")).get<CaseAnswer>(`/api/cases/${patrol}`);
      expect(page.tasks.map(({ element, refused }) => [element, refused])).toEqual([["Task_Patrol", null]]);
      expect(page.history.map(({ sentence }) => sentence.zh).join("\n")).toContain("责任人任期届满");
    },
    SLOW,
  );
});
