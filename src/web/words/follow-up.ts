import { dictionary } from "./dictionary.ts";

export const followUpWords = dictionary({
  title: ["事后监管检查", "Check afterwards"],
  planned: [
    "决定以后由{organ}检查，{from}开始，{to}前完成。",
    "After the decision {organ} makes a check, from {from} and by {to}.",
  ],
  notDrawn: ["本决定没有抽中，不另行检查。", "This decision was not drawn and is not checked."],
  why: ["为什么检查", "Why"],
  basis: ["检查依据", "Basis"],
  checkCase: ["检查办件", "Case of the check"],
  result: ["检查结果", "Result"],
  resultOn: ["{result}（{day}）", "{result} ({day})"],
  proposed: ["处理建议", "Proposed measure"],
});
