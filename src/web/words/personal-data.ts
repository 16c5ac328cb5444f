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
});
