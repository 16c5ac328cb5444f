import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

/** A practised clerk's pace: a key every so many milliseconds. */
const KEY_MS = 30;
const MOST_TABS = 80;
/** How long somebody waits before pressing a key once more, and how often. */
const AGAIN_MS = 8_000;
const MOST_AGAIN = 3;

/** Somebody who has no mouse: every key is counted, and a field is reached by keys alone. */
export type Keyboard = {
  readonly keys: () => number;
  readonly press: (key: string) => Promise<void>;
  readonly type: (text: string) => Promise<void>;
  /** Goes on by the tabulator until what is named so has the focus. */
  readonly to: (name: RegExp) => Promise<void>;
  /** Presses a key, and once more where nothing comes of it. */
  readonly pressUntil: (key: string, come: Locator) => Promise<void>;
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
    pressUntil: async (key, come) => {
      for (let again = MOST_AGAIN; ; again -= 1) {
        await press(key);
        const there = await come.waitFor({ timeout: AGAIN_MS }).then(
          () => true,
          (fault: unknown) => {
            if (again === 0) throw fault;
            return false;
          },
        );
        if (there) return;
      }
    },
    file: async (path, name) => {
      // A page that is busy takes no key: whoever sees nothing open presses once more.
      for (let again = MOST_AGAIN; ; again -= 1) {
        const chooser = page.waitForEvent("filechooser", { timeout: AGAIN_MS });
        await press("Enter");
        const opened = await chooser.catch((fault: unknown) => {
          if (again === 0) throw fault;
        });
        if (opened === undefined) continue;
        await opened.setFiles(path);
        break;
      }
      keys += name.length + 1;
    },
  };
}
