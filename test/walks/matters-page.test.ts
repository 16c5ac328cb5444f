import { expect, it } from "vitest";
import { readPackFolder } from "#app";
import { parsePack } from "#district";
import { expectOk, type LocalDate } from "#kernel";
import { mattersPage } from "./matters-page.ts";

it("docs/reference/matters.md says what matters there are and how each was tried", async () => {
  const pack = expectOk(await parsePack(expectOk(await readPackFolder("districts/qianshan"))));
  const page = mattersPage(pack, "2026-11-30" as LocalDate);
  await expect(page).toMatchFileSnapshot("../../docs/reference/matters.md");
});
