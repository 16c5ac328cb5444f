import { beforeAll, describe, expect, it } from "vitest";
import { expectOk, type LocalDate } from "#kernel";
import { qianshanFiles } from "../../../test/support/qianshan-files.ts";
import type { DistrictPack, Matter } from "../pack/pack.ts";
import { parsePack } from "../whole/parse-pack.ts";
import { amendMatter } from "./amend-matter.ts";
import { carryOut } from "./carry-out.ts";
import { OFFERING_COLUMNS } from "./columns.ts";
import { NO_LEDGER, parseOfferingLedger, type OfferingLedger, type OfferingProposal } from "./ledger.ts";
import { limitOfWords } from "./limit-words.ts";
import { offeringOf } from "./offering-of.ts";
import { differencesOf, sheetOf } from "./sheet.ts";

const day = (text: string): LocalDate => text as LocalDate;
const TODAY = day("2026-11-16");
let pack: DistrictPack;
let food: Matter;

beforeAll(async () => {
  pack = expectOk(await parsePack(qianshanFiles()));
  const found = pack.matters.get("food-business-licence");
  if (found === undefined) throw new Error("the pack lacks its matter");
  food = found;
});

const stateOn = (on: string, ledger: Partial<OfferingLedger>, matter: Partial<Matter> = {}) =>
  offeringOf({ ...food, ...matter }, { ...NO_LEDGER, ...ledger }, pack, day(on)).standing.state;

const proposal = (change: Partial<OfferingProposal>): OfferingProposal => ({
  act: "suspend",
  from: TODAY,
  to: null,
  reason: "系统改造",
  set: {},
  by: "a",
  at: "2026-11-16T01:00:00.000Z",
  ...change,
});
const BY = { by: "b", at: "2026-11-16T02:00:00.000Z" };

describe("how a matter stands on a day", () => {
  it("is suspended from the first day to the last, and told of before", () => {
    const suspension = { from: day("2026-11-20"), to: day("2026-11-22"), reason: "系统改造" };
    const before = offeringOf(food, { ...NO_LEDGER, suspension }, pack, day("2026-11-19"));
    expect([before.standing.state, before.ahead?.state]).toEqual(["inForce", "suspended"]);
    expect(["2026-11-20", "2026-11-22", "2026-11-23"].map((on) => stateOn(on, { suspension }))).toEqual([
      "suspended",
      "suspended",
      "inForce",
    ]);
  });

  it("is what its folder says where the ledger says nothing", () => {
    expect(stateOn("2026-11-16", {}, { status: "pending" })).toBe("pending");
    expect(stateOn("2026-11-16", { publishedFrom: TODAY }, { status: "pending" })).toBe("inForce");
    expect(stateOn("2026-11-16", {}, { effectiveFrom: day("2026-12-01") })).toBe("notYet");
    expect(stateOn("2026-11-16", {}, { effectiveTo: day("2026-11-15") })).toBe("ended");
  });

  it("is cancelled for good, whatever else is said", () => {
    const cancellation = { from: TODAY, reason: "法律修改" };
    expect(stateOn("2026-11-15", { cancellation })).toBe("inForce");
    expect(stateOn("2026-11-16", { cancellation, publishedFrom: TODAY })).toBe("cancelled");
  });

  it("ends a suspension on the day before it is resumed", () => {
    const suspended = carryOut(food, NO_LEDGER, proposal({}), BY);
    const resumed = carryOut(food, suspended, proposal({ act: "resume", from: day("2026-11-18") }), BY);
    expect(["2026-11-17", "2026-11-18"].map((on) => stateOn(on, resumed))).toEqual(["suspended", "inForce"]);
  });
});

describe("amending a matter", () => {
  const faultOf = (set: Readonly<Record<string, string>>) => {
    const amended = amendMatter(food, set, pack, TODAY);
    return amended.ok ? undefined : amended.error[0]?.message.zh;
  };

  it("gives it the next version from a day on, and says what changed in words", () => {
    const set = { "place.zh": "千山区政务服务中心2楼", promised: "5个工作日" };
    const approved = carryOut(food, NO_LEDGER, proposal({ act: "amend", from: day("2026-12-01"), set }), BY);
    const before = offeringOf(food, approved, pack, day("2026-11-30")).matter;
    const after = offeringOf(food, approved, pack, day("2026-12-01")).matter;
    expect([before.version, after.version]).toEqual(["1", "1.1"]);
    expect(after.limits.map(({ promised }) => promised)).toEqual(["7wd", "5wd"]);
    expect(differencesOf(sheetOf(before, pack), sheetOf(after, pack))).toEqual([
      { name: { zh: "承诺办结时限", en: "Promised limit" }, before: "7个工作日", after: "5个工作日" },
      {
        name: { zh: "办理地点", en: "Place" },
        before: food.place.zh,
        after: "千山区政务服务中心2楼",
      },
    ]);
  });

  it("is over when its folder goes on to another number, and stays where the folder keeps it", () => {
    const set = { "hours.zh": "全年无休" };
    const ledger = carryOut(food, NO_LEDGER, proposal({ act: "amend", set }), BY);
    const hours = (version: string) => offeringOf({ ...food, version }, ledger, pack, TODAY).matter.hours.zh;
    expect([hours("1") === "全年无休", hours("1+a1b2c3") === "全年无休", hours("2") === "全年无休"]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it("is found by its new words", () => {
    const amended = expectOk(amendMatter(food, { plainWords: "开烧烤店、摆摊" }, pack, TODAY));
    expect(amended.sought.map(({ text }) => text)).toContain("开烧烤店");
  });

  it.each([
    [{ promised: "11个工作日" }, "不得超过法定时限10个工作日，且须用同一单位"],
    [{ promised: "8日" }, "不得超过法定时限10个工作日，且须用同一单位"],
    [{ promised: "很快" }, "应当写作“5个工作日”这样的时限"],
    [{ "place.zh": " " }, "不能为空"],
    [{ basic: "000131017001" }, "这一项随事项文件夹发布，不能在这里改"],
    [{ secret: "x" }, "实施清单没有这一项"],
  ])("refuses %j", (set, message) => {
    expect(faultOf(set as Readonly<Record<string, string>>)).toBe(message);
  });

  it("gives back of every field what it was given", () => {
    for (const column of OFFERING_COLUMNS.filter(({ put }) => put !== null)) {
      const told = column.of(food, pack, TODAY);
      if (told === "") continue;
      const again = expectOk(amendMatter(food, { [column.id]: told }, pack, TODAY));
      expect([column.id, column.of(again, pack, TODAY)]).toEqual([column.id, told]);
    }
  });
});

it("reads limits as people write them", () => {
  expect(["5个工作日", "15日", "当日", "3wd", "24小时", "多日"].map(limitOfWords)).toEqual([
    "5wd",
    "15d",
    "0wd",
    "3wd",
    "24h",
    undefined,
  ]);
});

it("reads a ledger from what a record holds, and nothing from nothing", () => {
  expect(parseOfferingLedger({})).toEqual(NO_LEDGER);
  const whole = { ...NO_LEDGER, publishedFrom: TODAY, proposal: proposal({}) };
  expect(parseOfferingLedger(JSON.parse(JSON.stringify(whole)))).toEqual(whole);
});
