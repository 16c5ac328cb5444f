import { rm } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { openBrowser } from "../browser.ts";
import { openPage } from "./looked-at.ts";
import type { Person } from "./person.ts";
import { startTestPlatform, type TestPlatform, type TestPlatformOptions } from "./test-platform.ts";
import { enter, personOf } from "./visitor.ts";

/** A whole platform with a real browser in front of it; both are there from the first test on. */
export type Front = {
  readonly site: TestPlatform;
  readonly browser: Browser;
  /** A demo account by its login, as programs see it. */
  readonly as: (login: string) => Promise<Person>;
  /** A page as a demo account sees it that has signed in, so many pixels wide. */
  readonly open: (login: string, path: string, width: number) => Promise<Page>;
};

export type FrontOptions = TestPlatformOptions & {
  /** Makes a district pack for these tests; its folder is gone after the last. */
  readonly pack?: () => Promise<string>;
};

/** A Monday with nothing special about it. */
export const MONDAY = "2026-11-16T09:00:00+08:00";
const START_MS = 240_000;

/**
 * Stands a platform and a browser up before the tests of the describe that calls it, and takes both away after them.
 * What a test prepares there goes in a `beforeAll` of its own behind this call; its `afterAll` runs before the
 * platform goes.
 */
export function inTheBrowser(options: FrontOptions = { at: MONDAY }): Front {
  let folder: string | undefined;
  let site: TestPlatform | undefined;
  let browser: Browser | undefined;
  beforeAll(async () => {
    const { pack, ...rest } = options;
    folder = await pack?.();
    site = await startTestPlatform({ ...rest, ...(folder === undefined ? {} : { district: folder }) });
    browser = await openBrowser();
  }, START_MS);
  afterAll(async () => {
    await browser?.close();
    await site?.dispose();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  });
  const front: Front = {
    get site() {
      return there(site);
    },
    get browser() {
      return there(browser);
    },
    as: async (login) => personOf(front.site, await enter(front.site, `demo-${login}`)),
    open: (login, path, width) => openPage(front.browser, front.site, login, path, width),
  };
  return front;
}

function there<Thing>(thing: Thing | undefined): Thing {
  if (thing === undefined) throw new Error("asked for before the tests of this describe began");
  return thing;
}
