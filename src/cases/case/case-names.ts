import type { DistrictPack } from "#district";
import type { Bilingual } from "#kernel";
import { INCIDENT_OUTCOMES, INCIDENT_STATES } from "./incident-names.ts";
import { INSPECTION_OUTCOMES, INSPECTION_STATES } from "./inspection-names.ts";

/** The public state names of a service case (行政许可法 ch. 4; domain §1.4). */
const STATE_NAMES: Readonly<Record<string, Bilingual>> = {
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
  contacting: { zh: "待联系", en: "To be contacted" },
  rectifying: { zh: "整改中", en: "Being put right" },
  verifying: { zh: "待核实", en: "Being verified" },
  replied: { zh: "已答复，待回访", en: "Replied, to be revisited" },
  answering: { zh: "待主办机关答复", en: "With the organ that answers" },
  helping: { zh: "帮办中", en: "An agent is helping" },
  elsewhere: { zh: "外部系统办理中", en: "Under way in another system" },
  revisiting: { zh: "待回访", en: "To be revisited" },
  handingOver: { zh: "待接班", en: "To be taken over" },
  ...INSPECTION_STATES,
  ...INCIDENT_STATES,
};

/** What a case came to. */
const OUTCOME_NAMES: Readonly<Record<string, Bilingual>> = {
  solved: { zh: "已解决", en: "solved" },
  handedOver: { zh: "已交接", en: "handed over" },
  explained: { zh: "已说明理由", en: "reasons given" },
  unsettled: { zh: "反映人仍不认可", en: "not settled for the person" },
  helped: { zh: "已办成", en: "done with help" },
  stopped: { zh: "已停止帮办", en: "help stopped" },
  granted: { zh: "准予许可", en: "Granted" },
  refused: { zh: "不予许可", en: "Refused" },
  withdrawn: { zh: "申请人撤回", en: "Withdrawn by the applicant" },
  notAccepted: { zh: "不予受理", en: "Not accepted" },
  notRequired: { zh: "不需要许可", en: "No licence needed" },
  lapsed: { zh: "逾期未补正，终止办理", en: "Lapsed for want of correction" },
  terminated: { zh: "终止办理", en: "Ended without a decision" },
  promiseKept: { zh: "承诺属实", en: "The promise was true" },
  promiseBroken: { zh: "承诺不实，已撤销许可", en: "The promise was false; the licence is annulled" },
  promiseExcused: { zh: "责令整改，不撤销", en: "To be put right; not annulled" },
  rectified: { zh: "已整改", en: "Put right" },
  malicious: { zh: "认定为恶意差评", en: "Found malicious" },
  verified: { zh: "已核实", en: "Verified" },
  reviewed: { zh: "已复核", en: "Reviewed" },
  elsewhereGranted: { zh: "外部系统已办结", en: "Done in the other system" },
  elsewhereRefused: { zh: "外部系统不予办理", en: "Refused in the other system" },
  elsewhereWithdrawn: { zh: "已在外部系统撤回", en: "Withdrawn in the other system" },
  elsewhereUnknown: { zh: "外部系统查不到，不再核对", en: "Unknown there, given up" },
  filingWithdrawn: { zh: "已撤销备案", en: "Filing withdrawn" },
  revisited: { zh: "已回访", en: "Revisited" },
  ...INSPECTION_OUTCOMES,
  ...INCIDENT_OUTCOMES,
};

/** What a matter that is no licence comes to: a benefit or a confirmation is granted, but not licensed. */
const PLAIN_NAMES: Readonly<Record<string, Bilingual>> = {
  decided_grant: { zh: "准予", en: "Granted" },
  decided_deny: { zh: "不予", en: "Refused" },
  not_required: { zh: "不需要办理", en: "Not needed" },
  granted: { zh: "准予", en: "Granted" },
  refused: { zh: "不予", en: "Refused" },
  notRequired: { zh: "不需要办理", en: "Not needed" },
};

/** Whether a matter is a licence (行政许可), by whose words its cases are told. */
export const isLicence = ({ matters }: Pick<DistrictPack, "matters">, matter: string): boolean =>
  (matters.get(matter)?.itemType ?? "01") === "01";

/** The name of a state, or the code itself for one that a district has added. */
export function stateName(state: string, licence = true): Bilingual {
  return (licence ? undefined : PLAIN_NAMES[state]) ?? STATE_NAMES[state] ?? { zh: state, en: state };
}

/** The name of an outcome, or the code itself for one that a district has added. */
export function outcomeName(outcome: string, licence = true): Bilingual {
  const plain = licence ? undefined : PLAIN_NAMES[outcome];
  return plain ?? OUTCOME_NAMES[outcome] ?? { zh: outcome, en: outcome };
}

/** Every state that has a name of its own. */
export const namedStates = (): readonly string[] => Object.keys(STATE_NAMES);

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
export function shownStates(): readonly { readonly id: string; readonly name: Bilingual }[] {
  return [
    ...UNDER_WAY.map((id) => ({ id, name: stateName(id) })),
    ...Object.entries(OUTCOME_NAMES).map(([id, name]) => ({ id, name })),
  ];
}
