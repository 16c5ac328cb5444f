import type { Bilingual } from "#kernel";

/** Where a case of city management (案卷) stands, by the seven stages (GB/T 30428.8). */
export const INCIDENT_STATES: Readonly<Record<string, Bilingual>> = {
  reported: { zh: "待立案", en: "Reported" },
  explaining: { zh: "待上报人补充", en: "The reporter was asked for more" },
  notRegistered: { zh: "不予立案", en: "Not registered" },
  merged: { zh: "已并案", en: "Merged with another case" },
  registered: { zh: "已立案，待派遣", en: "Registered, to be dispatched" },
  handling: { zh: "处置中", en: "Being handled" },
  ruling: { zh: "退单待裁定", en: "Sent back, to be ruled on" },
  approving: { zh: "延期（缓办）待批准", en: "Extension or postponement to be approved" },
  suspended: { zh: "缓办中", en: "Postponed" },
  outside: { zh: "外部单位协助中", en: "An outside party helps" },
  checking: { zh: "待核查", en: "To be verified" },
  settling: { zh: "待结案", en: "To be closed" },
  settled: { zh: "已结案", en: "Closed, may be reopened" },
  exclusionReview: { zh: "剔除申请审核中", en: "Request to exclude is reviewed" },
  exclusionAsked: { zh: "待市热线答复", en: "With the city's hotline" },
  exclusionAppeal: { zh: "市热线未同意，待定是否申诉", en: "Not agreed; appeal or not" },
  archived: { zh: "已归档", en: "Archived" },
};

/** Every state that a case of city management may stand in. */
export const incidentStates = (): readonly string[] => Object.keys(INCIDENT_STATES);

/** What such a case came to. */
export const INCIDENT_OUTCOMES: Readonly<Record<string, Bilingual>> = {
  handled: { zh: "已处置结案", en: "Handled and closed" },
  notRegistered: { zh: "不予立案", en: "Not registered" },
  excluded: { zh: "已剔除", en: "Excluded" },
  notExcluded: { zh: "未获剔除", en: "Not excluded" },
  exclusionDropped: { zh: "不申请剔除", en: "Dropped" },
  merged: { zh: "随主案卷办结", en: "Closed with its main case" },
};
