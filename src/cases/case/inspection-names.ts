import type { Bilingual } from "#kernel";

/** Where a rectification after an inspection (督察整改), its look back (回头看) or an illegal building (拆违) stands. */
export const INSPECTION_STATES: Readonly<Record<string, Bilingual>> = {
  assigned: { zh: "已交办", en: "Assigned" },
  selfChecked: { zh: "自查通过，待验收", en: "Own check passed" },
  publicised: { zh: "公示中", en: "Publicised" },
  found: { zh: "待勘查", en: "Found" },
  verifyingJointly: { zh: "多部门核实中", en: "Looked into by several organs" },
  correcting: { zh: "限期改正中", en: "To be corrected" },
  hearing: { zh: "听取陈述申辩", en: "The party is heard" },
  ordered: { zh: "已责令限期拆除", en: "Ordered to be removed" },
  awaitingRemoval: { zh: "待自行拆除", en: "To be removed by the party" },
  awaitingRemedies: { zh: "已公告，待复议诉讼期满", en: "Announced; time for remedies running" },
  remedying: { zh: "复议诉讼中", en: "A remedy is under way" },
  reminded: { zh: "已催告", en: "Reminded" },
  enforcing: { zh: "待责成强制拆除", en: "Removal by force to be ordered" },
  removing: { zh: "强制拆除中", en: "Being removed by force" },
  patrolling: { zh: "巡查中", en: "On patrol" },
  missed: { zh: "漏巡待督促", en: "Missed, to be seen to" },
  reporting: { zh: "待报当天进度", en: "To report the day" },
  summing: { zh: "总结中", en: "Being summed up" },
  cleaning: { zh: "清理中", en: "Being cleaned" },
  accepting: { zh: "待验收", en: "To be accepted" },
  collecting: { zh: "待清运", en: "To be collected" },
  lookingBack: { zh: "回头看", en: "Being looked at again" },
};

/** What one came to. */
export const INSPECTION_OUTCOMES: Readonly<Record<string, Bilingual>> = {
  rectificationClosed: { zh: "已销号", en: "Closed" },
  notIllegal: { zh: "不属于违法建设", en: "Not illegal" },
  buildingCorrected: { zh: "已改正", en: "Corrected" },
  removalDropped: { zh: "不予拆除", en: "Not to be removed" },
  orderRevoked: { zh: "决定被撤销", en: "The order was revoked" },
  buildingSelfRemoved: { zh: "已自行拆除", en: "Removed by the party" },
  buildingRemoved: { zh: "已强制拆除", en: "Removed by force" },
  patrolled: { zh: "已巡查", en: "Patrolled" },
  patrolMissed: { zh: "漏巡", en: "Missed" },
  dayReported: { zh: "已报送", en: "Reported" },
  dayUnreported: { zh: "未报送", en: "Not reported" },
  campaignClosed: { zh: "已总结", en: "Summed up" },
  riverCleaned: { zh: "验收合格", en: "Accepted" },
  measured: { zh: "已核定", en: "Measured" },
  collected: { zh: "已清运", en: "Collected" },
  collectionMissed: { zh: "未清运", en: "Not collected" },
  lookBackHolds: { zh: "没有反弹", en: "It holds" },
  lookBackReopened: { zh: "反弹，重新整改", en: "Come back; rectified anew" },
};
