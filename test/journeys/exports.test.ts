import { parseCsv } from "hucre/csv";
import { streamXlsxRows } from "hucre/xlsx";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { CasePage, DeskPage, IndicatorRecordsAnswer } from "#contract";
import { listAccess, systemContext } from "#store";
import { withContext } from "../../src/store/ledger/context.ts";
import { applyForFoodLicence, reviewThrough, verdicts } from "../harness/food-licence.ts";
import { putBeside } from "../harness/many-cases.ts";
import { mustAct } from "../harness/person.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { enter, personOf, type Visitor } from "../harness/visitor.ts";

const SLOW = 400_000;
const MOST = 20_500;

type Sheet = { readonly status: number; readonly headers: Headers; readonly bytes: Buffer };
type Rows = readonly (readonly unknown[])[];

async function rowsOf({ status, bytes }: Sheet): Promise<Rows> {
  if (status !== 200) throw new Error(`no sheet but ${status} ${bytes.toString("utf8").slice(0, 500)}`);
  const rows: unknown[][] = [];
  for await (const { values } of streamXlsxRows(bytes)) rows.push([...values]);
  return rows;
}

onEachDatabase("taking lists out", (database) => {
  let site: TestPlatform;
  let who: Readonly<Record<string, Visitor>>;
  let granted: string;
  let open: string;

  beforeAll(async () => {
    site = await startTestPlatform({
      database,
      at: "2026-11-16T09:00:00+08:00",
      faces: false,
      exportRows: MOST,
    });
    const names = ["shop-owner", "clerk", "reviewer", "inspector", "inspector-second", "approver", "leader"];
    const more = ["admin", "configurer", "auditor"];
    const entered = await Promise.all(
      [...names, ...more].map(async (name) => [name, await enter(site, `demo-${name}`)] as const),
    );
    who = Object.fromEntries(entered);
    const person = (name: string) => personOf(site, who[name] ?? { cookie: "", csrf: "" });
    const owner = person("shop-owner");
    const staff = {
      clerk: person("clerk"),
      reviewer: person("reviewer"),
      inspector: person("inspector"),
      "inspector-second": person("inspector-second"),
      approver: person("approver"),
    };
    granted = (await applyForFoodLicence(owner)).caseNo;
    const accept = { intakeOutcome: "accept", materialVerdicts: verdicts(true) };
    await mustAct(staff.clerk, granted, "Task_Intake", accept);
    await reviewThrough(staff, granted);
    await mustAct(staff.approver, granted, "Task_Decision", { decision: "grant", decisionOpinion: "同意。" });
    open = (await applyForFoodLicence(owner)).caseNo;
  }, SLOW);
  afterAll(() => site?.dispose());

  async function take(name: string, path: string, body: object = {}): Promise<Sheet> {
    const { cookie, csrf } = who[name] ?? { cookie: "", csrf: "" };
    const answer = await fetch(`${site.url}${path}`, {
      method: "POST",
      headers: { cookie, origin: site.url, "x-csrf-token": csrf, "content-type": "application/json" },
      body: JSON.stringify({ format: "xlsx", columns: [], language: "zh", ...body }),
    });
    return {
      status: answer.status,
      headers: answer.headers,
      bytes: Buffer.from(await answer.arrayBuffer()),
    };
  }
  const codeOf = ({ bytes }: Sheet): unknown => (JSON.parse(bytes.toString()) as { code: unknown }).code;
  const get = <Answer>(name: string, path: string): Promise<Answer> =>
    personOf(site, who[name] ?? { cookie: "", csrf: "" }).get<Answer>(path);

  it(
    "is the list as shown: its rows, the columns in their order, its language; named in Chinese with the day",
    async () => {
      const sheet = await take("clerk", "/api/desk/tasks/export?view=organ");
      expect(sheet.status).toBe(200);
      const named = decodeURIComponent(sheet.headers.get("content-disposition") ?? "");
      expect(named).toBe("attachment; filename*=UTF-8''本部门待办-2026-11-16.xlsx");
      expect(sheet.headers.get("cache-control")).toBe("no-store");
      const [head = [], ...rows] = await rowsOf(sheet);
      expect(head).toEqual(
        "办件 事项 办件编号 要办的事 提级 领取人 申请人 容缺最迟 代办 状态 任务期限 办理时限 剩余时间 最迟日期".split(
          " ",
        ),
      );
      const shown = await get<DeskPage>("clerk", "/api/desk/tasks?view=organ");
      expect(rows.map((row) => row[2])).toEqual(shown.items.map(({ case: { caseNo } }) => caseNo));
      const row = rows.find((each) => each[2] === open) ?? [];
      expect(row.slice(3)).toEqual([
        "收件审查",
        "否",
        null,
        "千山区瑞汤小吃店",
        "",
        "否",
        "收件审查中",
        "2026-11-23",
        "正常",
        "5个工作日",
        "2026-11-23",
      ]);
      const english = await rowsOf(
        await take("clerk", "/api/desk/tasks/export?view=organ", {
          columns: ["state", "case"],
          language: "en",
        }),
      );
      expect(english[0]).toEqual(["State", "Case", "Matter", "Case number"]);
      expect(english.map((each) => each[3])).toContain(open);
    },
    SLOW,
  );

  it("follows the filters of the address, and each gets their own list only", async () => {
    const numbers = async (name: string, path: string) =>
      (await rowsOf(await take(name, path))).slice(1).map((row) => row[2]);
    expect(await numbers("clerk", "/api/desk/cases/export")).toEqual([open, granted]);
    expect(await numbers("clerk", "/api/desk/cases/export?state=granted")).toEqual([granted]);
    expect(await numbers("clerk", `/api/desk/cases/export?q=${open}`)).toEqual([open]);
    expect(await numbers("clerk", "/api/desk/cases/export?light=red")).toEqual([]);
    expect(await numbers("leader", "/api/desk/cases/export")).toEqual([open, granted]);
    expect(await numbers("shop-owner", "/api/my/cases/export?open=true")).toEqual([open]);
    expect(await numbers("clerk", "/api/my/cases/export")).toEqual([]);
    // A configurer's post is at another organ, and gives no sight of cases.
    expect(await numbers("configurer", "/api/desk/cases/export")).toEqual([]);
    const done = await get<CasePage>("clerk", "/api/desk/cases?from=2026-11-16&to=2026-11-16&sort=reversed");
    expect(done.items.map(({ caseNo }) => caseNo)).toEqual([granted, open]);
  });

  it("gives exactly the records that a figure counts", async () => {
    const id = "food-licences-issued";
    const path = `/api/indicators/${id}/records`;
    let answer = await get<IndicatorRecordsAnswer>("leader", path);
    for (let tries = 0; answer.figure.records < 1 && tries < 60; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 250));
      answer = await get<IndicatorRecordsAnswer>("leader", path);
    }
    const sheet = await take("leader", `${path}/export`);
    const [head, ...rows] = await rowsOf(sheet);
    expect(head).toEqual(["记录", "办件编号", "记录编号", "日期", "所在区划", "在指标中的作用"]);
    expect(rows).toHaveLength(answer.figure.records);
    expect(rows.map((row) => row[2])).toEqual(answer.items.map((item) => item.id));
    const named = decodeURIComponent(sheet.headers.get("content-disposition") ?? "");
    expect(named).toContain(`${answer.figure.name.zh}-2026-11-16.xlsx`);
    const place = answer.places[0]?.id ?? "";
    const there = await get<IndicatorRecordsAnswer>("leader", `${path}?place=${place}`);
    const out = await rowsOf(await take("leader", `${path}/export?place=${place}`));
    expect(out.length - 1).toBe(there.figure.records);
    expect((await take("shop-owner", `${path}/export`)).status).toBe(403);
  });

  it("never lets a text become a formula, in either format", async () => {
    const named = async (title: string): Promise<void> => {
      await withContext(site.store.database, systemContext(site.pack.code), (sql) =>
        sql.query("update case_file set title = $2 where case_no = $1", [open, title]),
      );
    };
    const titles = [
      "=1+1",
      "+86",
      "-2",
      "@sum",
      "\tx",
      "\rx",
      '=HYPERLINK("http://x","y")',
      'a,"b"\nc',
      "a\u0001b",
    ];
    for (const title of titles) {
      await named(title);
      const path = `/api/desk/cases/export?q=${open}`;
      const clean = title.replaceAll("\u0001", "");
      expect((await rowsOf(await take("clerk", path)))[1]?.[0]).toBe(clean);
      const csv = await take("clerk", path, { format: "csv", columns: ["case"] });
      expect(csv.headers.get("content-type")).toBe("text/csv; charset=utf-8");
      expect(csv.bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
      const [, row] = parseCsv(csv.bytes.toString("utf8"));
      const isDangerous = /^[=+\-@\t\r]/.test(title);
      expect(row).toEqual([isDangerous ? `'${clean}` : clean, "食品经营许可（新办）", open]);
    }
    await named("食品经营许可");
  });

  it("is noted in the log of access: who, what, what narrowed it, how many rows", async () => {
    await take("clerk", "/api/desk/cases/export?state=granted&from=2026-11-01&q=瑞汤");
    const [line] = await listAccess(site.store, systemContext(site.pack.code), { subject: "list:cases" });
    expect(line).toMatchObject({
      account: "demo-clerk",
      action: "export",
      about: null,
      organ: "market-regulation",
      purpose: "导出“全部办件”1行（搜索：瑞汤；状态：准予许可；从：2026-11-01）",
    });
  });

  it("refuses columns that are not there or chosen twice, days turned round and formats unknown", async () => {
    const path = "/api/desk/tasks/export?view=mine";
    expect(codeOf(await take("clerk", path, { columns: ["case", "idNo"] }))).toBe("COLUMN_UNKNOWN");
    expect(codeOf(await take("clerk", path, { columns: ["case", "case"] }))).toBe("COLUMN_TWICE");
    expect(codeOf(await take("clerk", `${path}&from=2026-02-01&to=2026-01-01`))).toBe("DATES_REVERSED");
    expect(codeOf(await take("clerk", `${path}&from=2026-02-31`))).toBe("DATE_UNREADABLE");
    expect(codeOf(await take("clerk", path, { format: "ods" }))).toBe("REQUEST_INVALID");
    expect((await take("clerk", "/api/admin/accounts/export")).status).toBe(403);
    expect((await take("clerk", "/api/failures/export")).status).toBe(403);
  });

  it("says of accounts what their page says: posts of staff, whose account it is of others, and the state", async () => {
    const sheet = await take("admin", "/api/admin/accounts/export", { format: "csv" });
    expect(sheet.status).toBe(200);
    const [heading, ...rows] = parseCsv(sheet.bytes.toString("utf8"));
    expect(heading?.slice(-2)).toEqual(["岗位或主体", "状态"]);
    const of = (username: string) => rows.find((row) => row[1] === username)?.slice(-2);
    expect(of("clerk")).toEqual(["鞍山市千山区市场监督管理局 · 窗口人员", "在用"]);
    expect(of("company")?.[0]).toMatch(/^鞍山汤和餐饮管理有限公司 · 市场主体库；.* · 人口库$/);
  });

  it(
    "takes out twenty thousand rows without keeping them in memory, and says plainly when there are more than allowed",
    async () => {
      await putBeside(site, open, 20_000);
      // What was kept open meanwhile may have been closed: the next request finds that out.
      await fetch(`${site.url}/healthz`).catch(() => undefined);
      let highest = 0;
      const before = process.memoryUsage().heapUsed;
      const watch = setInterval(() => {
        highest = Math.max(highest, process.memoryUsage().heapUsed - before);
      }, 50);
      const sheet = await take("clerk", "/api/desk/cases/export", { format: "csv" });
      clearInterval(watch);
      expect(sheet.status).toBe(200);
      expect(Number(sheet.headers.get("content-length"))).toBe(sheet.bytes.length);
      const rows = parseCsv(sheet.bytes.toString("utf8"));
      expect(rows).toHaveLength(20_003);
      expect(new Set(rows.map((row) => row[2])).size).toBe(20_003);
      expect(highest).toBeLessThan(300 * 1024 * 1024);
      await putBeside(site, granted, 600, 50_001);
      const refused = await take("clerk", "/api/desk/cases/export", { format: "csv" });
      expect([refused.status, codeOf(refused)]).toEqual([422, "EXPORT_TOO_LARGE"]);
      expect(JSON.parse(refused.bytes.toString())).toMatchObject({
        message: { zh: `要导出的内容超过${MOST}行` },
      });
    },
    SLOW,
  );
});
