import { dictionary } from "./dictionary.ts";

export const offers = dictionary({
  unnamed: ["临时活动", "Activities as needed"],
  hint: [
    "以下活动按需启动，可以多次，不分先后。",
    "These are begun as needed, in any order and any number of times.",
  ],
  open: ["正在办理{count}项", "{count} open now"],
  notYours: ["不由您启动：{why}", "Not yours to begin: {why}"],
  begin: ["启动", "Begin"],
  beginNamed: ["启动“{name}”", "Begin “{name}”"],
  effect: [
    "启动后，这项活动列入待办；理由记入办理记录。",
    "It is then open to be done; the reason stands in the history.",
  ],
  reason: ["启动理由", "Why it is begun"],
});
