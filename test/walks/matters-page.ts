import { ITEM_TYPE_NAMES, KIND_NAMES, limitsOn, type DistrictPack, type Matter } from "#district";
import type { LocalDate } from "#kernel";
import { walkOf, type Walk } from "./walk-of.ts";

/** `docs/reference/matters.md`: every matter of a pack and how it was tried. Its own test writes it. */
export function mattersPage(pack: DistrictPack, on: LocalDate): string {
  const matters = [...pack.matters.values()].toSorted(
    (one, other) => compare(one.organ, other.organ) || compare(one.id, other.id),
  );
  const rehearsals = matters.reduce((sum, { examples }) => sum + examples.length, 0);
  const walked = matters.filter((matter) => walkOf(pack, matter) !== undefined).length;
  const organs = new Set(matters.map(({ organ }) => organ)).size;
  return `# Matters of ${pack.name.zh}

Written from the pack by \`test/walks/matters-page.test.ts\` where it is not there, and held by it.
${matters.length} matters of ${organs} organs, ${rehearsals} rehearsals that \`yiwang check\` runs; ${walked} are also walked by demo
accounts over HTTP from the application to the sealed result (\`test/journeys/every-matter.test.ts\`). Limits are those of ${on}: by law → promised
(\`wd\` working days, \`d\` calendar days).

| matter | | organ | type | kind | 秒批 | limits | process | result | 审管联动 | rehearsed | walked over HTTP |
|---|---|---|---|---|---|---|---|---|---|---|---|
${matters.map((matter) => line(pack, matter, on)).join("\n")}
`;
}

function line(pack: DistrictPack, matter: Matter, on: LocalDate): string {
  const limits = limitsOn(matter, on);
  const walk = walkOf(pack, matter);
  const cells = [
    matter.name.zh,
    matter.name.en,
    pack.organs.get(matter.organ)?.shortName ?? matter.organ,
    ITEM_TYPE_NAMES[matter.itemType].zh,
    KIND_NAMES[matter.kind].zh,
    isInstant(matter) ? "yes" : "",
    limits === undefined ? "—" : `${limits.statutory} → ${limits.promised ?? limits.statutory}`,
    `\`${matter.process}\``,
    matter.result?.name.zh ?? "—",
    followUpOf(pack, matter),
    `${matter.examples.length}×`,
    walkedBy(matter, walk),
  ];
  return `| ${cells.map((cell) => cell.replaceAll("|", "／")).join(" | ")} |`;
}

/** Which check its decisions open, at which organ, how long after, within what and how many of them. */
function followUpOf(pack: DistrictPack, { followUp, result }: Matter): string {
  if (result === null || followUp === null) return "—";
  if (followUp.kind === "none") return "none";
  const { check, organ, after, within, percent } = followUp;
  const where = pack.organs.get(organ)?.shortName ?? organ;
  return `\`${check}\` · ${where} · ${after} + ${within}${percent === 100 ? "" : ` · ${percent}%`}`;
}

/** A rehearsal shows that rules alone may grant it. */
const isInstant = ({ examples }: Matter): boolean =>
  examples.some(({ expect }) => expect.variables["decidedBy"] === "machine");

function walkedBy({ audience, elsewhere }: Matter, walk: Walk | undefined): string {
  if (elsewhere !== null) return "`test/exchange/elsewhere.test.ts`";
  if (audience.every((each) => each === "staff")) return "(begins by itself)";
  return walk?.example.name.zh ?? "no";
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
