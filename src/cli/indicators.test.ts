import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectOk, type Instant } from "#kernel";
import { createRecord } from "#registers";
import { openStore, systemContext, type Store } from "#store";
import { indicatorsCommand } from "./indicators.ts";

const DISTRICT = "210311";
let folder: string;
let data: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "yiwang-cli-"));
  data = join(folder, "data");
  const store = expectOk(await openStore({ kind: "embedded", folder: data }));
  await issue(store, "A1", "2022-03-05", "2022-03-05T02:00:00.000Z");
  await issue(store, "A2", "2022-11-20", "2022-11-20T02:00:00.000Z");
  await issue(store, "A3", "2021-11-20", "2021-11-20T02:00:00.000Z");
  await store.close();
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

async function issue(store: Store, id: string, issuedOn: string, at: string): Promise<void> {
  const change = createRecord({
    register: "certificate",
    id,
    organ: "market-regulation",
    division: "210311006002",
    holder: null,
    status: "valid",
    data: {
      identifier: id,
      certificateName: "食品经营许可证",
      licenceNo: `JY${id}`,
      matter: "food-business-licence",
      issuedOn,
      caseNo: `case-${id}`,
    },
    at: at as Instant,
    actor: { kind: "system", name: "import" },
    origin: {},
  });
  expectOk(
    await store.cases.transact(systemContext(DISTRICT), (transaction) =>
      transaction.commit({ changes: [change], documents: [], outbox: [], personal: [], files: [] }),
    ),
  );
}

async function run(...args: readonly string[]) {
  const said = { out: "", err: "" };
  const io = {
    stdin: (async function* () {})(),
    out: (text: string) => void (said.out += text),
    err: (text: string) => void (said.err += text),
    env: {},
  };
  return { code: await indicatorsCommand.run([...args, "--data", data], io), ...said };
}

const ISSUED = ["--year", "2022", "--id", "food-licences-issued"] as const;

test("every figure of a year is printed, as JSON when asked; nothing decided is no value", async () => {
  const { code, out } = await run("--year", "2022", "--json");
  expect(code).toBe(0);
  const { figures } = JSON.parse(out) as { figures: readonly { id: string }[] };
  const figure = (id: string) => figures.find((each) => each.id === id);
  expect(figure("food-licences-issued")).toMatchObject({
    value: "2",
    records: 2,
    year: 2022,
    months: ["0", "0", "1", "0", "0", "0", "0", "0", "0", "0", "1", "0"],
    name: { zh: "本年食品经营许可发放数" },
  });
  expect(figure("on-time-rate")).toMatchObject({ value: null, records: 0 });
});

test("a figure opens exactly the records it counts, the latest first", async () => {
  const { code, out } = await run(...ISSUED, "--records", "--json");
  expect([code, JSON.parse(out)]).toMatchObject([
    0,
    {
      figure: { value: "2", records: 2 },
      items: [
        {
          kind: "record",
          register: "certificate",
          id: "A2",
          title: { zh: "食品经营许可证 JYA2", en: "Food business licence JYA2" },
          caseNo: "case-A2",
          date: "2022-11-20",
          part: { zh: "计1件", en: "counts 1" },
        },
        { id: "A1", date: "2022-03-05" },
      ],
      next: null,
    },
  ]);
  const table = await run(...ISSUED, "--records");
  expect(table.out).toContain("2件");
  expect(table.out).toContain("食品经营许可证 JYA1");
});

test("as of a moment a figure and its records are what was known then", async () => {
  const { out } = await run(...ISSUED, "--records", "--json", "--as-of", "2022-06-01T00:00:00+08:00");
  expect(JSON.parse(out)).toMatchObject({
    figure: { value: "1", records: 1, asOf: "2022-05-31T16:00:00.000Z" },
    items: [{ id: "A1" }],
  });
});

test("an unknown indicator and a folder in use are refused, and a wrong use says how", async () => {
  expect(await run("--year", "2022", "--id", "nothing")).toMatchObject({
    code: 1,
    err: expect.stringContaining("INDICATOR_UNKNOWN"),
  });
  for (const wrong of [
    [],
    ["--year", "soon"],
    ["--year", "2022", "--records"],
    ["--year", "2022", "--as-of", "x"],
  ]) {
    expect(await run(...wrong)).toMatchObject({ code: 2, err: expect.stringContaining("--year") });
  }
  const serving = expectOk(await openStore({ kind: "embedded", folder: data }));
  try {
    expect(await run("--year", "2022")).toMatchObject({
      code: 1,
      err: expect.stringContaining("STORE_LOCKED"),
    });
  } finally {
    await serving.close();
  }
});
