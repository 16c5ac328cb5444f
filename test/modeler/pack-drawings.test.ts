import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectOk } from "#kernel";
import { compileProcess } from "#process";
import { openBrowser } from "../browser.ts";
import { qianshanFiles } from "../support/qianshan-files.ts";
import { openSheet, templatesOfTheReference, type Sheet } from "./sheet.ts";

const drawings = [...qianshanFiles()].filter(([name]) => name.endsWith(".bpmn"));

describe("every drawing of the district pack in Camunda Modeler's own editor", () => {
  let browser: Browser;
  let sheet: Sheet;

  beforeAll(async () => {
    browser = await openBrowser();
    sheet = await openSheet(browser);
    await sheet.take(templatesOfTheReference());
  }, 60_000);
  afterAll(() => browser?.close());

  it.each(drawings)(
    "opens without a complaint, and saved there means what it meant: %s",
    async (_, xml) => {
      expect(await sheet.open(xml)).toEqual([]);
      const saved = expectOk(await compileProcess(await sheet.xml()));
      expect(saved).toEqual(expectOk(await compileProcess(xml)));
      expect(await sheet.complaints()).toEqual([]);
    },
    60_000,
  );
});
