import type { VersionsAnswer } from "#contract";
import {
  amendMatter,
  differencesOf,
  folderVersion,
  sheetOf,
  type DistrictPack,
  type Matter,
  type OfferingLedger,
  type OfferingSheet,
} from "#district";
import { isJsonObject, localDateOf, type LocalDate } from "#kernel";
import type { Published } from "#store";

/** A version with the whole of what it says. */
type Told = Omit<VersionsAnswer["versions"][number], "differences" | "current"> & {
  readonly sheet: OfferingSheet;
};

/** Every version of a matter, what its folder published and what was approved since, the newest first. */
export function versionsAnswer(
  pack: DistrictPack,
  matter: Matter,
  current: string,
  ledger: OfferingLedger | undefined,
  published: readonly Published[],
): VersionsAnswer {
  const told = [...published.map(toldOf), ...amendedOf(pack, matter, ledger)];
  const inOrder = told.toSorted((left, right) => left.at.localeCompare(right.at));
  const versions = inOrder.map(({ sheet, ...version }, index) => ({
    ...version,
    current: version.version === current,
    differences: [...differencesOf(inOrder[index - 1]?.sheet ?? sheet, sheet)],
  }));
  return { name: matter.name, versions: versions.toReversed() };
}

function toldOf({ version, at, content }: Published): Told {
  const { from, sheet } = isJsonObject(content) ? content : {};
  return {
    version,
    at,
    from: typeof from === "string" ? from : localDateOf(at),
    reason: null,
    sheet: isJsonObject(sheet) ? (sheet as OfferingSheet) : {},
  };
}

/** What amendments of the folder's present version made of it, one after the other. */
function amendedOf(pack: DistrictPack, matter: Matter, ledger: OfferingLedger | undefined): readonly Told[] {
  const base = folderVersion(matter.version);
  let so = matter;
  return (ledger?.versions ?? [])
    .filter((each) => each.base === base)
    .map(({ version, from, at, reason, set }) => {
      const next = amendMatter(so, set, pack, from as LocalDate);
      if (next.ok) so = next.value;
      return { version, from, at, reason, sheet: sheetOf(so, pack) };
    });
}
