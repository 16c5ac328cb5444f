import { performance } from "node:perf_hooks";
import { describe, expect, it } from "vitest";
import { expectOk } from "#kernel";
import { renderDocument } from "./render-document.ts";
import { TEMPLATE_SAMPLES } from "./template-samples.ts";
import { districtTemplates, runOn, SIGNED_AT } from "./testing.ts";
import { createTypesetter } from "./typesetter.ts";

const typesetter = createTypesetter();
const templates = await districtTemplates();

function typeset(main: string, data = {}) {
  return typesetter.typeset({ main }, data);
}

async function textOf(pdf: Uint8Array): Promise<string> {
  const { code, text } = await runOn({ "a.pdf": pdf }, "pdftotext", ["-raw", "a.pdf", "-"]);
  expect(code).toBe(0);
  return text.replaceAll(/\s|\u2060/gu, "");
}

describe("every template of the demonstration district", () => {
  it("has a sample, and every sample its template", () => {
    expect(Object.keys(TEMPLATE_SAMPLES).toSorted()).toEqual(Object.keys(templates).toSorted());
  });

  it("prints a receipt at a window with the query code, on one page and marked as printed there", async () => {
    const data = {
      ...TEMPLATE_SAMPLES["receipt"],
      copyMark: "窗口打印",
      queryCode: "TQRFJWEJ",
      queryUrl: "https://qianshan.example/track?no=2103112022092901000017#TQRFJWEJ",
    };
    const { pdf } = expectOk(typeset(templates["receipt"] ?? "", data));
    const { text: info } = await runOn({ "a.pdf": pdf }, "pdfinfo", ["a.pdf"]);
    expect(info).toMatch(/Pages:\s+1\n/u);
    // The signs of the code stand apart, so that each is read for itself.
    const text = (await textOf(pdf)).replaceAll(/\s/g, "");
    expect(text).toContain("TQRFJWEJ");
    expect(text).toContain("窗口打印");
    const plain = expectOk(typeset(templates["receipt"] ?? "", TEMPLATE_SAMPLES["receipt"] ?? {}));
    expect(await textOf(plain.pdf)).not.toContain("查询码");
  });

  it.each(Object.keys(TEMPLATE_SAMPLES))(
    "typesets %s on one page with its title, number and organ",
    async (name) => {
      const main = templates[name] ?? "";
      const data = TEMPLATE_SAMPLES[name] ?? {};
      const { pdf } = expectOk(typeset(main, data));
      const { text: info } = await runOn({ "a.pdf": pdf }, "pdfinfo", ["a.pdf"]);
      expect(info).toMatch(/Pages:\s+1\n/u);
      const text = await textOf(pdf);
      expect(text).toContain(String(data["number"]));
      expect(text).toContain(String(data["organ"]));
      expect(info).toContain(String(data["title"]));
      expect(text).not.toMatch(/dictionary|none/u);
    },
  );

  it.each(Object.keys(TEMPLATE_SAMPLES))("typesets %s to the same bytes from the same data", (name) => {
    const main = templates[name] ?? "";
    const data = TEMPLATE_SAMPLES[name] ?? {};
    const first = expectOk(typeset(main, data)).pdf;
    const again = expectOk(createTypesetter().typeset({ main }, data)).pdf;
    expect(Buffer.from(again).equals(first)).toBe(true);
  });

  it("prints dates in the Chinese manner and tells the remedies of a refusal", async () => {
    const { pdf } = expectOk(typeset(templates["refusal"] ?? "", TEMPLATE_SAMPLES["refusal"]));
    const text = await textOf(pdf);
    expect(text).toContain("2022年10月12日");
    expect(text).toContain("六十日内向鞍山市千山区人民政府申请行政复议");
    expect(text).toContain("六个月内依法向鞍山市千山区人民法院提起行政诉讼");
  });

  it("names no last day that the calendar does not reach, and leaves no blank for one", async () => {
    const data = { ...TEMPLATE_SAMPLES["acceptance"], statutoryDue: null, promisedDue: null };
    const text = await textOf(expectOk(typeset(templates["acceptance"] ?? "", data)).pdf);
    expect(text).toMatch(/法定办理期限为自受理之日起20个工作日；本机关承诺在\d+个工作日内办结。/u);
  });

  it("tells of an extension both limits apart from what was added, and who approved it", async () => {
    const main = templates["extension"] ?? "";
    const text = await textOf(expectOk(typeset(main, TEMPLATE_SAMPLES["extension"])).pdf);
    expect(text).toContain(
      "法定办理期限为20个工作日，原至2022年11月4日届满；本机关承诺的办理期限为7个工作日",
    );
    expect(text).toContain("经本机关负责人（王*）批准，办理期限延长10个工作日");
    expect(text).toContain("法定办理期限为20＋10个工作日，延长至2022年11月18日");
    expect(text).toContain("承诺的办理期限为7＋10个工作日，延长至2022年11月1日");
    const paused = {
      ...TEMPLATE_SAMPLES["extension"],
      originalDue: null,
      newDue: null,
      reason: "水样需要复检。",
    };
    const without = await textOf(expectOk(typeset(main, paused)).pdf);
    expect(without).toContain("法定办理期限为20＋10个工作日；承诺");
    expect(without).toContain("因水样需要复检，本机关");
  });

  it("tells an application deemed accepted under article 32 (4) apart from one that is accepted", async () => {
    const data = { ...TEMPLATE_SAMPLES["acceptance"], deemed: true };
    const text = await textOf(expectOk(typeset(templates["acceptance"] ?? "", data)).pdf);
    expect(text).toContain("视为受理");
  });

  it("marks a demonstration and leaves a real paper unmarked", async () => {
    const main = templates["grant"] ?? "";
    const demo = expectOk(typeset(main, TEMPLATE_SAMPLES["grant"])).pdf;
    const real = expectOk(typeset(main, { ...TEMPLATE_SAMPLES["grant"], demo: false })).pdf;
    expect(await textOf(demo)).toContain("演示");
    expect(await textOf(real)).not.toContain("演示");
  });
});

describe("the typesetter", () => {
  it("keeps no character of the source before, though the two share bytes of it (查 and 知)", async () => {
    const one = createTypesetter();
    const main = (word: string) => `#set text(font: "Noto Sans SC")\n特此${word}。\n`;
    for (const word of ["检查", "告知", "检查", "矩阵", "告知"]) {
      const { pdf } = expectOk(one.typeset({ main: main(word) }, {}));
      expect(await textOf(pdf)).toContain(`特此${word}。`);
    }
  });

  it("refuses a character its fonts lack, by name, instead of printing a hole", () => {
    const data = { ...TEMPLATE_SAMPLES["grant"], addressee: "𠮷野饭店" };
    const answer = typeset(templates["grant"] ?? "", data);
    expect(answer).toMatchObject({
      ok: false,
      error: { code: "CHARACTER_NOT_IN_FONTS", details: { character: "𠮷", point: "U+20BB7" } },
    });
  });

  it("takes no sign from a font that was not asked for, as for a private character", () => {
    const data = { ...TEMPLATE_SAMPLES["grant"], addressee: "甲\uE000乙" };
    expect(typeset(templates["grant"] ?? "", data)).toMatchObject({
      ok: false,
      error: { code: "CHARACTER_NOT_IN_FONTS", details: { point: "U+E000" } },
    });
  });

  it("prints what people typed as text, never as template code", async () => {
    const typed = "#panic() *甲* $x$ [乙] <丙> @丁 \\ //";
    const data = { ...TEMPLATE_SAMPLES["refusal"], reasons: [typed] };
    const text = await textOf(expectOk(typeset(templates["refusal"] ?? "", data)).pdf);
    expect(text).toContain(typed.replaceAll(" ", ""));
  });

  it("prints instants in Beijing time and leaves words that are no time as they are", async () => {
    const main =
      '#import "/lib/base.typ": *\n#set document(date: datetime(year: 2022, month: 1, day: 1))\n#set text(font: body-font)\n' +
      '#zh-time("2022-10-12T18:05:00.000Z");#zh-time("2022-10-12 08:05");#zh-time("昨天")';
    const text = await textOf(expectOk(typeset(main)).pdf);
    expect(text).toContain("2022年10月13日2时5分");
    expect(text).toContain("2022年10月12日8时5分");
    expect(text).toContain("昨天");
  });

  it("prints the rarer characters that its fonts do have", () => {
    const data = { ...TEMPLATE_SAMPLES["grant"], addressee: "㐂䶮龘饭店" };
    expect(typeset(templates["grant"] ?? "", data).ok).toBe(true);
  });

  it("reports a faulty template with Typst's message", () => {
    expect(typeset("#unknown-thing")).toMatchObject({
      ok: false,
      error: { code: "TEMPLATE_FAULTY", message: { en: expect.stringContaining("unknown variable") } },
    });
  });

  it("names the field that a template needs and the data lack", () => {
    const { title: _, ...data } = TEMPLATE_SAMPLES["grant"] ?? {};
    expect(typeset(templates["grant"] ?? "", data)).toMatchObject({
      ok: false,
      error: { code: "TEMPLATE_FAULTY", message: { en: expect.stringContaining("title") } },
    });
  });

  it.each(['#import "@preview/cetz:0.3.0"', "#datetime.today().display()"])(
    "refuses what lies outside: %s",
    (main) => {
      expect(typeset(main)).toMatchObject({ ok: false, error: { code: "TEMPLATE_NOT_SELF_CONTAINED" } });
    },
  );

  it("reads no file outside its own library", () => {
    expect(typeset('#read("../../../../package.json")').ok).toBe(false);
    expect(typeset('#read("/../typesetter.ts")').ok).toBe(false);
  });

  it("gives a template its own files and forgets them afterwards", () => {
    const main = '#set document(date: datetime(year: 2022, month: 1, day: 1))\n#read("/assets/words.txt")';
    const files = { "/assets/words.txt": new TextEncoder().encode("千山") };
    expect(typesetter.typeset({ main, files }, {}).ok).toBe(true);
    expect(typesetter.typeset({ main }, {}).ok).toBe(false);
  });

  it("tells how long a warm page takes", () => {
    const main = templates["food-business-licence"] ?? "";
    const times = Array.from({ length: 15 }, (_, index) => {
      const start = performance.now();
      expectOk(
        typeset(main, { ...TEMPLATE_SAMPLES["food-business-licence"], operator: `福满园饭店${index}店` }),
      );
      return performance.now() - start;
    });
    const median = times.toSorted((left, right) => left - right)[7] ?? 0;
    console.info(`typesetting one certificate, warm: median ${median.toFixed(1)} ms`);
    expect(median).toBeGreaterThan(0);
  });
});

describe("rendering a numbered document", () => {
  it("takes number, title and day from the row, everything else from its data", async () => {
    const row = {
      template: "withdrawal",
      number: "鞍千市监许撤〔2022〕9号",
      title: "终止办理通知书",
      issuedAt: SIGNED_AT,
      data: { ...TEMPLATE_SAMPLES["withdrawal"], number: "another", title: "another" },
    };
    const text = await textOf(expectOk(await renderDocument(typesetter, templates, row)).pdf);
    expect(text).toContain("鞍千市监许撤〔2022〕9号");
    expect(text).toContain("2022年10月12日");
    expect(text).not.toContain("another");
  });

  it("refuses a template the pack does not have", async () => {
    const row = { template: "toString", number: "1", title: "1", issuedAt: SIGNED_AT, data: {} };
    expect(await renderDocument(typesetter, templates, row)).toMatchObject({
      ok: false,
      error: { code: "TEMPLATE_UNKNOWN" },
    });
  });
});
