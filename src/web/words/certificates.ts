import { dictionary } from "./dictionary.ts";

export const certificateWords = dictionary({
  measures: ["证照处理", "Measures"],
  measuresLead: [
    "提出后由审查人、决定人依次办理；决定以前，证照的状态不变。",
    "What is proposed is reviewed and decided by others; until then the certificate stays as it is.",
  ],
  proposeOf: ["提出{measure}", "Propose: {measure}"],
  proposeTitle: ["提出{measure}：{title}", "Propose to {measure}: {title}"],
  heardFirst: [
    "先向持证者告知拟作出的处理，听取其意见；持证者可以申请听证。",
    "The holder is told first, may state his case and ask for a hearing.",
  ],
  ground: ["事由", "Ground"],
  groundMissing: ["请选择事由", "Choose the ground"],
  decision: ["依据的决定文号", "Number of the decision it rests on"],
  decisionMissing: ["请填写决定文号", "Give the number of the decision"],
  facts: ["查明的事实", "What was found"],
  factsMissing: ["请写明查明的事实", "Say what was found"],
  propose: ["提出", "Propose"],
  proposed: ["已提出，办件编号 {caseNo}", "Proposed as case {caseNo}"],
  openCase: ["查看该件", "Open the case"],
});
