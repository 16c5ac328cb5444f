import { afterEach, describe, expect, it } from "vitest";
import { expectOk } from "#kernel";
import { openTypesetterApart } from "./typeset-apart.ts";
import { createTypesetter } from "./typesetter.ts";

const PAGE = { main: `#set text(font: "Noto Serif SC")\n鞍山市千山区 #sys.inputs.data` };
const apart = openTypesetterApart();
afterEach(() => apart.close());

describe("a typesetter in a thread of its own", { timeout: 60_000 }, () => {
  it("gives the bytes that one in this thread gives, each asker its own page", async () => {
    const here = createTypesetter();
    const data = ["准予许可决定书", "收件凭证", "不予许可决定书"];
    const pages = await Promise.all(data.map((each) => apart.typeset(PAGE, each)));
    for (const [place, each] of data.entries())
      expect(expectOk(pages[place] ?? expectNothing()).pdf).toEqual(expectOk(here.typeset(PAGE, each)).pdf);
  });

  it("tells what Typst refuses", async () => {
    expect(await apart.typeset({ main: "#unknown-thing" }, null)).toMatchObject({
      ok: false,
      error: { code: "TEMPLATE_FAULTY" },
    });
  });

  it("rejects what it had not answered when it ended, and begins anew with the next page", async () => {
    const under = apart.typeset(PAGE, "未排完");
    const [ended] = await Promise.allSettled([under, apart.close()]);
    expect(ended.status).toBe("rejected");
    expect(expectOk(await apart.typeset(PAGE, "再排")).pdf.length).toBeGreaterThan(1000);
  });
});

function expectNothing(): never {
  throw new Error("a page is missing");
}
