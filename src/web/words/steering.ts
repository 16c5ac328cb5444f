import { dictionary } from "./dictionary.ts";

export const steering = dictionary({
  takenBy: ["现由 {who} 办理", "With {who}"],
  returnedFrom: ["由“{from}”退回，理由：", "Returned from “{from}”. Why: "],
  claim: ["领取", "Take it"],
  giveBack: ["放回", "Give it back"],
  transfer: ["转办", "Pass on"],
  transferOf: ["转办“{name}”", "Pass on “{name}”"],
  transferEffect: [
    "对方会在消息里收到通知；理由记入办理记录。收件、审查、决定须由不同人员办理，不能办理的人不在名单中。",
    "They are told in their notices, and the reason stands in the history. Intake, review and decision are three people: who may not do it is not listed.",
  ],
  to: ["转给", "To"],
  toMissing: ["请选择转给谁", "Choose whom it goes to"],
  choose: ["请选择", "Choose"],
  people: ["人员", "People"],
  posts: ["岗位", "Posts"],
  personOf: ["{name}（{posts}）", "{name} ({posts})"],
  postOf: ["{name}（{holders}）", "{name} ({holders})"],
  and: ["、", ", "],
  nobody: [
    "本部门没有其他人员可以办理这项任务。请联系管理员设置岗位或 AB 角。",
    "Nobody else in the organ may do this task. Ask the administrator for a post or a substitute.",
  ],
  transferReason: ["转办理由", "Why it is passed on"],
  transferAct: ["转办", "Pass on"],
  return: ["退回", "Return"],
  returnOf: ["退回“{name}”", "Return “{name}”"],
  returnEffect: [
    "选定的环节会重新打开，并显示退回理由。退回不停止计时：法定期限继续计算。",
    "The step you choose opens again and shows the reason. Returning stops no clock: the law's time goes on running.",
  ],
  returnTo: ["退回到", "Back to"],
  returnReason: ["退回理由", "Why it is returned"],
  returnAct: ["退回", "Return"],
  reasonMissing: ["请写明理由（至少2个字）", "Say why, in two characters or more"],
});
