import { dictionary } from "./dictionary.ts";

export const personalData = dictionary({
  reveal: ["查看完整个人信息", "See the personal data in full"],
  revealEffect: [
    "号码、电话、住址和账户将向你完整显示一段时间。你的姓名、时间和理由会记下来，申请人看得到。",
    "Numbers, telephones, addresses and accounts are then shown to you in full for a while. Your name, the time and the reason are noted, and the applicant can read them.",
  ],
  revealReason: ["为什么要看", "Why you need to see it"],
  reasonMissing: ["请写明理由（至少2个字）", "Say why, in two characters or more"],
  revealAct: ["查看", "See it"],
  shownUntil: [
    "完整个人信息显示到 {until}，查看已留痕",
    "Personal data is shown in full until {until}; the look is noted",
  ],
  partial: [
    "这里只有你的岗位办理本件需要的内容，其他内容没有发给你。",
    "Only what your post needs for this case is here; nothing else of it was sent to you.",
  ],
  erased: [
    "个人信息的保存期限已满，已经删除；办理记录和文书编号仍在。",
    "The time for which personal data is kept is over, and it was erased; the history and the documents' numbers stay.",
  ],
  looks: ["谁看过我的数据", "Who looked at my data"],
  looksWhy: [
    "工作人员每次打开您的办件、每次查看您的完整个人信息，都会留下姓名、部门、时间和理由。",
    "Whenever staff open a case of yours or see your personal data in full, their name, organ, the time and the reason are kept.",
  ],
  noLooks: ["还没有人看过您的数据", "Nobody has looked at your data yet"],
  noLooksNext: ["有人查看时会列在这里。", "Looks are listed here when they happen."],
  when: ["时间", "When"],
  who: ["谁", "Who"],
  why: ["为什么", "Why"],
  ofCase: ["办件", "Case"],
  takeOut: ["带走我的数据", "Take my data out"],
  takeOutWhat: [
    "一个 JSON 文件：您的账号和登记信息、每件办件的申请内容、材料清单、文书和办理记录，以及归您所有的证照等记录。",
    "One JSON file: your account and what registers know of you; of each case what was asked, its materials, documents and history; and certificates and other records that are yours.",
  ],
  takeOutAct: ["下载", "Download"],
});
