import type { SkillsSeen } from "#access";
import type { StationFacts } from "#cases";
import type { SkillsAnswer, SkillsShown, SkillState } from "#contract";
import { frequenciesOf, inBoth, organInBoth, type DistrictPack } from "#district";
import { localDateOf, type LocalDate } from "#kernel";
import { listClerksOf, listSkillRecords, systemContext, type SkillRecord } from "#store";
import type { Platform } from "../platform.ts";

/** So many days before its end a skill is told to be soon over: time enough for the next training. */
const SOON_DAYS = 60;

type Clerk = SkillsAnswer["clerks"][number];

/** Clerks with their skills as they stand today, and station matters that nobody is trained for. */
export async function skillsAnswer(
  platform: Platform,
  seen: SkillsSeen,
  show: SkillsShown | undefined,
): Promise<SkillsAnswer> {
  const { pack, stationFacts } = platform.work;
  const system = systemContext(pack.code);
  const today = localDateOf(platform.now());
  const stations = [...pack.halls.values()].filter(({ kind }) => kind === "station");
  const organs = seen.kind === "all" ? [...pack.halls.values()].map(({ organ }) => organ) : seen.organs;
  const clerks = await listClerksOf(platform.store, system, [...new Set(organs)]);
  const records = await listSkillRecords(platform.store, system);
  // One person may hold posts of two organs: they are one clerk, at the first.
  const once = [...new Map(clerks.toReversed().map((each) => [each.account, each])).values()].toReversed();
  const all = once.map(({ account, name, organ }): Clerk => ({
    account,
    name,
    organName: organInBoth(pack, organ),
    skills: records.filter((each) => each.account === account).map((each) => skillOf(pack, each, today)),
  }));
  const facts = stationFacts === undefined ? undefined : await stationFacts();
  const uncovered = facts === undefined || stations.length === 0 ? [] : uncoveredOf(pack, facts);
  const figures = (Object.keys(HOLDS) as (keyof typeof HOLDS)[]).map((each) => ({
    show: each,
    count: all.filter(HOLDS[each]).length,
  }));
  const holds = show === undefined || show === "uncovered" ? () => true : HOLDS[show];
  return {
    on: today,
    soonDays: SOON_DAYS,
    figures: [...figures, { show: "uncovered", count: uncovered.length }],
    clerks: show === "uncovered" ? [] : all.filter(holds),
    uncovered: show === undefined || show === "uncovered" ? uncovered : [],
  };
}

const stands = ({ state }: { readonly state: SkillState }): boolean =>
  state === "inForce" || state === "expiring";

/** What each figure counts of clerks: the same test counts them and lists them. */
const HOLDS: Readonly<Record<Exclude<SkillsShown, "uncovered">, (clerk: Clerk) => boolean>> = {
  allRound: ({ skills }) => skills.some((each) => each.kind === "allRound" && stands(each)),
  specialists: ({ skills }) => skills.some((each) => each.kind === "matter" && stands(each)),
  expiring: ({ skills }) => skills.some(({ state }) => state === "expiring"),
  over: ({ skills }) => skills.some(({ state }) => state === "expired" || state === "ended"),
  untrained: ({ skills }) => !skills.some(stands),
};

function skillOf(
  pack: DistrictPack,
  { id, status, data }: SkillRecord,
  today: LocalDate,
): Clerk["skills"][number] {
  const { matter, trainedOn, validTo, certifiedBy } = data;
  const until = typeof validTo === "string" && validTo !== "" ? validTo : null;
  const name = typeof matter === "string" && matter !== "" ? matter : null;
  return {
    id,
    kind: data["kind"] === "allRound" ? "allRound" : "matter",
    matterName: name === null ? null : (pack.matters.get(name)?.name ?? inBoth(pack, name)),
    trainedOn: String(trainedOn),
    validTo: until,
    certifiedBy: organInBoth(pack, String(certifiedBy)),
    state: stateOf({ status, trainedOn: String(trainedOn), until }, today),
  };
}

function stateOf(
  { status, trainedOn, until }: { status: string; trainedOn: string; until: string | null },
  today: LocalDate,
): SkillState {
  if (status !== "valid") return "ended";
  if (trainedOn > today) return "ahead";
  if (until === null) return "inForce";
  if (until < today) return "expired";
  const soon = Temporal.PlainDate.from(today).add({ days: SOON_DAYS }).toString();
  return until <= soon ? "expiring" : "inForce";
}

/** What stations route to a specialist or an agent (专人专办、帮办代办) while nobody is trained for it. */
function uncoveredOf(pack: DistrictPack, { counts, skills }: StationFacts): SkillsAnswer["uncovered"] {
  if (pack.frequency === null) return [];
  const frequencies = frequenciesOf([...pack.matters.keys()], counts, pack.frequency);
  const trained = new Set(skills.flatMap(({ matter }) => (matter === null ? [] : [matter])));
  return [...pack.matters.values()]
    .filter(({ id, window }) => window.allowed && window.routed && window.integrated && !trained.has(id))
    .map(({ id, name, organ }) => ({
      id,
      name,
      organName: organInBoth(pack, organ),
      frequency: frequencies.get(id) ?? ("low" as const),
      count: counts.get(id) ?? 0,
    }))
    .filter(({ frequency }) => frequency === "middle")
    .toSorted((one, other) => other.count - one.count || one.id.localeCompare(other.id));
}
