import type { CaseAnswer, FieldAnswer } from "#contract";
import { fieldDatabase } from "./database.ts";

/** As many of a material as somebody compares. */
const MOST = 4;

/** The materials that a form shows beside it (`x-compare`), what was first before what came of it. */
export function comparedBy(form: Readonly<Record<string, unknown>> | null): readonly string[] {
  const compared = form?.["x-compare"];
  return Array.isArray(compared) ? compared.map(String) : [];
}

/** Takes along the photos that the day's forms show beside them; what nobody needs any more goes. */
export async function takePictures(
  account: string,
  cases: Readonly<Record<string, CaseAnswer>>,
): Promise<void> {
  const wanted = Object.entries(cases).flatMap(([caseNo, page]) => {
    const compared = new Set(page.tasks.flatMap(({ form }) => comparedBy(form)));
    return page.materials
      .filter(({ id }) => compared.has(id))
      .flatMap(({ files }) =>
        files
          .filter(({ latest, type }) => latest && type.startsWith("image/"))
          .slice(0, MOST)
          .map(({ sha256 }) => ({ id: `${caseNo} ${sha256}`, caseNo, sha256 })),
      );
  });
  const { pictures } = fieldDatabase;
  const needed = new Set(wanted.map(({ id }) => id));
  const known = await pictures.where({ account }).primaryKeys();
  await pictures.bulkDelete(known.filter((id) => !needed.has(id)));
  for (const { id, caseNo, sha256 } of wanted.filter((each) => !known.includes(each.id))) {
    const answer = await fetch(`/api/cases/${encodeURIComponent(caseNo)}/files/${sha256}?size=view`);
    if (answer.ok) await pictures.put({ id, account, caseNo, sha256, content: await answer.blob() });
  }
}

/** The side of a square of cells that is asked for at once, in degrees. */
const TILE = 0.02;
const asked = new Set<string>();

/** Asks for the grid cells around the day's tasks once, so that the map's worker has them where there is no line. */
export async function takeCells(tasks: FieldAnswer["tasks"]): Promise<void> {
  for (const { at } of tasks) {
    if (at === null) continue;
    const [west, south] = [Math.floor(at.lon / TILE) * TILE, Math.floor(at.lat / TILE) * TILE];
    const bounds = [west, south, west + TILE, south + TILE].map((side) => side.toFixed(3)).join(",");
    if (asked.has(bounds)) continue;
    const answer = await fetch(`/api/places/cells?bounds=${bounds}`);
    if (answer.ok) asked.add(bounds);
  }
}
