import { describe, expect, it } from "vitest";
import { assembleForm, type FormParts } from "./form-parts.ts";

const parts: FormParts = {
  registers: new Map([
    [
      "classes",
      [
        {
          value: "E-0102",
          name: { zh: "暴露垃圾", en: "exposed refuse" },
          row: { kind: "event", code: "0102" },
        },
      ],
    ],
  ]),
  elements: {
    "person.name": { title: "姓名", "x-en": "Name", type: "string", "x-personal": true },
    "person.community": { title: "社区", "x-en": "Community", type: "string", "x-choices": "communities" },
  },
  divisions: new Map([
    ["210311006", { code: "210311006", name: "汤岗子街道", level: "town", parent: "210311" }],
    ["210311006001", { code: "210311006001", name: "泉兴社区", level: "community", parent: "210311006" }],
  ]),
  organs: new Map(),
  zones: new Map([["HD01", { id: "HD01", name: "一号河", kind: "river" }]]),
  lists: new Map([["scopes", [{ value: "F5211", name: { zh: "零售", en: "retail" } }]]]),
};

function assembled(properties: object): { readonly form: unknown; readonly missing: readonly string[] } {
  const missing: string[] = [];
  const form = assembleForm(JSON.parse(JSON.stringify({ properties })), parts, ({ what }, at) =>
    missing.push(`${what} at ${at.join("/")}`),
  );
  return { form, missing };
}

describe("a form put together", () => {
  it("asks a data element in the element's words, and in the field's own where it has some", () => {
    const { form } = assembled({ applicant: { "x-element": "person.name", title: "申请人姓名" } });
    expect(form).toEqual({
      properties: {
        applicant: { title: "申请人姓名", "x-en": "Name", type: "string", "x-personal": true },
      },
    });
  });

  it("offers communities after their street, towns alone and the entries of a list", () => {
    const { form } = assembled({
      home: { "x-element": "person.community" },
      town: { type: "string", "x-choices": "towns" },
      scopes: { type: "array", items: { type: "string", "x-choices": "list:scopes" } },
      reach: { type: "string", "x-choices": "zones", "x-widget": "search" },
    });
    expect(form).toMatchObject({
      properties: {
        home: { oneOf: [{ const: "210311006001", title: "汤岗子街道 泉兴社区" }] },
        reach: { oneOf: [{ const: "HD01", title: "一号河", "x-find": "yihaohe yhh" }] },
        town: { oneOf: [{ const: "210311006", title: "汤岗子街道" }] },
        scopes: { items: { oneOf: [{ const: "F5211", title: "零售", "x-en": "retail" }] } },
      },
    });
  });

  it("offers rows of a register under their sounds, each with the fields that it fills in", () => {
    const { form, missing } = assembled({
      class: { type: "string", "x-offers": { register: "classes", sets: { kind: "kind", class: "code" } } },
      key: { type: "string", "x-widget": "search", "x-choices": "register:classes" },
      none: { type: "string", "x-offers": { register: "nothing", sets: {} } },
    });
    const found = {
      const: "E-0102",
      title: "暴露垃圾",
      "x-en": "exposed refuse",
      "x-find": "baolulaji bllj",
    };
    expect(form).toMatchObject({
      properties: {
        class: { "x-offers": [{ ...found, sets: { kind: "event", class: "0102" } }] },
        key: { oneOf: [found] },
      },
    });
    expect(missing).toHaveLength(1);
  });

  it("tells what is not there, and where", () => {
    const { missing } = assembled({
      a: { "x-element": "person.shoes" },
      b: { items: { "x-choices": "list:none" } },
    });
    expect(missing).toEqual(["person.shoes at properties/a", "list:none at properties/b/items"]);
  });
});
