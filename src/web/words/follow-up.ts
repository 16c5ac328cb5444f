import { dictionary } from "./dictionary.ts";

export const followUpWords = dictionary({
  title: ["事后监管检查", "Check afterwards"],
  state: ["检查状态", "State"],
  arranged: ["检查安排", "Arranged"],
  planned: [
    "由{organ}检查，{from}开始，最迟{to}完成。",
    "{organ} makes a check from {from} on, by {to} at the latest.",
  ],
  notDrawn: ["本决定没有抽中，不另行检查。", "This decision was not drawn and is not checked."],
  why: ["为什么检查", "Why"],
  basis: ["检查依据", "Basis"],
  checkCase: ["检查办件", "Case of the check"],
  result: ["检查结果", "Result"],
  resultOn: ["{result}（{day}）", "{result} ({day})"],
  proposed: ["处理建议", "Proposed measure"],
});
