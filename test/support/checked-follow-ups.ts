import type { JsonObject } from "#kernel";

/** What the forms of the check that a decision opens take, as in checked-forms.ts. */
export const GOOD_OF_FOLLOW_UPS: Readonly<Record<string, JsonObject>> = {
  "follow-up-check": {
    checkedFrom: "2026-11-20T09:00:00+08:00",
    checkedTo: "2026-11-20T10:00:00+08:00",
    checkItems: [{ item: "场所", result: "符合" }],
    checkConclusion: "合格",
    checkFacts: "与准予时一致",
    checkOfficer: { name: "何桂平", licence: "C21031100017" },
  },
  "follow-up-check-second": {
    checkAgreed: true,
    checkSecondOfficer: { name: "何桂平", licence: "C21031100018" },
  },
  "follow-up-proposal": { proposal: "annul fraud", proposalFacts: "申请材料系伪造" },
};

/** What they refuse. */
export const BAD_OF_FOLLOW_UPS: readonly (readonly [
  form: string,
  change: JsonObject,
  known: JsonObject,
  said: string,
])[] = [
  [
    "follow-up-check",
    { checkConclusion: "责令整改" },
    {},
    "/checkConclusion 责令整改或者建议处理，须列出不符合的项目",
  ],
  [
    "follow-up-check",
    { checkItems: [{ item: "场所", result: "不符合", note: "布局不一致" }] },
    {},
    "/checkConclusion 有不符合的项目，结论不能是合格",
  ],
  [
    "follow-up-check",
    { checkedFrom: "2026-11-16T08:00:00+08:00" },
    {},
    "/checkedFrom 开始时间不能早于本次检查开始之日",
  ],
  [
    "follow-up-check-second",
    {},
    { checkOfficer: { name: "王成霞", licence: "C21031100018" } },
    "/checkSecondOfficer 两名检查人员的执法证号不能相同",
  ],
  [
    "follow-up-proposal",
    { proposal: "revoke penalty" },
    {},
    "/penaltyDecision 建议吊销，须写明已经作出的行政处罚决定的文号",
  ],
];
