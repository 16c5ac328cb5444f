import { describe, expect, it } from "vitest";
import { valueInWords } from "./schema.ts";
import { inOrder, problemsFromServer, validateForm, valuesInForce } from "./validate.ts";

const schema = {
  type: "object",
  required: ["name", "area", "ownWell", "wellDepth", "signed"],
  properties: {
    name: { type: "string", title: "经营者名称", "x-en": "Operator", minLength: 1, maxLength: 10 },
    phone: { type: "string", title: "联系电话", pattern: "^1\\d{10}$", examples: ["13900000000"] },
    area: { type: "number", title: "经营面积", "x-en": "Floor area", exclusiveMinimum: 0, maximum: 5000 },
    kind: {
      type: "string",
      title: "主体业态",
      oneOf: [{ const: "a", title: "餐饮服务经营者", "x-en": "Catering" }],
    },
    ownWell: { type: "boolean", title: "使用自备水源", "x-en": "Own well" },
    wellDepth: { type: "integer", title: "井深", "x-when": "ownWell = true" },
    signed: { type: "boolean", const: true, title: "签名", "x-widget": "sign" },
    people: {
      type: "array",
      title: "从业人员",
      items: { type: "object", required: ["who"], properties: { who: { type: "string", title: "姓名" } } },
    },
  },
};
const whole = { name: "张记小馆", area: 80, ownWell: false, signed: true };

function forbidden(): never {
  throw new EvalError("forbidden");
}

describe("checking a form", () => {
  it("finds nothing wrong with a whole form", () => {
    expect(validateForm(schema, whole)).toEqual([]);
  });
  it("names every field left empty, in the form's order, once", () => {
    const found = validateForm(schema, { name: "", ownWell: false });
    expect(found.map(({ pointer }) => pointer)).toEqual(["/name", "/area", "/signed"]);
    expect(found[0]?.message).toEqual({ zh: "请填写“经营者名称”", en: "Enter Operator" });
    expect(found[2]?.message.zh).toBe("请勾选以签名确认");
  });
  it("asks a conditional field only while its condition holds", () => {
    expect(validateForm(schema, { ...whole, ownWell: true }).map(({ pointer }) => pointer)).toEqual([
      "/wellDepth",
    ]);
    expect(valuesInForce(schema, { ...whole, wellDepth: 12 })).toEqual(whole);
  });
  it("takes spaces for nothing, in a field and in a list of lines", () => {
    expect(validateForm(schema, { ...whole, name: " 　" }).map(({ pointer }) => pointer)).toEqual(["/name"]);
    expect(valuesInForce({ properties: { reasons: {} } }, { reasons: ["生熟未分开", " "] })).toEqual({
      reasons: ["生熟未分开"],
    });
    expect(valuesInForce({ properties: { reasons: {} } }, { reasons: ["", " "] })).toEqual({});
  });
  it("asks to fill in lines and rows, and to choose among choices", () => {
    const asked = {
      type: "object",
      required: ["reasons", "kinds"],
      properties: {
        reasons: { type: "array", title: "理由", items: { type: "string" } },
        kinds: { type: "array", title: "种类", items: { enum: ["甲", "乙"] } },
      },
    };
    expect(validateForm(asked, {}).map(({ message }) => message.zh)).toEqual([
      "请填写“理由”",
      "请选择“种类”",
    ]);
  });
  it("says limits, patterns and choices in both languages", () => {
    const said = (values: object): string =>
      validateForm(schema, { ...whole, ...values })[0]?.message.zh ?? "";
    expect(said({ name: "一二三四五六七八九十一" })).toBe("“经营者名称”最多10个字");
    expect(said({ area: 0 })).toBe("“经营面积”应大于0");
    expect(said({ area: 9000 })).toBe("“经营面积”不能大于5000");
    expect(said({ phone: "12" })).toBe("“联系电话”的格式不对，例如 13900000000");
    expect(said({ kind: "b" })).toBe("请从给出的选项中选择“主体业态”");
    expect(said({ ownWell: true, wellDepth: 1.5 })).toBe("“井深”应填整数");
    expect(validateForm(schema, { ...whole, area: 0 })[0]?.message.en).toBe("Floor area must be more than 0");
  });
  it("points into rows", () => {
    expect(validateForm(schema, { ...whole, people: [{}] })).toEqual([
      { pointer: "/people/0/who", message: { zh: "请填写“姓名”", en: "Enter 姓名" } },
    ]);
  });
  it("tells problems in the order of the page, and those of no field last", () => {
    const message = { zh: "错", en: "wrong" };
    const pointers = ["/elsewhere", "/signed", "/people/0/who", "/name"].map((pointer) => ({
      pointer,
      message,
    }));
    expect(inOrder(schema, pointers).map(({ pointer }) => pointer)).toEqual([
      "/name",
      "/signed",
      "/people/0/who",
      "/elsewhere",
    ]);
  });
  it("brings the server's pointers to the form's own", () => {
    const message = { zh: "错", en: "wrong" };
    expect(problemsFromServer([{ pointer: "/values/name", message }])).toEqual([
      { pointer: "/name", message },
    ]);
  });
  it("works where evaluating text as code is forbidden", () => {
    const kept = globalThis.Function;
    globalThis.Function = forbidden as unknown as FunctionConstructor;
    try {
      expect(validateForm(schema, { ...whole, phone: "x" })).toHaveLength(1);
    } finally {
      globalThis.Function = kept;
    }
  });
});

describe("values in words", () => {
  it("says choices and yes or no by their titles", () => {
    expect(valueInWords(schema.properties.kind, "a", "en")).toBe("Catering");
    expect(valueInWords(schema.properties.ownWell, true, "zh")).toBe("是");
    expect(valueInWords(schema.properties.people, [{ who: "甲" }, { who: "乙" }], "zh")).toBe(
      "姓名 甲、姓名 乙",
    );
    expect(valueInWords(schema.properties.name, undefined, "zh")).toBe("—");
  });
});
