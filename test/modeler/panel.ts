import type { Locator } from "playwright-core";
import type { Sheet } from "./sheet.ts";

/** A field for FEEL is an editor of its own; the panel writes the leading `=`. */
async function write(field: Locator, expression: string): Promise<void> {
  await field.locator(".cm-content").fill(expression);
}

/** The marker of several runs: the list that they are made of (FEEL without its `=`), and the name of an item. */
export async function runForEach(sheet: Sheet, list: string, item: string): Promise<void> {
  const group = await sheet.group("multiInstance");
  await write(group.locator('[data-entry-id="multiInstance-inputCollection"]'), list);
  await group.locator('[data-entry-id="multiInstance-inputElement"] input').fill(item);
}

/** Adds a mapping to the selected element; the source is FEEL without its `=`. */
export async function addMapping(
  sheet: Sheet,
  kind: "inputs" | "outputs",
  target: string,
  source: string,
): Promise<void> {
  const group = await sheet.group(kind);
  await group.locator(".bio-properties-panel-add-entry").first().click();
  await group.locator('[data-entry-id$="-target"] input').fill(target);
  await write(group.locator('[data-entry-id$="-source"]'), source);
}
