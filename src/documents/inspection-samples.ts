import type { JsonObject } from "#kernel";

const PROBLEM: JsonObject = {
  problemNo: "FK-03-0009",
  problem: "甘泉镇一处石材加工点露天堆放石粉，下雨时流入河道",
  requirement: "清运石粉，建设围挡和沉淀池，恢复河岸",
  ownerOrganName: "鞍山市千山区甘泉镇人民政府",
  rectified: "石粉清运完毕，围挡和沉淀池建成，河岸已经恢复",
  acceptanceOrgan: "鞍山市生态环境局",
  acceptanceNo: "鞍环验〔2026〕12号",
};

/** Own fields of what a rectification after an inspection (督察整改) brings. */
export const INSPECTION_SAMPLES: Readonly<Record<string, JsonObject>> = {
  "campaign-report": {
    title: "专项行动总结报告",
    number: "鞍千农专报〔2027〕1号",
    organ: "鞍山市千山区农业农村局",
    campaignName: "人居环境百日攻坚",
    from: "2027-03-23",
    to: "2027-06-30",
    goal: "村庄干净整洁有序",
    summary: "五个镇街集中清理村庄卫生死角，建立日产日清。",
    problems: "个别村有反弹。",
    records: [
      { name: "清理柴草垛", organName: "鞍山市千山区甘泉镇人民政府", target: 300, done: 312, unit: "处" },
    ],
  },
  "rectification-publicity": {
    title: "督察整改销号公示",
    number: "鞍环千整改公示〔2026〕1号",
    organ: "鞍山市生态环境局千山分局",
    ...PROBLEM,
    publicityLimit: "10个工作日",
    publicityEnds: "2026-12-14",
  },
  "rectification-closure": {
    title: "督察整改销号审批表",
    number: "鞍环千整改销〔2026〕1号",
    organ: "鞍山市生态环境局千山分局",
    ...PROBLEM,
    planned: true,
    selfCheckFinding: "现场与报告一致",
    acceptanceOn: "2026-11-20",
    publicityNumber: "鞍环千整改公示〔2026〕1号",
    publicityOn: "2026-11-30",
    closureOpinion: "同意销号",
  },
};
