import type { JsonObject } from "#kernel";

/** What the forms of a site check by two officers (现场核查) take. */
export const GOOD_OF_SITE_CHECKS: Readonly<Record<string, JsonObject>> = {
  "site-check": {
    siteCheckStart: "2026-11-20T09:00:00+08:00",
    siteCheckEnd: "2026-11-20T10:20:00+08:00",
    siteCheckItems: [{ item: "生熟分开", result: "符合" }],
    siteCheckConclusion: "现场核查合格",
    siteCheckOfficer: { name: "何桂平", licence: "C21031100017" },
    siteCheckPresent: { name: "何志军", signedAt: "2026-11-20T10:21:00+08:00" },
  },
  "site-check-second": {
    siteCheckAgreed: true,
    siteCheckSecondOfficer: { name: "何桂平", licence: "C21031100018" },
  },
};

/** Form, what differs from the good case, what the case knows, and what is said. */
export const BAD_OF_SITE_CHECKS: readonly (readonly [
  form: string,
  change: JsonObject,
  known: JsonObject,
  said: string,
])[] = [
  [
    "site-check",
    { siteCheckEnd: "2026-11-20T08:59:00+08:00", siteCheckPresent: null },
    {},
    "/siteCheckEnd 结束时间应晚于开始时间",
  ],
  ["site-check", { siteCheckEnd: "2026-11-20T12:01:00+08:00" }, {}, "/siteCheckEnd 结束时间不能晚于现在"],
  [
    "site-check",
    { siteCheckStart: "2026-11-16T08:59:00+08:00" },
    {},
    "/siteCheckStart 开始时间不能早于收件时间",
  ],
  [
    "site-check",
    { siteCheckEnd: "2026-11-31T10:00:00+08:00" },
    {},
    "/siteCheckEnd “核查结束时间”不是有效的时间，请写成 2022-09-30T10:00:00+08:00 的形式",
  ],
  [
    "site-check",
    { siteCheckOfficer: { name: "王成霞", licence: "C21031100018" } },
    {},
    "/siteCheckOfficer 签名须是办理人本人的姓名",
  ],
  [
    "site-check",
    { siteCheckPresent: { name: "何志军", signedAt: "2026-11-20T08:00:00+08:00" } },
    {},
    "/siteCheckPresent 陪同人员的签名时间应在核查开始之后，且不能晚于现在",
  ],
  [
    "site-check",
    {
      siteCheckItems: [{ item: "生熟分开", result: "不符合" }],
      siteCheckConclusion: "现场核查不合格",
    },
    {},
    "/siteCheckItems 不符合的项目须写明情况",
  ],
  [
    "site-check",
    { siteCheckItems: [{ item: "生熟分开", result: "不符合", note: "生熟案板混用" }] },
    {},
    "/siteCheckConclusion 有不符合的项目，结论不能是合格",
  ],
  [
    "site-check-second",
    {},
    { siteCheckOfficer: { name: "王成霞", licence: "C21031100018" } },
    "/siteCheckSecondOfficer 两名核查人员的执法证号不能相同",
  ],
  [
    "site-check-second",
    { siteCheckSecondOfficer: { name: "唐秀波", licence: "C21031100018" } },
    {},
    "/siteCheckSecondOfficer 签名须是办理人本人的姓名",
  ],
];
