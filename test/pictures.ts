// npm run pictures: takes the readme's pictures from the running product, with a day's work of the demo district.
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import type { ReceiptAnswer } from "#contract";
import { degreesOf, middleOf } from "#places";
import { openBrowser } from "./browser.ts";
import { sitDown } from "./harness/browser-person.ts";
import { applyForFoodLicence, reviewThrough, verdicts, type Staff } from "./harness/food-licence.ts";
import { handleWhole } from "./harness/incidents.ts";
import { mustAct, type Person } from "./harness/person.ts";
import { startTestPlatform } from "./harness/test-platform.ts";
import { enter, personOf } from "./harness/visitor.ts";

const folder = fileURLToPath(new URL("../docs/pictures/", import.meta.url));
mkdirSync(folder, { recursive: true });

const PLACES = ["210311006001", "210311007002", "210311102001", "210311103005", "210311104210"];
const CLASSES = ["0102", "0103", "0504", "0505", "0507", "0110"];
const site = await startTestPlatform({ at: "2026-11-02T09:00:00+08:00" });
const browser = await openBrowser();
try {
  const waiting = await aDaysWork();
  await picture("portal", "shop-owner", "/matters/food-business-licence");
  await picture("desk", "reviewer", `/desk/cases/${waiting}`, 1250);
  await picture("process", "reviewer", `/desk/cases/${waiting}`, 900, ".process");
  await picture("screen", "leader", "/screen");
  await incidents();
  await picture("map", "dispatcher", "/desk/map");
  await picture("field", "handler-town", "/field", 844, undefined, 390);
} finally {
  await browser.close();
  await site.dispose();
}

/** Grants some licences over a few days, refuses one, and answers a case that a reviewer is to look at. */
async function aDaysWork(): Promise<string> {
  const days = [
    ["2026-11-02", "2026-11-05"],
    ["2026-11-06", "2026-11-10"],
    ["2026-11-11", "2026-11-18"],
    ["2026-11-18", "2026-11-20"],
  ] as const;
  for (const [index, [received, decided]] of days.entries()) {
    site.moveTo(`${received}T10:00:00+08:00`);
    const [owner, { clerk }] = await people();
    const place = PLACES[index % PLACES.length];
    const { caseNo } = await applyForFoodLicence(owner, { division: place });
    await mustAct(clerk, caseNo, "Task_Intake", {
      intakeOutcome: "accept",
      materialVerdicts: verdicts(true),
    });
    site.moveTo(`${decided}T15:00:00+08:00`);
    const [, staff] = await people();
    await reviewThrough(staff, caseNo);
    const decision =
      index === 2 ? { decision: "refuse", decisionReasons: ["后厨生熟食品未分开。"] } : { decision: "grant" };
    await mustAct(staff.approver, caseNo, "Task_Decision", decision);
  }
  site.moveTo("2026-11-23T09:30:00+08:00");
  const [owner, staff] = await people();
  for (const division of PLACES) await applyForFoodLicence(owner, { division });
  const { caseNo } = await applyForFoodLicence(owner);
  await mustAct(staff.clerk, caseNo, "Task_Intake", {
    intakeOutcome: "accept",
    materialVerdicts: verdicts(true),
  });
  site.moveTo("2026-11-26T10:00:00+08:00");
  return caseNo;
}

/** Incidents here and there in the towns: some wait for their registration, some for their dispatch, some are handled. */
async function incidents(): Promise<void> {
  const as = async (login: string): Promise<Person> => personOf(site, await enter(site, `demo-${login}`));
  const cells = [...site.pack.places.cells.values()];
  for (let index = 0; index < 42; index += 1) {
    // Some lie together, as they do around a market.
    const cell = cells[index < 12 ? index : (index * 379) % cells.length];
    const [x, y] = middleOf(cell?.polygon.outer ?? new Int32Array());
    const told = CLASSES[index % CLASSES.length] ?? "0102";
    const values = {
      source: "report",
      kind: "event",
      class: told,
      description: "路边有情况，请派人看看",
      division: "210311",
      place: { lon: degreesOf(x), lat: degreesOf(y), accuracy: 12 },
      reporter: { name: "王文娟", mobile: "13900000019", confidential: false },
    };
    const sent = { matter: "incident", values, materials: {} };
    const { caseNo } = (await (await as("resident")).try("POST", "/api/cases", sent)).body as ReceiptAnswer;
    if (index % 3 === 0) continue;
    await mustAct(await as("registrar"), caseNo, "Task_Register", {
      registerOutcome: "register",
      classKey: `E-${told}`,
      urgentCase: index === 7,
      registerNote: "现场属实",
    });
    if (index % 3 === 2) await handleWhole(as, caseNo, "", ["dispatch"]);
  }
}

async function people(): Promise<readonly [Person, Staff]> {
  const as = async (login: string): Promise<Person> => personOf(site, await enter(site, `demo-${login}`));
  const staff = {
    clerk: await as("clerk"),
    reviewer: await as("reviewer"),
    inspector: await as("inspector"),
    "inspector-second": await as("inspector-second"),
    approver: await as("approver"),
  };
  return [await as("shop-owner"), staff];
}

/** Takes a page as it first stands, or one part of it. */
async function picture(
  name: string,
  login: string,
  path: string,
  height = 900,
  part?: string,
  width = 1440,
): Promise<void> {
  const { page }: { page: Page } = await sitDown(browser, site.url, login, { width, height });
  // A phone's clock that is days off would be told.
  await page.clock.setSystemTime(new Date(site.now()));
  await page.goto(`${site.url}${path}`);
  await page.locator("main h1").first().waitFor();
  const whole = part === undefined ? page : page.locator(part);
  if (part !== undefined) {
    await page.locator(part).scrollIntoViewIfNeeded();
    await page.locator('.process-canvas[data-drawn="true"]').waitFor();
  }
  await page.waitForTimeout(1500);
  await whole.screenshot({ path: `${folder}${name}.png` });
}
