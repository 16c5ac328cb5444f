import { dictionary } from "./dictionary.ts";

export const failures = dictionary({
  title: ["运行故障", "Failures"],
  lead: [
    "办件的某一环节或后续处理没能自动完成，在等人处理。排除原因后重试；确实不需要的可以跳过，并说明理由。",
    "A step of a case, or what was to follow from one, could not be done and waits for a person. Mend the cause and try again; skip what is not needed, and say why.",
  ],
  none: ["没有运行故障", "No failures"],
  noneNext: ["所有办件都在正常运行。", "Every case is running as it should."],
  step: ["环节", "Step"],
  what: ["出了什么问题", "What failed"],
  since: ["发生时间", "Since"],
  act: ["处理", "Resolve"],
  retry: ["重试", "Try again"],
  skip: ["跳过", "Skip"],
  skipOf: ["跳过“{name}”", "Skip “{name}”"],
  skipEffect: [
    "办件将越过这一环节继续，它本应完成的事不会补做（例如文书不会出具）。此操作记入总账。",
    "The case goes on past this step; what it should have done stays undone (a notice is not issued). It is entered in the ledger.",
  ],
  dropEffect: [
    "此项不再处理，它本应带来的结果不会出现（例如文书没有签章文件、消息没有送达）。何人因何跳过会留下记录。",
    "It is not tried any more, and what it should have brought does not come (a document has no sealed file, a message is not brought). Who skipped it and why is kept.",
  ],
  reason: ["跳过的理由", "Why it is skipped"],
  reasonMissing: ["请写明理由（至少2个字）", "Say why, in two characters or more"],
  retried: ["已重试“{name}”", "“{name}” was tried again"],
  dropped: ["已跳过“{name}”，不再处理", "“{name}” was skipped and is not tried any more"],
  skipped: ["已跳过“{name}”，办件继续办理", "“{name}” was skipped and the case goes on"],
});
