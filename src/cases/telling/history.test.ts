import { expect, test } from "vitest";
import { historySentence, type EntryWords } from "./history.ts";

const told = (kind: string, event: object, ...marks: readonly object[]): string =>
  historySentence({ kind, event: { kind, ...event }, marks: [...marks] } as Parameters<
    typeof historySentence
  >[0]).zh;

/** States and outcomes as they are written. */
const asWritten = (id: string) => ({ zh: id, en: id });
const NAMELESS = { state: asWritten, outcome: asWritten };

test("a case that is given up says why, and not that it was closed", () => {
  const closed = { kind: "closed", detail: { status: "terminated", outcome: null, reason: "申请人撤回" } };
  expect(told("cancel", { reason: "申请人撤回" }, closed)).toBe("办件终止（申请人撤回）。");
  expect(told("cancel", { reason: "申请人撤回。" }, closed)).toBe("办件终止（申请人撤回）。");
});

test("returning, transferring, acting on behalf and moving by hand are told by their task", () => {
  const task = { element: "t", name: "审查" };
  const reason = { reason: "材料不符" };
  expect(told("returnTask", {}, { kind: "returned", ...task, detail: reason })).toBe(
    "“审查”退回（材料不符）。",
  );
  expect(told("transferTask", {}, { kind: "transferred", ...task, detail: {} })).toBe("“审查”转办。");
  expect(told("moveToken", {}, { kind: "moved", ...task, detail: {} })).toBe("人工移出“审查”。");
  const signed = (ended: number) =>
    told("returnTask", {}, { kind: "returned", ...task, detail: { toName: "受理", ...reason, ended } });
  expect(signed(0)).toBe("“审查”退回到“受理”（材料不符），会签随之结束。");
  expect(signed(2)).toBe("“审查”退回到“受理”（材料不符），会签随之结束，另有2份尚未办理的意见不再征求。");
  const moved = { kind: "moved", ...task, detail: { to: "d", toName: "决定", reason: "系统故障。" } };
  expect(told("moveToken", {}, moved)).toBe("人工移动：由“审查”移到“决定”（系统故障）。");
  expect(told("completeTask", {}, { kind: "onBehalf", ...task }, { kind: "completed", ...task })).toBe(
    "完成“审查”；由替岗人员代为办理。",
  );
});

test("what is begun of an ad-hoc subprocess is told by name, with the reason", () => {
  const begun = {
    kind: "begun",
    element: "hoc",
    detail: { names: ["补充检测"], reason: "群众反映水质异常" },
  };
  expect(told("activateElements", {}, begun)).toBe("启动“补充检测”（群众反映水质异常）。");
});

test("taking a task up, giving it back and passing it on are told apart, and by whom they concern", () => {
  const task = { element: "t", name: "审查" };
  const by = (account: string) => ({ actor: { kind: "person", account } });
  const assigned = (assignee: string | null) => ({ kind: "assigned", ...task, detail: { assignee } });
  expect(told("assignTask", by("li"), assigned("li"))).toBe("领取“审查”。");
  expect(told("assignTask", by("li"), assigned(null))).toBe("放回“审查”。");
  expect(told("assignTask", by("li"), assigned("wang"))).toBe("“审查”已指派。");
  const words: EntryWords = {
    name: (zh) => ({ zh, en: zh }),
    given: () => [],
    ...NAMELESS,
    who: () => ({ zh: "王成霞", en: "Wang" }),
  };
  const marks = [
    { kind: "transferred", ...task, detail: { assignee: "wang", reason: "出差" } },
    { kind: "returned", ...task, detail: { toName: "收件", reason: "事实不清" } },
  ];
  expect(historySentence({ kind: "transferTask", event: {}, marks }, words)).toEqual({
    zh: "“审查”转办给王成霞（出差）；“审查”退回到“收件”（事实不清）。",
    en: "“审查” was transferred to Wang (出差); “审查” was returned to “收件” (事实不清).",
  });
});

test("names are said in English where the district knows them", () => {
  const words: EntryWords = {
    name: (zh) => ({ zh, en: zh === "审查" ? "Review" : zh }),
    given: () => [{ zh: "准予", en: "grant" }],
    ...NAMELESS,
  };
  const entry = {
    kind: "completeTask",
    event: { kind: "completeTask", variables: {} },
    marks: [
      { kind: "completed", element: "t", name: "审查" },
      { kind: "decided", element: "d", name: "定级" },
    ],
  };
  expect(historySentence(entry, words)).toEqual({
    zh: "完成“审查”（准予）；按规则“定级”。",
    en: "“Review” was done (grant); a rule was applied: 定级.",
  });
});

test("a rung of the ladder says how the limit stands and what was done", () => {
  const escalated = { kind: "escalated", name: "联合审查", detail: { when: "overdue", action: "reassign" } };
  expect(told("fireTimer", {}, escalated)).toBe("“联合审查”超期，任务已改派。");
});

test("a correction tells its values to those who handle the case, and to others only what was corrected", () => {
  const corrections = [
    { path: ["credit", "score"], before: "many", after: 700 },
    { path: ["passed"], before: null, after: true },
  ];
  const entry = {
    kind: "resolveFailure",
    event: { kind: "resolveFailure" },
    marks: [{ kind: "resolved", element: "g", detail: { corrections, reason: "银行误写。" } }],
  };
  const words: EntryWords = {
    name: (zh) => ({ zh, en: zh }),
    given: () => [],
    ...NAMELESS,
    label: (variable) => (variable === "passed" ? { zh: "验收通过", en: "Passed" } : undefined),
  };
  expect(historySentence(entry, words)).toEqual({
    zh: "故障环节重试前更正了“credit.score”、“验收通过”（银行误写）。",
    en: "What failed was tried again after a correction of “credit.score”, “Passed” (银行误写).",
  });
  expect(historySentence(entry, { ...words, whole: true })).toEqual({
    zh: "故障环节重试前更正了“credit.score”：many → 700、“验收通过”：无 → true（银行误写）。",
    en: "What failed was tried again after a correction of “credit.score”: many → 700, “Passed”: nothing → true (银行误写).",
  });
  const plain = { kind: "resolveFailure", event: {}, marks: [{ kind: "resolved", element: "g" }] };
  expect(historySentence(plain, words).zh).toBe("故障已由人员处理，继续办理。");
});
