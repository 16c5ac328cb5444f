import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";

/** What the queue says of an item that the server has. */
export const KEPT = "已到服务器";

/** Opens the first task of a case on the field face. */
export async function openTask(page: Page, caseNo: string): Promise<void> {
  await page
    .locator(`a[href*="${encodeURIComponent(caseNo)}"]`)
    .first()
    .click();
  await page.getByRole("button", { name: "保存，有网时上传" }).waitFor();
}

/** Puts a photo where the page asks for one. */
export async function attach(page: Page, photo: Uint8Array): Promise<void> {
  const file = join(mkdtempSync(join(tmpdir(), "photo-")), "现场.jpg");
  writeFileSync(file, photo);
  await page.locator('input[type="file"]:not([accept*="gpx"])').first().setInputFiles(file);
}

/** Puts what was filled in into the phone's queue. */
export const keep = (page: Page): Promise<void> =>
  page.getByRole("button", { name: "保存，有网时上传" }).click();
