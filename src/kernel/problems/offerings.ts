import { problems } from "./entry.ts";

/** Refusals around the catalogue of matters (事项目录): what it says, whether a matter is offered, what may be changed. */
export const OFFERING_PROBLEMS = problems({
  MATTER_SUSPENDED: {
    status: 409,
    zh: "“{matter}”自{from}起暂停办理{until}：{reason}",
    en: "“{matter}” is suspended from {from}{untilEn}: {reason}",
    nextZh: "已填写的内容仍为您保留，恢复办理后可以接着提交；急需办理的请拨打办事指南上的咨询电话。",
    nextEn:
      "What you have filled in is kept, and you may send it when the matter is resumed; if it is urgent, call the number in the guide.",
  },
  MATTER_CANCELLED: {
    status: 410,
    zh: "“{matter}”自{from}起取消：{reason}",
    en: "“{matter}” was cancelled as of {from}: {reason}",
    nextZh: "不需要再办这个事项；已在办理的办件照常办完。有疑问请拨打办事指南上的咨询电话。",
    nextEn:
      "It need not be applied for any more; cases under way are finished. Call the number in the guide if in doubt.",
  },
  OFFERING_PROPOSAL_OPEN: {
    status: 409,
    zh: "“{matter}”已有一项变更待审",
    en: "a change to “{matter}” is waiting for approval already",
    nextZh: "请先由另一名配置人员审核或退回待审的变更，再提出新的变更。",
    nextEn: "Let another configurer approve or refuse it first, then propose the next.",
  },
  OFFERING_NO_PROPOSAL: {
    status: 409,
    zh: "“{matter}”没有待审的变更",
    en: "no change to “{matter}” is waiting for approval",
    nextZh: "可能已由他人审核，请刷新页面查看。",
    nextEn: "Somebody may have decided it; load the page again.",
  },
  OFFERING_OWN_PROPOSAL: {
    status: 403,
    zh: "自己提出的变更不能由自己审核",
    en: "a change may not be approved by who proposed it",
    nextZh: "请由另一名配置人员审核。",
    nextEn: "Another configurer has to approve it.",
  },
  OFFERING_ACT_UNFIT: {
    status: 409,
    zh: "“{matter}”现为“{state}”，不能{act}",
    en: "“{matter}” is {stateEn}: {actEn} does not fit",
    nextZh: "请刷新页面，按现在的状态操作。",
    nextEn: "Load the page again and act by its present state.",
  },
  WORKBOOK_UNREADABLE: {
    status: 422,
    zh: "这个文件不是能读的 Excel 工作簿（.xlsx），或者解开后过大",
    en: "the file is no Excel workbook (.xlsx) that can be read, or is too large once unpacked",
    nextZh: "请导出实施清单，在导出的文件里修改后再导入。",
    nextEn: "Export the list, change it in that file, and import it again.",
  },
  ADDRESS_BUSINESS_UNKNOWN: {
    status: 404,
    zh: "没有这种业态的选址预检",
    en: "addresses are not checked for such a business",
    nextZh: "请从列出的业态中选择；没有您要开的店，请到窗口咨询。",
    nextEn: "Choose one of the businesses listed; if yours is missing, ask at the window.",
  },
  SITUATION_UNKNOWN: {
    status: 404,
    zh: "没有名为“{situation}”的情形引导",
    en: "there is no situational guide “{situation}”",
    nextZh: "请从办事首页选择，或直接搜索要办的事。",
    nextEn: "Choose one on the first page, or search for what you want to do.",
  },
  GUIDE_DISAGREES: {
    status: 422,
    zh: "这些回答下，情形引导说“{matter}”要交：{told}；而申请表要交：{right}",
    en: "under these answers the guide asks of “{matter}”: {told}; its form asks: {right}",
    nextZh: "请让引导的 DMN 与材料的 condition 一致，或补上所缺的问题。",
    nextEn: "Make the guide's DMN and the materials' conditions agree, or add the question that is missing.",
  },
  OFFERING_DAYS_WRONG: {
    status: 422,
    zh: "起止日期不对：开始日不能早于今天，结束日不能早于开始日",
    en: "the days are wrong: the first may not be before today, nor the last before the first",
    nextZh: "请改正日期后再提交。",
    nextEn: "Correct the days and send it again.",
  },
  OFFERING_NOTHING_CHANGES: {
    status: 422,
    zh: "没有任何一项有变化",
    en: "nothing would change",
    nextZh: "请至少修改一项，再提交。",
    nextEn: "Change at least one field, then send it.",
  },
  OFFERING_AMENDMENT_WRONG: {
    status: 422,
    zh: "有{count}项不能这样改",
    en: "{count} field(s) cannot be changed like that",
    nextZh: "请按各项的提示改正。",
    nextEn: "Correct them as told at each.",
  },
  ONLINE_DEPTH_WRONG: {
    status: 422,
    zh: "全程网办的事项，网上办理深度应为4、到现场次数应为0，现为深度{depth}、{visits}次",
    en: "a matter that is wholly online has depth 4 and 0 visits, this one has depth {depth} and {visits}",
    nextZh: "请改正 onlineDepth 和 onSite.visits，或把 fullyOnline 改为 false。",
    nextEn: "Correct onlineDepth and onSite.visits, or set fullyOnline to false.",
  },
});
