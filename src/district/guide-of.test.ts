import { beforeAll, describe, expect, it } from "vitest";
import { expectOk, type LocalDate } from "#kernel";
import { qianshanFiles } from "../../test/support/qianshan-files.ts";
import { checkPack } from "./check-pack.ts";
import { guideOf } from "./guide-of.ts";
import { limitsOn } from "./limits-on.ts";
import { materialsFor } from "./materials-for.ts";
import type { DistrictPack, Matter } from "./pack.ts";
import { parsePack } from "./parse-pack.ts";

const day = (text: string): LocalDate => text as LocalDate;
let pack: DistrictPack;
let matter: Matter;

beforeAll(async () => {
  pack = expectOk(await parsePack(qianshanFiles()));
  const found = pack.matters.get("food-business-licence");
  if (found === undefined) throw new Error("the pack lacks its matter");
  matter = found;
});

const asked = (form: Parameters<typeof materialsFor>[1]): readonly string[] =>
  materialsFor(matter, form).map(({ material }) => material.id);

describe("limitsOn", () => {
  it("gives the limits of the law in force on the day", () => {
    expect(limitsOn(matter, day("2023-11-30"))).toMatchObject({
      statutory: "20wd",
      promised: "7wd",
      extension: "10wd",
    });
    expect(limitsOn(matter, day("2023-12-01"))).toMatchObject({
      statutory: "10wd",
      promised: "7wd",
      extension: "5wd",
    });
  });
});

describe("the guide's time", () => {
  it("tells what the one extension would make of each limit, base and addition apart", () => {
    const { rows } = guideOf(matter, pack, day("2026-11-16")).sections.find(
      ({ title }) => title.en === "Time",
    ) ?? {
      rows: [],
    };
    expect(rows.find(({ label }) => label.en === "Extension")?.value).toEqual({
      zh: "经批准可延长一次，5个工作日：法定10＋5个工作日，承诺7＋5个工作日",
      en: "once, with approval, by 5 working days: by law 10 + 5 working days, promised 7 + 5 working days",
    });
  });
});

describe("materialsFor", () => {
  it("asks for what the answers make necessary, and never for what is shared", () => {
    const plain = { ownWell: false, byAgent: false, businessType: "食品销售经营者", staffCount: 0 };
    expect(asked(plain)).toEqual(["floorPlan", "equipmentList", "safetyRules"]);
    expect(asked({ ...plain, byAgent: true })).toContain("authorisation");
    expect(asked({ ...plain, staffCount: 1 })).toContain("healthProof");
  });

  it("does not insist on what may come later", () => {
    const well = materialsFor(matter, { ownWell: true }).find(
      ({ material }) => material.id === "waterTestReport",
    );
    expect(well?.required).toBe(false);
  });
});

describe("guideOf", () => {
  it("tells limits in words, the promise, remedies and what need not be handed in", () => {
    const guide = guideOf(matter, pack, day("2026-03-09"));
    const rows = guide.sections.flatMap((section) => section.rows);
    const valueOf = (label: string) => rows.find((row) => row.label.zh === label)?.value.zh;
    expect(valueOf("法定办结时限")).toBe("10个工作日");
    expect(valueOf("承诺办结时限")).toBe("7个工作日");
    expect(valueOf("是否收费")).toBe("不收费");
    expect(valueOf("营业执照")).toContain("不需要提交");
    expect(valueOf("行政复议")).toContain("60日");
    expect(guide.materials.map(({ id }) => id)).not.toContain("businessLicence");
    expect(guide.groups.flatMap(({ fields }) => fields)).toHaveLength(matter.form.fields.length);
  });
});

describe("checkPack", () => {
  const EXAMPLES = "matters/food-business-licence/examples.yaml";

  it("rehearses every example", async () => {
    const report = await checkPack(qianshanFiles());
    expect(report.faults).toEqual([]);
    expect(report.examples.passed).toBe(report.examples.run);
    expect(report.examples.run).toBeGreaterThanOrEqual(16);
  });

  it("tells which rehearsal came out otherwise, and how", async () => {
    const { faults, examples } = await checkPack(
      qianshanFiles({ [EXAMPLES]: (text) => text.replace("dueOn: 2024-03-25", "dueOn: 2024-03-26") }),
    );
    expect(examples.passed).toBe(examples.run - 1);
    expect(faults).toEqual([
      expect.objectContaining({
        code: "EXAMPLE_FAILED",
        file: EXAMPLES,
        place: expect.stringMatching(/^rehearsals\[0\] \(line \d+\)$/),
      }),
    ]);
  });

  it("tells at which step a rehearsal cannot go on", async () => {
    const { faults } = await checkPack(
      qianshanFiles({ [EXAMPLES]: (text) => text.replace("element: Job_Lapse,", "element: Job_Refusal,") }),
    );
    expect(faults).toEqual([
      expect.objectContaining({
        code: "EXAMPLE_REFUSED",
        message: expect.objectContaining({ zh: expect.stringContaining("第4步") }),
      }),
    ]);
  });
});
