import { problems } from "./entry.ts";

/** Refusals around the catalogue of matters (事项目录): what it says, whether a matter is offered, what may be changed. */
export const OFFER_PROBLEMS = problems({
  ONLINE_DEPTH_WRONG: {
    status: 422,
    zh: "全程网办的事项，网上办理深度应为4、到现场次数应为0，现为深度{depth}、{visits}次",
    en: "a matter that is wholly online has depth 4 and 0 visits, this one has depth {depth} and {visits}",
    nextZh: "请改正 onlineDepth 和 onSite.visits，或把 fullyOnline 改为 false。",
    nextEn: "Correct onlineDepth and onSite.visits, or set fullyOnline to false.",
  },
});
