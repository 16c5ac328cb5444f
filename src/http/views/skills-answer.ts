import { canRecordTraining, type Principal, type SkillsSeen } from "#access";
import { isTrainedFor, trainingOrgans, type StationFacts } from "#cases";
import type { SkillsAnswer, SkillsShown, SkillState } from "#contract";
import { frequenciesOf, inBoth, organInBoth, type DistrictPack } from "#district";
import { localDateOf, type LocalDate } from "#kernel";
import { listClerksOf, listSkillRecords, systemContext, type SkillRecord } from "#store";
import type { Platform } from "../platform.ts";

type Clerk = SkillsAnswer["clerks"][number];

/** Clerks with their skills as they stand today, and station matters that nobody is trained for. */
export async function skillsAnswer(
  platform: Platform,
  principal: Principal,
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
  const may = mayRecordOf(pack, principal, clerks);
  const once = [...new Map(clerks.toReversed().map((each) => [each.account, each])).values()].toReversed();
  const all = once.map(({ account, name, organ }): Clerk => ({
    account,
    name,
    organName: organInBoth(pack, organ),
    skills: records
      .filter((each) => each.account === account)
      .map((each) => skillOf(pack, each, { today, mayRecord: may(account) })),
  }));
  const trained = all.filter(({ account }) => may(account));
  const facts = stationFacts === undefined ? undefined : await stationFacts();
  const uncovered = facts === undefined || stations.length === 0 ? [] : uncoveredOf(pack, facts);
  const figures = (Object.keys(HOLDS) as (keyof typeof HOLDS)[]).map((each) => ({
    show: each,
    count: all.filter(HOLDS[each]).length,
  }));
  const holds = show === undefined || show === "uncovered" ? () => true : HOLDS[show];
  return {
    on: today,
    soonDays: pack.training.warnDays,
    figures: [...figures, { show: "uncovered", count: uncovered.length }],
    clerks: show === "uncovered" ? [] : all.filter(holds),
    recording:
      trained.length === 0
        ? null
        : {
            clerks: trained.map(({ account, name, organName }) => ({ account, name, organName })),
            matters: [...pack.matters.values()]
              .filter(({ id }) => isTrainedFor(pack, id))
              .map(({ id, name }) => ({ id, name })),
          },
    uncovered: show === undefined || show === "uncovered" ? uncovered : [],
  };
}

/** Whether the reader may record a training of a clerk, asked by account. */
function mayRecordOf(
  pack: DistrictPack,
  principal: Principal,
  clerks: readonly { readonly account: string; readonly organ: string }[],
): (account: string) => boolean {
  const keeping = trainingOrgans(pack);
  return (account) => {
    const organs = clerks.filter((each) => each.account === account).map(({ organ }) => organ);
    return canRecordTraining(principal, keeping, { account, organs }).allowed;
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
  { today, mayRecord }: { readonly today: LocalDate; readonly mayRecord: boolean },
): Clerk["skills"][number] {
  const { matter, trainedOn, validTo, certifiedBy } = data;
  const words = (field: string): string | null => {
    const text = data[field];
    return typeof text === "string" && text !== "" ? text : null;
  };
  const until = typeof validTo === "string" && validTo !== "" ? validTo : null;
  const name = typeof matter === "string" && matter !== "" ? matter : null;
  return {
    id,
    kind: data["kind"] === "allRound" ? "allRound" : "matter",
    matterName: name === null ? null : (pack.matters.get(name)?.name ?? inBoth(pack, name)),
    trainedOn: String(trainedOn),
    validTo: until,
    certifiedBy: organInBoth(pack, String(certifiedBy)),
    course: words("course"),
    recordedBy: words("recordedBy"),
    mayWithdraw: mayRecord && status !== "withdrawn",
    state: stateOf({ status, trainedOn: String(trainedOn), until }, today, pack.training.warnDays),
  };
}

function stateOf(
  { status, trainedOn, until }: { status: string; trainedOn: string; until: string | null },
  today: LocalDate,
  warnDays: number,
): SkillState {
  if (status === "failed" || status === "withdrawn") return status;
  if (status !== "valid") return "ended";
  if (trainedOn > today) return "ahead";
  if (until === null) return "inForce";
  if (until < today) return "expired";
  const soon = Temporal.PlainDate.from(today).add({ days: warnDays }).toString();
  return until <= soon ? "expiring" : "inForce";
}

/** What stations route to a specialist or an agent (专人专办、帮办代办) while nobody is trained for it. */
function uncoveredOf(pack: DistrictPack, { counts, skills }: StationFacts): SkillsAnswer["uncovered"] {
  if (pack.frequency === null) return [];
  const frequencies = frequenciesOf([...pack.matters.keys()], counts, pack.frequency);
  const trained = new Set(skills.flatMap(({ matter }) => (matter === null ? [] : [matter])));
  return [...pack.matters.values()]
    .filter(({ id }) => isTrainedFor(pack, id) && !trained.has(id))
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
