import { readFile } from "node:fs/promises";
import { performance } from "node:perf_hooks";
import fontkit from "@pdf-lib/fontkit";
import { PDFDocument, rgb } from "pdf-lib";
import { create as qrCode } from "qrcode";
import subsetFont from "subset-font";
import { createTestAuthority, createTypesetter, signPdf, verifyPdf, type StoredKey } from "#documents";
import { expectOk, instantFromMillis, type JsonObject } from "#kernel";
import { TEMPLATE_SAMPLES } from "../../src/documents/template-samples.ts";
import type { Effort, Part, Row } from "../harness/row.ts";
import { spreadOf } from "../harness/statistics.ts";

const TEMPLATE = "food-business-licence";
const NOW = instantFromMillis(1_665_540_000_000);
const FONT = new URL(
  "../../node_modules/@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf",
  import.meta.url,
);

/** One certificate page, up to the seal and with it. */
export const typesetting: Row = {
  name: "typesetting",
  title: "One certificate page with Chinese text and a QR code, warm",
  units: { page: "ms", seal: "ms", verify: "ms", bytes: "bytes" },
  goals: [
    {
      name: "yiwang ÷ pdf-lib, before the seal",
      of: ["yiwang", "page"],
      by: ["pdf-lib", "page"],
      atMost: 0.5,
    },
  ],
  notes: [
    "yiwang: the district's own template of the food business licence by Typst, PDF/A-2b; then its test seal and a verification.",
    "pdf-lib: the same words and QR code drawn line by line in a font cut once to the signs they need, embedded whole; no PDF/A, no layout, no seal.",
  ],
  server: false,
  prepare: async (effort) => [await ourPart(effort), await pdfLibPart(effort)],
};

const dataOf = (round: number): JsonObject => ({
  ...TEMPLATE_SAMPLES[TEMPLATE],
  caseNo: `${210311 + round}`,
  addressee: `申请人${round}`,
});

async function ourPart({ quick }: Effort): Promise<Part> {
  const file = new URL(`../../districts/qianshan/templates/${TEMPLATE}.typ`, import.meta.url);
  const main = await readFile(file, "utf8");
  const typesetter = createTypesetter();
  const signer = await testSigner();
  const words = { reason: TEMPLATE, location: "千山区", at: NOW, name: "千山区" };
  return {
    name: "yiwang",
    run: async () => {
      const times: { readonly page: number; readonly seal: number; readonly verify: number }[] = [];
      let bytes = 0;
      for (let round = 0; round < (quick ? 5 : 41); round += 1) {
        const start = performance.now();
        const { pdf } = expectOk(typesetter.typeset({ main }, dataOf(round)));
        const page = performance.now();
        const sealed = await signPdf(pdf, signer, words);
        const seal = performance.now();
        if (!(await verifyPdf(sealed)).valid) throw new Error("a sealed page does not verify");
        times.push({ page: page - start, seal: seal - page, verify: performance.now() - seal });
        bytes = pdf.length;
      }
      const median = (name: "page" | "seal" | "verify") => spreadOf(times.map((each) => each[name])).median;
      return { page: median("page"), seal: median("seal"), verify: median("verify"), bytes };
    },
  };
}

async function pdfLibPart({ quick }: Effort): Promise<Part> {
  const texts = (round: number): readonly string[] =>
    Object.entries(dataOf(round)).flatMap(([name, value]) =>
      typeof value === "string" ? [`${name}：${value}`] : [],
    );
  const signs = `${texts(0).join("")}0123456789`;
  const font = await subsetFont(await readFile(FONT), signs, { targetFormat: "truetype" });
  const draw = async (round: number): Promise<number> => {
    const pdf = await PDFDocument.create();
    pdf.registerFontkit(fontkit);
    const embedded = await pdf.embedFont(font, { subset: false });
    const page = pdf.addPage([595, 842]);
    for (const [place, text] of texts(round).entries())
      page.drawText(text, { x: 60, y: 780 - place * 22, size: 12, font: embedded });
    const { modules } = qrCode(`https://qianshan.example/verify/${round}`);
    for (let row = 0; row < modules.size; row += 1)
      for (let column = 0; column < modules.size; column += 1)
        if (modules.get(row, column) === 1)
          page.drawRectangle({
            x: 440 + column * 3,
            y: 200 - row * 3,
            width: 3,
            height: 3,
            color: rgb(0, 0, 0),
          });
    return (await pdf.save()).length;
  };
  return {
    name: "pdf-lib",
    run: async () => {
      const times: number[] = [];
      let bytes = 0;
      for (let round = 0; round < (quick ? 5 : 41); round += 1) {
        const start = performance.now();
        bytes = await draw(round);
        times.push(performance.now() - start);
      }
      return { page: spreadOf(times).median, bytes };
    },
  };
}

async function testSigner() {
  const kept = new Map<string, StoredKey>();
  const keys = {
    get: (name: string) => Promise.resolve(kept.get(name)),
    put: (name: string, key: StoredKey) => Promise.resolve(kept.set(name, key).get(name) ?? key),
  };
  const authority = await createTestAuthority({ keys, now: instantFromMillis(Date.now()), place: "千山区" });
  return authority.signerFor({ name: "千山区市场监督管理局", creditCode: "11210311MB0A12345L" });
}
