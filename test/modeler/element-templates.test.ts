import { readFileSync } from "node:fs";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectOk } from "#kernel";
import { compileProcess, type Plan } from "#process";
import { openBrowser } from "../browser.ts";
import { TEMPLATE_DRAWINGS } from "../support/template-drawings.ts";
import { offeredInPage } from "./drawing.ts";
import { openSheet, templatesOfTheReference, type Sheet } from "./sheet.ts";
import { PROCESS, row, WORK, type Work } from "./work.ts";

const templates = templatesOfTheReference();
const template = (name: string) => {
  const found = templates.find(({ id }) => id === `yiwang.${name}`);
  if (found === undefined) throw new Error(`no template ${name}`);
  return found;
};

/** Does the work on an empty sheet, and compiles what the editor saves. */
async function done(sheet: Sheet, { drawing, chosen, besides }: Work): Promise<Plan | undefined> {
  await sheet.draw(drawing);
  for (const [element, name] of Object.entries(chosen)) {
    await sheet.select(element === PROCESS ? null : element);
    await sheet.choose(template(name));
    await sheet.followHints();
    expect(await sheet.page.locator("#panel .bio-properties-panel-error").allInnerTexts()).toEqual([]);
  }
  await besides?.(sheet);
  return expectOk(await compileProcess(await sheet.xml()))[0];
}

describe("our element templates in Camunda Modeler's own editor", () => {
  let browser: Browser;
  let sheet: Sheet;

  beforeAll(async () => {
    browser = await openBrowser();
    sheet = await openSheet(browser);
    expect(await sheet.take(templates)).toEqual(templates.map(({ id }) => id));
  }, 60_000);
  afterAll(() => browser?.close());

  it("would be complained of, were one of them wrong", async () => {
    const other = await openSheet(browser);
    const [one] = templates;
    const wrong = { ...one, properties: [{ type: "String", binding: { type: "yiwang:clock" } }] };
    expect(await other.take([wrong])).toEqual([]);
    expect((await other.complaints()).join()).toContain('invalid property.binding type "yiwang:clock"');
    await other.page.close();
  });

  it("are all tried", () => {
    expect(Object.keys(WORK).toSorted()).toEqual(
      templates.map(({ id }) => id.replace("yiwang.", "")).toSorted(),
    );
  });

  it.each(Object.keys(WORK))(
    "mean, drawn and filled in there by their hints, what they are to mean: %s",
    async (name) => {
      const [xml = ""] = TEMPLATE_DRAWINGS[name] ?? [];
      const [meant] = expectOk(await compileProcess(xml));
      const work = WORK[name];
      if (work === undefined) throw new Error(name);
      expect(await done(sheet, work)).toEqual(meant);
      expect(await sheet.complaints()).toEqual([]);
    },
    60_000,
  );

  it("are offered for every kind of element that they name, and make of it what they say", async () => {
    const pairs = templates
      .flatMap(({ id, appliesTo, elementType }) => appliesTo.map((type) => ({ id, type, elementType })))
      .filter(({ type }) => type !== "bpmn:Process")
      .map((pair, place) => ({ ...pair, element: `x${place}` }));
    const host = { id: "host", type: "bpmn:Task" };
    const elements = pairs.map(({ element, type }) =>
      type === "bpmn:BoundaryEvent" ? { id: element, type, on: "host" } : { id: element, type },
    );
    await sheet.draw({ elements: [host, ...elements], flows: [] });
    const wanted = pairs.map(({ element, id }) => ({ element, template: id }));
    expect(await sheet.page.evaluate(offeredInPage, wanted)).toEqual(
      pairs.map(({ id, type, elementType }) => ({
        offered: true,
        type: elementType?.value ?? type,
        template: id,
      })),
    );
  }, 60_000);

  it("set the clocks as well where events are drawn for them", async () => {
    const names = ["start", "pause", "resume", "extend", "stop", "reopen"];
    const chosen = Object.fromEntries(names.map((name) => [name, `clock.${name}`]));
    const plan = await done(sheet, row(chosen, "bpmn:IntermediateThrowEvent"));
    for (const name of names) {
      const [meant] = expectOk(await compileProcess(TEMPLATE_DRAWINGS[`clock.${name}`]?.[0] ?? ""));
      expect(plan?.nodes[name]).toMatchObject({
        type: "intermediateThrowEvent",
        clocks: meant?.nodes[name]?.clocks,
      });
    }
  }, 60_000);

  it.each([
    ["clock.start", "bpmn:UserTask", undefined, ["assignmentDefinition", "form", "inputs", "outputs"]],
    ["clock.resume", "bpmn:IntermediateCatchEvent", "bpmn:MessageEventDefinition", ["message"]],
    ["task", "bpmn:UserTask", undefined, ["outputs", "Zeebe__ExtensionProperties"]],
    ["certificate", "bpmn:ServiceTask", undefined, ["outputs"]],
    ["scope", "bpmn:SubProcess", undefined, ["outputs", "Zeebe__ExtensionProperties"]],
  ])("leave beside them what else the element needs: %s", async (name, type, event, groups) => {
    const { drawing } = row({ t: name }, type, event);
    await sheet.draw(drawing);
    await sheet.select("t");
    await sheet.choose(template(name));
    for (const id of groups) await sheet.group(id);
  });

  it("leave no second place for the time of a timer", async () => {
    await sheet.draw(row({ t: "x" }, "bpmn:IntermediateCatchEvent", "bpmn:TimerEventDefinition").drawing);
    await sheet.select("t");
    await sheet.group("timer");
    await sheet.choose(template("timer.catch"));
    expect(await sheet.page.locator('#panel [data-group-id="group-timer"]').count()).toBe(0);
  });

  it("are known in the guide's example, which the editor saves as it was meant", async () => {
    const xml = readFileSync(new URL("../../docs/guides/processes/signboard.bpmn", import.meta.url), "utf8");
    expect(await sheet.open(xml)).toEqual([]);
    await sheet.select("Task_Accept");
    const fields = await sheet.group("ElementTemplates__CustomProperties");
    expect(await fields.getByLabel("岗位", { exact: true }).inputValue()).toBe("clerk");
    const saved = await compileProcess(await sheet.xml());
    expect(expectOk(saved)).toEqual(expectOk(await compileProcess(xml)));
    expect(await sheet.complaints()).toEqual([]);
  });
});
