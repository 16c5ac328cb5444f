import type { Principal } from "#access";
import { mayMerge, mergedIntoOf, refuseMerging, valueInBoth, type CaseHead, type StoredCase } from "#cases";
import type { FusionAnswer, FusionProposal } from "#contract";
import { inBoth, standingName, type DistrictPack, type Matter, type MatterFusion } from "#district";
import { judgeLikeness, type LikenessVerdict, type ReportedEvent } from "#intake";
import { instantFromMillis, isJsonObject, millisOf, type Bilingual } from "#kernel";
import type { Bounds } from "#places";
import type { StoreContext } from "#registers";
import {
  countMerged,
  findCaseByNo,
  findLikelyTwins,
  findPhotoPairs,
  firstPhotos,
  listMergedInto,
  type LikelyTwin,
} from "#store";
import type { Platform } from "../platform.ts";

/** More is no list that somebody reads. */
const MOST_REPORTS = 100;

type Asked = {
  readonly principal: Principal;
  readonly context: StoreContext;
  readonly stored: StoredCase;
  readonly matter: Matter;
};

/** What a case is merged into, what is merged into it, and, for those who may merge, what may be one event with it. */
export async function fusionAnswer(platform: Platform, asked: Asked): Promise<FusionAnswer> {
  const { principal, context, stored, matter } = asked;
  const { work, store } = platform;
  const may = mayMerge(work, principal, stored).allowed;
  const into = mergedIntoOf(stored);
  const { caseNo } = stored.head;
  const [main, reports] = await Promise.all([
    into === null ? undefined : findCaseByNo(store, context, into),
    listMergedInto(store, context, caseNo, MOST_REPORTS),
  ]);
  const counts = await countMerged(store, context.district, [caseNo, ...reports.map(({ id }) => id)]);
  const proposals =
    may && into === null && stored.head.closedAt === null ? await propose(platform, asked) : [];
  return {
    version: stored.version,
    may,
    refused: refuseMerging(work, stored, matter)?.message ?? null,
    into:
      into === null
        ? null
        : {
            caseNo: into,
            title: main === undefined ? null : inBoth(work.pack, main.head.title),
            stateName: main === undefined ? null : standingName(work.pack, main.head),
            open: stored.head.closedAt === null,
          },
    mergedIn: counts.get(caseNo) ?? 0,
    reports: reports.map((each) => ({
      ...reported(work.pack, matter, each),
      mergedIn: counts.get(each.caseNo) ?? 0,
    })),
    text: proposals.length === 0 || matter.fusion === null ? "" : textOf(stored, matter.fusion),
    proposals,
  };
}

type Judged = { readonly twin: LikelyTwin; readonly verdict: LikenessVerdict };

async function propose(platform: Platform, asked: Asked): Promise<FusionProposal[]> {
  const { context, stored, matter } = asked;
  const { store, work } = platform;
  const { fusion } = matter;
  if (fusion === null) return [];
  const own = eventOf(stored.head, textOf(stored, fusion));
  const [from, to] = [-1, 1].map((way) =>
    instantFromMillis(millisOf(own.receivedAt) + way * fusion.near.hours * 3_600_000),
  );
  if (from === undefined || to === undefined) return [];
  const twins = await findLikelyTwins(store, context, {
    caseNo: stored.head.caseNo,
    matter: matter.id,
    place: own.place,
    bounds: own.place === null ? null : around(own.place, fusion.near.metres),
    division: own.division,
    class: own.class,
    from,
    to,
    text: fusion.text,
  });
  const pairs = await findPhotoPairs(store, context.district, {
    caseNo: stored.head.caseNo,
    others: twins.map(({ id }) => id),
    material: fusion.photos,
    bits: work.pack.photos.nearBits,
  });
  const pairOf = new Map(pairs.map((pair) => [pair.caseNo, pair]));
  const judged = twins
    .map((twin): Judged => {
      const distance = pairOf.get(twin.id)?.distance ?? null;
      return { twin, verdict: judgeLikeness(own, eventOf(twin, twin.text ?? ""), distance, fusion) };
    })
    .filter(({ verdict }) => verdict.proposed)
    .toSorted((one, other) => bestFirst(one, other, fusion))
    .slice(0, fusion.most);
  const ids = judged.map(({ twin }) => twin.id);
  const [counts, first] = await Promise.all([
    countMerged(store, context.district, ids),
    firstPhotos(store, context.district, [stored.id, ...ids], fusion.photos),
  ]);
  return judged.map(({ twin, verdict }) => ({
    ...reported(work.pack, matter, twin),
    score: verdict.score,
    reasons: verdict.likenesses.map(({ of, points, words }) => ({ of, points, words })),
    text: twin.text ?? "",
    metres: verdict.metres,
    bearing: bearingOf(own.place, eventOf(twin, "").place),
    photos: {
      mine: pairOf.get(twin.id)?.mine ?? first.get(stored.id) ?? null,
      theirs: pairOf.get(twin.id)?.theirs ?? first.get(twin.id) ?? null,
    },
    mergedIn: counts.get(twin.id) ?? 0,
    main: mainOf(stored.head, twin, fusion),
  }));
}

/** The likeliest first; of equals what is further on, then what was reported first: others are merged into that. */
function bestFirst(one: Judged, other: Judged, fusion: MatterFusion): number {
  return (
    other.verdict.score - one.verdict.score ||
    stageOf(other.twin, fusion) - stageOf(one.twin, fusion) ||
    (one.twin.receivedAt < other.twin.receivedAt ? -1 : 1)
  );
}

/** How far on a case is, by the order in which the matter names the states. */
const stageOf = ({ state }: Pick<CaseHead, "state">, { into }: MatterFusion): number =>
  into.indexOf(state ?? "");

/** The one that is further on takes the other in, of equals the older one; or the other way round where that alone can be. */
function mainOf(own: CaseHead, other: CaseHead, fusion: MatterFusion): FusionProposal["main"] {
  const takes = (main: CaseHead, merged: CaseHead): boolean =>
    fusion.into.includes(main.state ?? "") && fusion.from.includes(merged.state ?? "");
  const [toOther, toThis] = [takes(other, own), takes(own, other)];
  const [ours, theirs] = [stageOf(own, fusion), stageOf(other, fusion)];
  const isOther = theirs > ours || (theirs === ours && other.receivedAt <= own.receivedAt);
  if (toOther && (isOther || !toThis)) return "other";
  return toThis ? "this" : null;
}

function reported(pack: DistrictPack, matter: Matter, head: CaseHead & { readonly version: number }) {
  return {
    caseNo: head.caseNo,
    version: head.version,
    title: inBoth(pack, head.title),
    stateName: standingName(pack, head),
    receivedAt: head.receivedAt,
    channel: channelOf(matter, head),
  };
}

function channelOf({ form, fusion }: Matter, { facts }: CaseHead): Bilingual | null {
  const field = form.fields.find(({ name }) => name === fusion?.channel);
  const value = fusion === null ? null : (facts[fusion.channel] ?? null);
  return field === undefined || value === null ? null : valueInBoth(field, value);
}

function eventOf(head: CaseHead, text: string): ReportedEvent {
  const { lon, lat, class: of } = head.facts;
  return {
    place: typeof lon === "number" && typeof lat === "number" ? { lon, lat } : null,
    division: head.division,
    class: typeof of === "string" ? of : null,
    receivedAt: head.receivedAt,
    text,
  };
}

function textOf({ state }: StoredCase, { text }: MatterFusion): string {
  const { form } = state.variables;
  const said = isJsonObject(form ?? null) ? (form as Readonly<Record<string, unknown>>)[text] : undefined;
  return typeof said === "string" ? said : "";
}

const METRES_OF_A_DEGREE = 111_195;

/** Bounds that hold everything so many metres around a point. */
function around({ lon, lat }: { readonly lon: number; readonly lat: number }, metres: number): Bounds {
  const north = metres / METRES_OF_A_DEGREE;
  const east = north / Math.max(0.01, Math.cos((lat * Math.PI) / 180));
  return [lon - east, lat - north, lon + east, lat + north];
}

/** Degrees from north, clockwise; null where one has no point or both are at one spot. */
function bearingOf(from: ReportedEvent["place"], to: ReportedEvent["place"]): number | null {
  if (from === null || to === null) return null;
  const east = (to.lon - from.lon) * Math.cos((from.lat * Math.PI) / 180);
  const north = to.lat - from.lat;
  if (east === 0 && north === 0) return null;
  return Math.round((Math.atan2(east, north) * 180) / Math.PI + 360) % 360;
}
