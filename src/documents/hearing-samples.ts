import type { JsonObject } from "#kernel";

const SUBJECT = "娱乐场所的选址和噪声对相邻住户的影响";

/** The three documents of a hearing. */
export const HEARING_SAMPLES: Readonly<Record<string, JsonObject>> = {
  "hearing-right": {
    title: "听证权利告知书",
    number: "鞍千文旅许听告〔2022〕1号",
    subject: SUBJECT,
    interested: ["甘泉花园业主代表（演示）"],
    supplementBy: "2022-10-19",
  },
  "hearing-notice": {
    title: "听证通知书",
    number: "鞍千文旅许听通〔2022〕1号",
    subject: SUBJECT,
    required: false,
    requestedBy: "利害关系人",
    interested: ["甘泉花园业主代表（演示）"],
    heldAt: "2022-11-01T01:30:00.000Z",
    place: "千山区政务服务中心三楼会议室（演示）",
    presider: "主持人甲",
    public: true,
    startedOn: "2022-10-14",
  },
  "hearing-record": {
    title: "听证笔录",
    number: "鞍千文旅许听录〔2022〕1号",
    subject: SUBJECT,
    place: "千山区政务服务中心三楼会议室（演示）",
    startedAt: "2022-11-01T01:30:00.000Z",
    endedAt: "2022-11-01T03:00:00.000Z",
    presider: { name: "主持人甲", licence: "演示-1001", signedAt: "2022-11-01 11:05" },
    attendees: "申请人代表、业主代表、审查人",
    reviewerCase: "噪声检测报告显示边界噪声达标，选址与学校距离符合规定。",
    applicantCase: "已加装隔声设施，营业到次日二时以前结束。",
    interestedCase: "希望夜间限制低频音响。",
    findings: "各方对噪声检测结论没有异议，对夜间音响限值提出了建议。",
  },
};
