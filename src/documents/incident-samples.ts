import type { JsonObject } from "#kernel";

/** Own fields of what a reporter of an incident is told: not registered and why, or what came of it. */
export const INCIDENT_SAMPLES: Readonly<Record<string, JsonObject>> = {
  "incident-not-registered": {
    title: "不予立案告知书",
    number: "鞍千监不立〔2022〕1号",
    issuedOn: "2022-10-12",
    about: "小区南门外有一堆生活垃圾",
    ground: "notThere",
    note: "网格员于10月12日到现场查看，没有发现垃圾堆放",
  },
  "incident-answer": {
    title: "办理情况答复书",
    number: "鞍千监答〔2022〕1号",
    issuedOn: "2022-10-12",
    about: "小区南门外有一堆生活垃圾",
    reply: "垃圾已由汤岗子街道清运，地面已清扫干净",
    merged: true,
    refused: false,
  },
};
