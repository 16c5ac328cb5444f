import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { defaultFolders, startPlatform } from "#app";
import type { OfferingsAnswer, SheetImportAnswer } from "#contract";
import { expectOk } from "#kernel";
import { readWorkbook, writeWorkbook } from "#registers";
import { exportCommand, importCommand } from "../../src/cli/catalogue-sheet.ts";
import type { CliIo, Command } from "../../src/cli/command.ts";
import { MATTER } from "../harness/food-licence.ts";
import { codeOf } from "../harness/routes.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { enter, personOf, type Visitor } from "../harness/visitor.ts";

const SLOW = 300_000;

function put(rows: string[][], heading: string, text: string): void {
  const row = rows.find((each) => each[0] === MATTER);
  if (row !== undefined) row[rows[0]?.indexOf(heading) ?? -1] = text;
}

onEachDatabase("the catalogue as a workbook", (database) => {
  let site: TestPlatform;
  let who: Visitor;

  beforeAll(async () => {
    site = await startTestPlatform({ database, faces: false });
    who = await enter(site, "demo-configurer");
  }, SLOW);
  afterAll(() => site?.dispose());

  const today = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const person = () => personOf(site, who);
  const exported = async (): Promise<string[][]> => {
    const answer = await fetch(`${site.url}/api/admin/catalogue/export`, {
      method: "POST",
      headers: {
        cookie: who.cookie,
        origin: site.url,
        "x-csrf-token": who.csrf,
        "content-type": "application/json",
      },
      body: "{}",
    });
    expect(answer.headers.get("content-disposition")).toContain(encodeURIComponent("千山区实施清单"));
    const rows = expectOk(await readWorkbook(new Uint8Array(await answer.arrayBuffer())));
    return rows.map((row) => [...row]);
  };
  const send = async (rows: string[][]) => {
    const file = Buffer.from(await writeWorkbook("实施清单", rows)).toString("base64");
    return person().try("POST", "/api/admin/catalogue/import", { file, from: today(), reason: "窗口搬迁" });
  };
  const waiting = async (): Promise<readonly string[]> =>
    (await person().get<OfferingsAnswer>("/api/admin/matters")).items.flatMap(({ id, proposed }) =>
      proposed === null ? [] : [id],
    );

  it("goes out with a row a matter and comes in unchanged without a proposal", async () => {
    const rows = await exported();
    expect(rows).toHaveLength(site.pack.matters.size + 1);
    const { status, body } = await send(rows);
    expect([status, body]).toEqual([200, { proposed: [], faults: [], file: null }]);
  });

  it("takes nothing where a single cell is wrong, and says so row by row in the file it gives back", async () => {
    const rows = await exported();
    put(rows, "承诺办结时限", "90个工作日");
    put(rows, "办理地点", "千山区政务服务中心2楼");
    const answer = (await send(rows)).body as SheetImportAnswer;
    expect(answer.proposed).toEqual([]);
    expect(answer.faults).toEqual([expect.objectContaining({ column: "承诺办结时限" })]);
    const back = expectOk(await readWorkbook(Buffer.from(answer.file ?? "", "base64")));
    const row = back[(answer.faults[0]?.row ?? 0) - 1];
    expect([row?.[0]?.startsWith("承诺办结时限：不得超过"), row?.[1]]).toEqual([true, MATTER]);
    expect(await waiting()).toEqual([]);
  });

  it("makes each matter that differs a proposal, and refuses what is no workbook", async () => {
    const rows = await exported();
    put(rows, "办理地点", "千山区政务服务中心2楼");
    put(rows, "承诺办结时限", "5个工作日");
    const { status, body } = await send(rows);
    expect([status, (body as SheetImportAnswer).proposed]).toEqual([200, [MATTER]]);
    expect(await waiting()).toEqual([MATTER]);
    const again = await send(rows);
    expect([again.status, codeOf(again.body)]).toEqual([409, "OFFERING_PROPOSAL_OPEN"]);
    const file = Buffer.from("id,name").toString("base64");
    const sent = { file, from: today(), reason: "窗口搬迁" };
    const broken = await person().try("POST", "/api/admin/catalogue/import", sent);
    expect([broken.status, codeOf(broken.body)]).toEqual([422, "WORKBOOK_UNREADABLE"]);
  });
});

describe("the catalogue's workbook by the command", () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "yiwang-sheet-"));
    const first = await startPlatform({
      district: fileURLToPath(new URL("../../districts/qianshan", import.meta.url)),
      ...defaultFolders(folder),
      host: "127.0.0.1",
      port: 0,
      demo: true,
      webFolder: null,
    });
    await expectOk(first).stop();
  }, SLOW);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const run = async (command: Command, args: readonly string[]) => {
    const told: string[] = [];
    const tell = (text: string): void => void told.push(text);
    const io: CliIo = { stdin: (async function* () {})(), out: tell, err: tell, env: {} };
    const code = await command.run([...args, "--data", folder], io);
    return { code, told: told.join("") };
  };

  it(
    "goes out and comes in, faults in a file beside it, and only by a configurer",
    async () => {
      const file = join(folder, "catalogue.xlsx");
      const change = async (heading: string, text: string): Promise<void> => {
        const rows = expectOk(await readWorkbook(await readFile(file))).map((row) => [...row]);
        put(rows, heading, text);
        await writeFile(file, await writeWorkbook("实施清单", rows));
      };
      expect(await run(exportCommand, ["catalogue", file])).toMatchObject({ code: 0 });
      await change("办理时间", "");
      const by = (account: string) =>
        run(importCommand, ["catalogue", file, "--by", account, "--reason", "窗口搬迁"]);
      const wrong = await by("demo-configurer");
      expect([wrong.code, wrong.told]).toEqual([1, expect.stringContaining("办理时间：不能为空")]);
      const back = expectOk(await readWorkbook(await readFile(join(folder, "catalogue-错误.xlsx"))));
      expect(back[0]?.[0]).toBe("错误");
      await change("办理时间", "工作日全天");
      const clerk = await by("demo-clerk");
      expect([clerk.code, clerk.told]).toEqual([1, expect.stringContaining("CONFIGURER_ONLY")]);
      expect(await by("demo-configurer")).toEqual({ code: 0, told: "1项待审 proposed\n" });
      expect((await run(exportCommand, ["figures", file])).code).toBe(2);
      expect((await run(importCommand, ["catalogue", file])).code).toBe(2);
    },
    SLOW,
  );
});
