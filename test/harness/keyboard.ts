import type { Page } from "playwright-core";
import { expect } from "vitest";

/** A practised clerk's pace: a key every so many milliseconds. */
const KEY_MS = 30;
const MOST_TABS = 80;

/** Somebody who has no mouse: every key is counted, and a field is reached by keys alone. */
export type Keyboard = {
  readonly keys: () => number;
  readonly press: (key: string) => Promise<void>;
  readonly type: (text: string) => Promise<void>;
  /** Goes on by the tabulator until what is named so has the focus. */
  readonly to: (name: RegExp) => Promise<void>;
  /** Opens the chooser of files at the focus, and types a file's name there as anybody would. */
  readonly file: (path: string, name: string) => Promise<void>;
};

/** What has the focus, as it is called: by its own label, or by what stands around it. */
const NAME_OF_FOCUS = `(() => {
  const at = document.activeElement;
  if (at === null) return "";
  const labelled = (at.getAttribute("aria-labelledby") ?? "").split(" ").map((id) => document.getElementById(id)?.textContent ?? "");
  const labels = [...(at.labels ?? [])].map((label) => label.textContent);
  const group = at.closest("fieldset")?.querySelector("legend")?.textContent ?? "";
  const own = at.tagName === "BUTTON" || at.tagName === "A" || at.tagName === "SUMMARY" ? at.textContent : "";
  const where = at.closest("section.field")?.querySelector("h3")?.textContent ?? "";
  return [at.getAttribute("aria-label") ?? "", ...labelled, ...labels, own, "〔" + group + "〕", "〔" + where + "〕"].join(" ").trim();
})()`;

export function keyboardOn(page: Page): Keyboard {
  let keys = 0;
  const press = async (key: string): Promise<void> => {
    keys += 1;
    await page.keyboard.press(key);
  };
  const type = async (text: string): Promise<void> => {
    keys += text.length;
    await page.keyboard.type(text, { delay: KEY_MS });
  };
  return {
    keys: () => keys,
    press,
    type,
    to: async (name) => {
      const passed: string[] = [];
      for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
        const here = String(await page.evaluate(NAME_OF_FOCUS));
        if (name.test(here)) return;
        passed.push(here);
        await press("Tab");
      }
      expect.fail(`no ${name} by the tabulator: ${passed.join(" | ")}`);
    },
    file: async (path, name) => {
      const chooser = page.waitForEvent("filechooser");
      await press("Enter");
      await (await chooser).setFiles(path);
      keys += name.length + 1;
    },
  };
}
