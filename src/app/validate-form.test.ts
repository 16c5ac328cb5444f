import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { expectOk, instantFromMillis, type JsonObject } from "#kernel";
import { readPack } from "./read-pack.ts";
import { formValidator } from "./validate-form.ts";

const PACK = fileURLToPath(new URL("../../districts/qianshan", import.meta.url));
const validate = formValidator(() => instantFromMillis(Date.parse("2026-11-20T12:00:00+08:00")));

describe("what no single field can say", () => {
  let forms: ReadonlyMap<string, { readonly schema: JsonObject }>;
  beforeAll(async () => {
    forms = expectOk(await readPack(PACK)).forms;
  });

  const siteCheck = (change: JsonObject): readonly string[] =>
    faultsOf("site-check", {
      siteCheckStart: "2026-11-20 09:00",
      siteCheckEnd: "2026-11-20 10:20",
      siteCheckItems: [{ item: "生熟分开", result: "符合" }],
      siteCheckConclusion: "现场核查合格",
      siteCheckOfficer: { name: "何桂平", licence: "C21031100017" },
      ...change,
    });
  const faultsOf = (form: string, values: JsonObject): readonly string[] =>
    validate(forms.get(form)?.schema ?? {}, values).map(({ pointer, message }) => `${pointer} ${message.zh}`);

  it("a site check that was made is taken", () => {
    expect(siteCheck({})).toEqual([]);
  });

  it("a site check neither ends before it begins nor lies ahead", () => {
    expect(siteCheck({ siteCheckEnd: "2026-11-20 08:59" })).toEqual(["/siteCheckEnd 结束时间应晚于开始时间"]);
    expect(siteCheck({ siteCheckEnd: "2026-11-20 12:01" })).toEqual(["/siteCheckEnd 结束时间不能晚于现在"]);
    expect(siteCheck({ siteCheckEnd: "2026-11-31 10:00" })).toEqual(["/siteCheckEnd 结束时间不能晚于现在"]);
  });

  it("what does not conform is described, and nothing has passed beside it", () => {
    const items = (more: JsonObject) => [{ item: "生熟分开", result: "不符合", ...more }];
    expect(siteCheck({ siteCheckItems: items({}), siteCheckConclusion: "现场核查不合格" })).toEqual([
      "/siteCheckItems 不符合的项目须写明情况",
    ]);
    expect(siteCheck({ siteCheckItems: items({ note: "生熟案板混用" }) })).toEqual([
      "/siteCheckConclusion 有不符合的项目，结论不能是合格",
    ]);
  });

  it("a test takes working days and ends on a day to come", () => {
    const order = {
      testingInstitution: "区疾控中心",
      testingTime: "10个工作日",
      testingExpectedOn: "2026-12-04",
    };
    expect(faultsOf("testing-order", order)).toEqual([]);
    expect(faultsOf("testing-order", { ...order, testingExpectedOn: "2026-11-19" })).toEqual([
      "/testingExpectedOn 预计完成日期不能早于今天",
    ]);
    expect(faultsOf("testing-order", { ...order, testingTime: "很快" })).toHaveLength(1);
  });
});
