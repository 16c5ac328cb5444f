import type { Bilingual } from "#kernel";
import type { CaseWords } from "../parts/case-words.ts";
import type { DistrictPack } from "../pack/pack.ts";
import { plansCalled } from "./plans-called.ts";

/** The public states of a service case (行政许可法 ch. 4; domain §1.4). */
const STATES: Readonly<Record<string, Bilingual>> = {
  draft: { zh: "草稿", en: "Draft" },
  submitted: { zh: "已申请", en: "Submitted" },
  received: { zh: "收件审查中", en: "Received" },
  correction: { zh: "待补正", en: "Correction asked" },
  not_required: { zh: "不需要许可", en: "No licence needed" },
  not_accepted: { zh: "不予受理", en: "Not accepted" },
  accepted: { zh: "已受理", en: "Accepted" },
  reviewing: { zh: "审查中", en: "Under review" },
  special: { zh: "特别程序（中止计时）", en: "Special procedure (clock stopped)" },
  deciding: { zh: "待决定", en: "Awaiting decision" },
  decided_grant: { zh: "准予许可", en: "Granted" },
  decided_deny: { zh: "不予许可", en: "Refused" },
  certifying: { zh: "制证中", en: "Certificate being made" },
  delivering: { zh: "待送达", en: "Being delivered" },
  closed: { zh: "已办结", en: "Closed" },
  withdrawn: { zh: "已撤回", en: "Withdrawn" },
  terminated: { zh: "已终止", en: "Terminated" },
  lapsed: { zh: "逾期未补正，已终止", en: "Lapsed" },
};

/** What a service case comes to. */
const OUTCOMES: Readonly<Record<string, Bilingual>> = {
  granted: { zh: "准予许可", en: "Granted" },
  refused: { zh: "不予许可", en: "Refused" },
  withdrawn: { zh: "申请人撤回", en: "Withdrawn by the applicant" },
  notAccepted: { zh: "不予受理", en: "Not accepted" },
  notRequired: { zh: "不需要许可", en: "No licence needed" },
  lapsed: { zh: "逾期未补正，终止办理", en: "Lapsed for want of correction" },
  terminated: { zh: "终止办理", en: "Ended without a decision" },
};

/** What a matter that is no licence comes to: a benefit or a confirmation is granted, but not licensed. */
const PLAIN: Readonly<Record<string, Bilingual>> = {
  decided_grant: { zh: "准予", en: "Granted" },
  decided_deny: { zh: "不予", en: "Refused" },
  not_required: { zh: "不需要办理", en: "Not needed" },
  granted: { zh: "准予", en: "Granted" },
  refused: { zh: "不予", en: "Refused" },
  notRequired: { zh: "不需要办理", en: "Not needed" },
};

type Named = Pick<DistrictPack, "matters" | "caseWords">;

/** Where a case stands: its state (null before its first), and what it came to once it has. */
type Standing = { readonly matter: string; readonly state: string | null; readonly outcome: string | null };

/** Whether a matter is a licence (行政许可), by whose words its cases are told. */
const isLicence = ({ matters }: Pick<DistrictPack, "matters">, matter: string): boolean =>
  (matters.get(matter)?.itemType ?? "01") === "01";

/** The name of a state in which a matter's case stands, that of one just received for null; the id where it has none. */
export function stateName(pack: Named, matter: string, state: string | null): Bilingual {
  const id = state ?? "received";
  const plain = isLicence(pack, matter) ? undefined : PLAIN[id];
  return plain ?? STATES[id] ?? pack.caseWords.states[id] ?? { zh: id, en: id };
}

/** The name of what a matter's case came to; the id where it has none. */
export function outcomeName(pack: Named, matter: string, outcome: string): Bilingual {
  const plain = isLicence(pack, matter) ? undefined : PLAIN[outcome];
  return plain ?? OUTCOMES[outcome] ?? pack.caseWords.outcomes[outcome] ?? { zh: outcome, en: outcome };
}

/** Where a case stands in words: what it came to, and until then its state. */
export function standingName(pack: Named, { matter, state, outcome }: Standing): Bilingual {
  return outcome === null ? stateName(pack, matter, state) : outcomeName(pack, matter, outcome);
}

/** Whether a state has a name, the law's or the district's own. */
export const isNamedState = ({ states }: CaseWords, state: string): boolean =>
  Object.hasOwn(STATES, state) || Object.hasOwn(states, state);

/** Whether an outcome has a name, the law's or the district's own. */
export const isNamedOutcome = ({ outcomes }: CaseWords, outcome: string): boolean =>
  Object.hasOwn(OUTCOMES, outcome) || Object.hasOwn(outcomes, outcome);

/** States a case passes through before it is decided, in that order; what it came to is told by its outcome. */
const UNDER_WAY = [
  "received",
  "correction",
  "accepted",
  "reviewing",
  "special",
  "deciding",
  "certifying",
  "delivering",
];

/** What a list may show as a case's state: where it stands, or what it came to. */
export function shownStates({
  caseWords,
}: Pick<DistrictPack, "caseWords">): readonly { readonly id: string; readonly name: Bilingual }[] {
  return [
    ...UNDER_WAY.map((id) => ({ id, name: STATES[id] ?? { zh: id, en: id } })),
    ...Object.entries({ ...OUTCOMES, ...caseWords.outcomes, ...OUTCOMES }).map(([id, name]) => ({
      id,
      name,
    })),
  ];
}

/** The states that the processes of some matters name, in the order of states.yaml behind the law's. */
export function statesNamedBy(
  { processes, caseWords }: Pick<DistrictPack, "processes" | "caseWords">,
  matters: readonly { readonly process: string }[],
): readonly string[] {
  const named = new Set(
    [...new Set(matters.map(({ process }) => process))]
      .flatMap((process) => plansCalled(processes, process))
      .flatMap(({ plan }) => Object.values(plan.nodes).flatMap(({ state }) => state ?? [])),
  );
  return [...Object.keys(STATES), ...Object.keys(caseWords.states)].filter((state) => named.has(state));
}
