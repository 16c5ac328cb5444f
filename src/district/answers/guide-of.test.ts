import { beforeAll, describe, expect, it } from "vitest";
import { expectOk, type LocalDate } from "#kernel";
import { qianshanFiles } from "../../../test/support/qianshan-files.ts";
import { checkPack } from "../whole/check-pack.ts";
import { guideOf } from "./guide-of.ts";
import { limitsOn } from "./limits-on.ts";
import { materialsFor } from "./materials-for.ts";
import type { DistrictPack, Matter } from "../pack/pack.ts";
import { parsePack } from "../whole/parse-pack.ts";

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
    expect(valueOf("事后检查")).toMatch(/^作出决定满20个工作日后，由.+(逐件检查|抽查)$/);
    expect(guide.correctionNotice).toBe("5wd");
    expect(guide.instant).toBe(false);
    expect(guide.materials.map(({ id }) => id)).not.toContain("businessLicence");
    expect(guide.groups.flatMap(({ fields }) => fields)).toHaveLength(matter.form.fields.length);
  });
});

describe("the guide's fields", () => {
  it("are those of the 实施清单 (domain §1.2), of the materials too", () => {
    const guide = guideOf(matter, pack, day("2026-11-16"));
    const labels = guide.sections.flatMap(({ rows }) => rows.map(({ label }) => label.zh));
    const fields =
      "事项名称 基本编码 实施编码 业务办理项编码 事项类型 设定依据 实施机构 行使层级 权力来源 服务对象 办件类型 数量限制 法定办结时限 承诺办结时限 时限说明 特别程序 是否收费 结果名称 结果类型 送达方式 有效期 年审年检 中介服务 办理形式 到办事现场次数 现场次数说明 网上办理深度 全程网办 通办范围 预约办理 物流快递 自助终端 委托代办 容缺受理 告知承诺 办理流程 办理地点 办理时间 咨询方式 监督投诉 行政复议 行政诉讼 版本号 生效日期 条件1";
    expect(fields.split(" ").filter((label) => !labels.includes(label))).toEqual([]);
    expect(guide.materials[0]?.about.zh).toBe("其他材料，电子，1份，申请人自备");
    expect(guide.materials[0]?.standard?.zh).toContain("生熟分开");
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
