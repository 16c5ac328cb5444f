import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import { drawInPage, selectInPage, type Drawing } from "./drawing.ts";
import type { InPage } from "./in-page.ts";

const require = createRequire(import.meta.url);
const MODELER = dirname(require.resolve("camunda-bpmn-js/dist/camunda-cloud-modeler.production.min.js"));
const SITE = "http://modeler.example";

/** The editor of Camunda Modeler on a page: its canvas, its panel, and whatever it complains of. */
const PAGE = `<!doctype html><meta charset="utf-8"><title>Modeler</title>
<link rel="stylesheet" href="/assets/camunda-cloud-modeler.css">
<style>html, body { height: 100%; margin: 0 } body { display: flex } #canvas { flex: 1 } #panel { width: 360px; overflow: auto }</style>
<div id="canvas"></div><div id="panel"></div>
<script src="/camunda-cloud-modeler.production.min.js"></script>
<script>
  complaints = [];
  modeler = new BpmnModeler({ container: "#canvas", propertiesPanel: { parent: "#panel" }, debounceInput: false });
  modeler.on("elementTemplates.errors", ({ errors }) => complaints.push(...errors.map(String)));
  modeler.on("elementTemplates.warnings", ({ warnings }) => complaints.push(...warnings.map(String)));
</script>`;

/** A sheet in the editor that Camunda Modeler is built on, and what a person does with it. */
export type Sheet = {
  readonly page: Page;
  /** What the editor or the browser has complained of so far. */
  readonly complaints: () => Promise<readonly string[]>;
  /** Gives the editor templates; answers the ids of those that it took. */
  readonly take: (templates: readonly unknown[]) => Promise<readonly string[]>;
  /** Puts away what is drawn, and draws on an empty sheet. */
  readonly draw: (drawing: Drawing) => Promise<void>;
  /** Selects an element, or nothing: then the panel is the process's. */
  readonly select: (id: string | null) => Promise<void>;
  /** Template → Select in the panel, then the template by its name; the element is selected. */
  readonly choose: (template: { readonly id: string; readonly name: string }) => Promise<void>;
  /** Types into each empty field of the template what stands in it as an example. */
  readonly followHints: () => Promise<void>;
  /** A group of the panel by its id, opened. */
  readonly group: (id: string) => Promise<Locator>;
  /** What the editor would save. */
  readonly xml: () => Promise<string>;
  /** Opens a file; answers what the editor has to say against it. */
  readonly open: (xml: string) => Promise<readonly string[]>;
};

export async function openSheet(browser: Browser): Promise<Sheet> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(40_000);
  const failed: string[] = [];
  page.on("pageerror", (error) => failed.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") failed.push(message.text());
  });
  await page.route(`${SITE}/**`, (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === "/") return route.fulfill({ contentType: "text/html", body: PAGE });
    return pathname === "/favicon.ico"
      ? route.fulfill({ status: 204 })
      : route.fulfill({ path: join(MODELER, pathname) });
  });
  await page.goto(`${SITE}/`);

  async function group(id: string): Promise<Locator> {
    const found = page.locator(`#panel [data-group-id="group-${id}"]`);
    const header = found.locator(".bio-properties-panel-group-header").first();
    await header.waitFor();
    if (!/\bopen\b/.test((await header.getAttribute("class")) ?? ""))
      await header.locator(".bio-properties-panel-group-header-title").click();
    return found;
  }

  return {
    page,
    group,
    complaints: async () => [
      ...failed,
      ...(await page.evaluate(() => (globalThis as unknown as InPage).complaints)),
    ],
    take: (templates) =>
      page.evaluate((given) => {
        const { modeler } = globalThis as unknown as InPage;
        modeler.get("elementTemplatesLoader").setTemplates(given);
        return modeler
          .get("elementTemplates")
          .getAll()
          .map(({ id }) => id);
      }, templates),
    draw: (drawing) => page.evaluate(drawInPage, drawing),
    select: (id) => page.evaluate(selectInPage, id),
    choose: async ({ id, name }) => {
      await page.locator("#panel .bio-properties-panel-select-template-button").click();
      const entry = page.locator(`.djs-popup [data-id="apply-template-${id}"]`);
      await entry.getByText(name, { exact: true }).waitFor();
      await entry.click();
      await page.locator("#panel .bio-properties-panel-applied-template-button").waitFor();
    },
    followHints: async () => {
      const fields = (await group("ElementTemplates__CustomProperties")).locator("input[type=text]");
      for (const field of await fields.all()) {
        const hint = (await field.getAttribute("placeholder")) ?? "";
        if ((await field.inputValue()) === "" && hint !== "") await field.fill(hint);
      }
    },
    xml: async () => {
      const saved = await page.evaluate(() =>
        (globalThis as unknown as InPage).modeler.saveXML({ format: true }),
      );
      return saved.xml;
    },
    open: (xml) =>
      page.evaluate(async (given) => {
        const { warnings } = await (globalThis as unknown as InPage).modeler.importXML(given);
        return warnings.map(String);
      }, xml),
  };
}

/** The file that people copy into their Camunda Modeler. */
export function templatesOfTheReference(): readonly {
  readonly id: string;
  readonly name: string;
  readonly appliesTo: readonly string[];
  readonly elementType?: { readonly value: string };
}[] {
  const file = new URL("../../docs/reference/yiwang-element-templates.json", import.meta.url);
  return JSON.parse(readFileSync(file, "utf8"));
}
