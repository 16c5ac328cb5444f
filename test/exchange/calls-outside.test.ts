import { rm } from "node:fs/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { reachCase } from "#cases";
import { parsePack, type DistrictPack } from "#district";
import { listFailures, systemContext } from "#store";
import { callOutside, workJobs } from "#worker";
import { sendOutside } from "../../src/app/outside/send-outside.ts";
import { eachDatabase, type TestStore } from "../../src/store/testing.ts";
import { json, startOutsideSystem, type OutsideSystem, type Said } from "../harness/outside-system.ts";
import { startTestPlatform } from "../harness/test-platform.ts";
import { element, end, flows, processXml } from "../support/bpmn.ts";
import { DISTRICT, houseOn, packFiles, packFolder, packWith, type House } from "./exchange-house.ts";

const AT = "2026-11-16T01:00:00.000Z";
const CONTEXT = systemContext(DISTRICT);

type Drawn = {
  readonly headers: Readonly<Record<string, string>>;
  readonly retries?: number;
  readonly inputs?: readonly string[];
  readonly outputs?: readonly string[];
};

const maps = (how: string, pairs: readonly string[]): string =>
  pairs
    .map((pair) => {
      const [source, target] = pair.split(" -> ");
      return `<zeebe:${how} source="=${source}" target="${target}"/>`;
    })
    .join("");

/** A process that calls outside and then ends. */
function calling(
  id: string,
  { headers, retries = 3, inputs = ["caseNo -> of"], outputs = ["body -> got"] }: Drawn,
) {
  const written = Object.entries(headers).map(
    ([key, value]) => `<zeebe:header key="${key}" value="${value}"/>`,
  );
  const extensions = `<zeebe:taskDefinition type="http" retries="${retries}"/>
    <zeebe:taskHeaders>${written.join("")}</zeebe:taskHeaders>
    <zeebe:ioMapping>${maps("input", inputs)}${maps("output", outputs)}</zeebe:ioMapping>`;
  return processXml([element("serviceTask", "call", { extensions }), end()], flows("s call", "call e"), id);
}

const bureau = (more: Readonly<Record<string, string>> = {}) => ({ address: "bureau", ...more });
const TRADES = {
  ask: { xml: calling("ask", { headers: bureau({ path: "/rating" }), outputs: ["body.rating -> got"] }) },
  look: {
    xml: calling("look", {
      headers: bureau({ method: "GET", path: "/firms/{name}/rating" }),
      inputs: ['\\"甲/乙 ..\\" -> name', "1 + 1 -> year", "caseNo -> of"],
      outputs: ["status -> got"],
    }),
  },
  climb: {
    xml: calling("climb", {
      headers: bureau({ method: "GET", path: "/firms/{name}" }),
      inputs: ['\\"..\\" -> name'],
    }),
  },
  slow: { xml: calling("slow", { headers: bureau({ timeout: "PT1S", retryBackoff: "PT5M" }), retries: 2 }) },
};
const xmlSafe = (xml: string): string => xml.replaceAll('\\"', "&quot;");
const SAFE = Object.fromEntries(Object.entries(TRADES).map(([id, { xml }]) => [id, { xml: xmlSafe(xml) }]));

let outside: OutsideSystem;
let pack: DistrictPack;
beforeAll(async () => {
  outside = await startOutsideSystem();
  pack = await packWith(SAFE, { addresses: { bureau: `${outside.url}/v2` } });
});
afterAll(() => outside.stop());

eachDatabase("a job that calls outside", (open) => {
  let fresh: TestStore;
  let house: House;
  let stopping = new AbortController();
  beforeAll(async () => {
    fresh = await open();
  });
  beforeEach(async () => {
    house = await houseOn(fresh.store, pack, AT);
    outside.heard.length = 0;
    stopping = new AbortController();
  });
  afterAll(() => fresh.dispose());

  const round = () => {
    const send = sendOutside({ authorizations: { bureau: "Bearer x" }, stopping: stopping.signal });
    const { addresses } = pack.exchange;
    const worker = callOutside({ addresses, send, now: house.work.now });
    return workJobs(fresh.store, house.work, ["http", worker], (_job, refused) =>
      expect.unreachable(refused.code),
    );
  };
  const answering = (...said: readonly Said[]) => {
    outside.answer = () => said[outside.heard.length - 1] as Said;
  };
  const gotOf = async (caseNo: string): Promise<unknown> =>
    (
      await house.rows<{ got: unknown }>(
        `select engine_state -> 'variables' -> 'got' as got from case_file where id = '${caseNo}'`,
      )
    )[0]?.got;
  const failuresOf = async (caseId: string) =>
    (await listFailures(fresh.store, CONTEXT, { caseId })).items.map(({ problem }) => problem.message.zh);

  test("sends its inputs and nothing else to the listed address, and keeps what its outputs name", async () => {
    answering(json({ rating: "A", secret: "x" }));
    const caseNo = await house.begin("ask");
    await round();
    expect(outside.heard).toMatchObject([{ method: "POST", path: "/v2/rating" }]);
    expect(JSON.parse(outside.heard[0]?.body ?? "")).toEqual({ of: caseNo });
    expect(outside.heard[0]?.headers).toMatchObject({
      "content-type": "application/json",
      authorization: "Bearer x",
      "idempotency-key": expect.stringMatching(new RegExp(`^${caseNo}/e\\d+$`)),
    });
    expect(await house.statusOf(caseNo)).toBe("completed");
    expect(await gotOf(caseNo)).toBe("A");
    const [kept] = await house.rows<{ all: string }>(
      `select string_agg(data::text, '') as all from entry where subject = '${caseNo}' and kind <> 'completeJob'`,
    );
    expect(kept?.all).not.toContain("secret");
  });

  test("puts inputs into the path, encoded, and the others of a GET into its query", async () => {
    answering(json({}));
    const caseNo = await house.begin("look");
    await round();
    expect(outside.heard).toMatchObject([
      {
        method: "GET",
        path: `/v2/firms/%E7%94%B2%2F%E4%B9%99%20../rating?of=${caseNo}&year=2`,
        body: "",
      },
    ]);
    expect(await gotOf(caseNo)).toBe(200);
    const climbing = await house.begin("climb");
    await round();
    expect(outside.heard).toHaveLength(1);
    expect(await failuresOf(climbing)).toEqual([expect.stringContaining("“name”应当是文字")]);
  });

  test("is tried again under the same key when the system is busy, then is a failure that tells its status", async () => {
    answering(json({}, 503), { status: 429, headers: { "retry-after": "120" } }, json({}, 500));
    const caseNo = await house.begin("ask");
    await round();
    await round();
    expect(outside.heard).toHaveLength(1);
    house.moveTo("2026-11-16T01:00:08.000Z");
    await round();
    expect(outside.heard).toHaveLength(2);
    house.moveTo("2026-11-16T01:02:07.000Z");
    await round();
    expect(outside.heard).toHaveLength(2);
    house.moveTo("2026-11-16T01:02:08.000Z");
    await round();
    expect(new Set(outside.heard.map(({ headers }) => headers["idempotency-key"])).size).toBe(1);
    expect(await house.statusOf(caseNo)).toBe("failed");
    expect(await failuresOf(caseNo)).toEqual([expect.stringContaining("“bureau”回答了状态 500")]);

    // A person has it tried again: the same key, so that what was done outside is not done twice.
    const [failure] = (await listFailures(fresh.store, CONTEXT, { caseId: caseNo })).items;
    const actor = { kind: "system", name: "test" } as const;
    await reachCase(house.work, caseNo, { kind: "resolveFailure", instance: failure?.id ?? "", actor });
    outside.answer = () => json({ rating: "B" });
    await round();
    expect(await gotOf(caseNo)).toBe("B");
    expect(new Set(outside.heard.map(({ headers }) => headers["idempotency-key"])).size).toBe(1);
  });

  test.each([
    ["refuses", json({ wrong: "firm" }, 404), "回答了状态 404"],
    ["sends it elsewhere", { status: 302, headers: { location: "http://127.0.0.1:1/" } }, "回答了状态 302"],
    ["answers what is no JSON", { ...json({}), status: 200, body: "{" } as Said, "无法识别"],
    ["answers too much", json("x".repeat(1024 * 1024)), "无法识别"],
    ["answers what no database keeps", json({ rating: "\u0000" }), "无法保存的字符"],
  ])("is a failure at once where the system %s", async (_how, said, words) => {
    answering(said);
    const caseNo = await house.begin("ask");
    const send = sendOutside({ authorizations: {}, stopping: stopping.signal });
    const worker = callOutside({ addresses: pack.exchange.addresses, send, now: house.work.now });
    await workJobs(fresh.store, house.work, ["http", worker], () => undefined);
    expect(await failuresOf(caseNo)).toEqual([expect.stringContaining(words)]);
    expect(outside.heard).toHaveLength(1);
  });

  test("waits for an answer as long as it says, and pauses as it says", async () => {
    answering(null, json({ done: true }));
    const caseNo = await house.begin("slow");
    const begun = performance.now();
    await round();
    expect(performance.now() - begun).toBeGreaterThan(900);
    expect(performance.now() - begun).toBeLessThan(5_000);
    house.moveTo("2026-11-16T01:04:59.000Z");
    await round();
    expect(outside.heard).toHaveLength(1);
    house.moveTo("2026-11-16T01:05:00.000Z");
    await round();
    expect(await gotOf(caseNo)).toEqual({ done: true });
  });

  test("spends no try when its own server ends meanwhile", async () => {
    answering(null);
    const caseNo = await house.begin("slow");
    setTimeout(() => stopping.abort(), 100);
    await round();
    expect(outside.heard).toHaveLength(1);
    const [job] = await house.rows<{ retries: number }>(
      `select (payload ->> 'retries')::integer as retries from outbox where subject = '${caseNo}' and kind = 'job'`,
    );
    expect(job).toEqual({ retries: 2 });
  });
});

describe("a pack whose process calls outside", () => {
  const faultsOf = async (
    drawn: Drawn,
    exchange: { addresses?: Record<string, string>; jobs?: Record<string, string[]> } = {},
  ) => {
    const files = packFiles(
      { ask: { xml: calling("ask", drawn) } },
      { addresses: { bureau: "https://a.gov.cn" }, ...exchange },
    );
    const read = await parsePack(files);
    return read.ok ? [] : read.error.map(({ code, place, message }) => [code, place, message.zh]);
  };

  test.each<[string, Drawn, string]>([
    ["goes where nothing is listed", { headers: { address: "elsewhere" } }, "没有名为“elsewhere”的对外地址"],
    ["goes where only JavaScript has something", { headers: { address: "constructor" } }, "“constructor”"],
    ["says no address", { headers: {} }, "缺少“address”"],
    ["has a header that nobody reads", { headers: bureau({ url: "https://evil.example" }) }, "不认识“url”"],
    ["climbs out of the address", { headers: bureau({ path: "/../admin" }) }, "以 / 开头的路径"],
    ["names another host in the path", { headers: bureau({ path: "@evil.example/" }) }, "以 / 开头的路径"],
    ["hides a separator", { headers: bureau({ path: "/a%2f..%2fb" }) }, "以 / 开头的路径"],
    ["has no such method", { headers: bureau({ method: "DELETE" }) }, "GET、POST、PUT"],
    ["waits too long", { headers: bureau({ timeout: "PT5M" }) }, "PT1S 到 PT30S"],
    ["names an input that is none", { headers: bureau({ path: "/{firm}" }) }, "没有名为“firm”的输入映射"],
    ["would send the whole case", { headers: bureau(), inputs: [] }, "缺少“zeebe:input”"],
    ["would keep the whole answer", { headers: bureau(), outputs: [] }, "缺少“zeebe:output”"],
  ])("is refused where it %s", async (_how, drawn, words) => {
    const faults = await faultsOf(drawn);
    expect(faults).toEqual([[expect.any(String), "call", expect.stringContaining(words)]]);
  });

  test.each([
    "http://credit.gov.cn",
    "https://user:pass@credit.gov.cn",
    "https://a.gov.cn/",
    "https://a.gov.cn?x=1",
    "ftp://a.gov.cn",
    "https://a.gov.cn/../b",
    "http://127.0.0.1@evil.example",
  ])("is refused where it lists %s", async (bureauUrl) => {
    const faults = await faultsOf({ headers: bureau() }, { addresses: { bureau: bureauUrl } });
    expect(faults[0]?.[2]).toContain("https:// 开头的地址");
  });

  test.each(["http", "document"])(
    "is refused where it lets others do the platform's own %s",
    async (type) => {
      const faults = await faultsOf({ headers: bureau() }, { jobs: { [type]: ["connector"] } });
      expect(faults).toEqual([["PACK_FIELD_WRONG", `exchange.jobs.${type}`, expect.stringContaining(type)]]);
    },
  );

  test("is taken where all is said", async () => {
    expect(await faultsOf({ headers: bureau({ path: "/a/{of}", retryBackoff: "PT1M" }) })).toEqual([]);
  });
});

describe("a running server", () => {
  const undo: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const each of undo.splice(0).toReversed()) await each();
  });

  test("calls outside for its cases", async () => {
    outside.answer = () => json({ rating: "A" });
    outside.heard.length = 0;
    const district = await packFolder(
      { ask: { xml: TRADES.ask.xml } },
      { addresses: { bureau: outside.url } },
    );
    undo.push(() => rm(district, { recursive: true, force: true }));
    const site = await startTestPlatform({ district, faces: false });
    undo.push(() => site.dispose());
    const house = await houseOn(site.store, site.pack, site.now());
    const caseNo = await house.begin("ask");
    await expect.poll(() => house.statusOf(caseNo), { timeout: 20_000 }).toBe("completed");
    expect(outside.heard).toMatchObject([{ path: "/rating" }]);
  }, 60_000);

  test("keeps nobody waiting for an address that does not answer but those who call it", async () => {
    outside.answer = ({ path }) => (path.startsWith("/hanging") ? null : json({ rating: "A" }));
    outside.heard.length = 0;
    const hanging = calling("hang", { headers: { address: "hanging", timeout: "PT30S" } });
    const district = await packFolder(
      { ask: { xml: TRADES.ask.xml }, hang: { xml: hanging } },
      { addresses: { bureau: outside.url, hanging: `${outside.url}/hanging` } },
    );
    undo.push(() => rm(district, { recursive: true, force: true }));
    const site = await startTestPlatform({ district, faces: false });
    undo.push(() => site.dispose());
    const house = await houseOn(site.store, site.pack, site.now());
    for (let each = 0; each < 12; each += 1) await house.begin("hang");
    await expect.poll(() => outside.heard.length, { timeout: 20_000 }).toBe(10);
    const caseNo = await house.begin("ask");
    const asked = performance.now();
    await expect.poll(() => house.statusOf(caseNo), { timeout: 20_000 }).toBe("completed");
    expect(performance.now() - asked).toBeLessThan(20_000);
    expect(outside.heard).toHaveLength(11);
  }, 90_000);
});
