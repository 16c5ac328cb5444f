import type { Principal } from "#access";
import type { OfferingAnswer, OfferingLine } from "#contract";
import {
  amendMatter,
  differencesOf,
  offeringOf,
  OFFERING_COLUMNS,
  organInBoth,
  sheetOf,
  type DistrictPack,
  type OfferingLedger,
} from "#district";
import { localDateOf, type Bilingual, type Instant } from "#kernel";
import type { Entry } from "#registers";
import { historyLines, SYSTEM } from "./history-lines.ts";
import { standingAnswer, type OfferingNow } from "./offerings-now.ts";

/** A matter in the configurer's list. */
export function offeringLine(
  pack: DistrictPack,
  { matter, standing, ahead, ledger }: OfferingNow,
): OfferingLine {
  return {
    id: matter.id,
    name: matter.name,
    organName: organInBoth(pack, matter.organ),
    version: matter.version,
    standing: standingAnswer(standing),
    ahead: ahead === null ? null : standingAnswer(ahead),
    proposed: ledger?.proposal?.act ?? null,
  };
}

/** The same with what is proposed, what may be changed, and its history. */
export function offeringAnswer(
  pack: DistrictPack,
  reader: Principal,
  offer: OfferingNow,
  told: {
    readonly entries: readonly Entry[];
    readonly names: ReadonlyMap<string, string>;
    readonly at: Instant;
  },
): OfferingAnswer {
  const { matter, ledger } = offer;
  const nameOf = (account: string): Bilingual => {
    const name = told.names.get(account);
    return name === undefined ? SYSTEM : { zh: name, en: name };
  };
  const today = localDateOf(told.at);
  return {
    ...offeringLine(pack, offer),
    proposal: ledger?.proposal == null ? null : proposalAnswer(pack, reader, matter.id, ledger, nameOf),
    fields: OFFERING_COLUMNS.filter(({ put }) => put !== null).map(({ id, name, of }) => ({
      id,
      name,
      value: of(matter, pack, today),
    })),
    history: historyLines(told.entries, nameOf),
  };
}

function proposalAnswer(
  pack: DistrictPack,
  reader: Principal,
  id: string,
  ledger: OfferingLedger,
  nameOf: (account: string) => Bilingual,
): OfferingAnswer["proposal"] {
  const { proposal } = ledger;
  const folder = pack.matters.get(id);
  if (proposal === null || folder === undefined) return null;
  const before = offeringOf(folder, ledger, pack, proposal.from).matter;
  const after = amendMatter(before, proposal.set, pack, proposal.from);
  const { act, from, to, reason, by, at } = proposal;
  const sheets = [before, after.ok ? after.value : before].map((each) => sheetOf(each, pack, from));
  return {
    act,
    from,
    to,
    reason,
    at,
    byName: nameOf(by).zh,
    own: by === reader.account.id,
    differences: [...differencesOf(sheets[0] ?? {}, sheets[1] ?? {})],
  };
}
