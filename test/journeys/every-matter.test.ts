import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readPackFolder } from "#app";
import { certificateKindOf, isInForce, parsePack, type Matter } from "#district";
import { expectOk, type LocalDate } from "#kernel";
import type { CaseAnswer, PublicVerification } from "#contract";
import type { Person } from "../harness/person.ts";
import { startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { signedIn } from "../walks/people.ts";
import { walkAll, type Walked } from "../walks/walk-all.ts";
import { walkOf, type Walk } from "../walks/walk-of.ts";

const pack = expectOk(await parsePack(expectOk(await readPackFolder("districts/qianshan"))));
const TODAY = "2026-11-30" as LocalDate;
/** `YIWANG_TEST_MATTERS=a,b` walks these alone, for whoever is writing them. */
const ASKED = (process.env["YIWANG_TEST_MATTERS"] ?? "").split(",").filter((id) => id !== "");
/** Those that somebody applies for; others begin by themselves. */
const matters = [...pack.matters.values()].filter(
  ({ id, audience, elsewhere, ...matter }) =>
    isInForce(matter, TODAY) &&
    audience.some((each) => each !== "staff") &&
    // What another system decides is tried against one in test/exchange/elsewhere.test.ts.
    elsewhere === null &&
    (ASKED.length === 0 || ASKED.includes(id)),
);
const walks = matters.flatMap((matter) => walkOf(pack, matter) ?? []);

describe("every matter of the pack, walked over HTTP from application to end", () => {
  let site: TestPlatform;
  let walked: ReadonlyMap<string, Walked>;
  let leader: Person;

  beforeAll(async () => {
    const first = walks
      .map(({ example }) => Date.parse(example.receivedAt))
      .toSorted((one, other) => one - other)[0];
    site = await startTestPlatform({ at: new Date((first ?? 0) - 60_000).toISOString(), faces: false });
    walked = await walkAll(site, walks);
    leader = await signedIn(site)("leader");
  }, 1_800_000);

  afterAll(() => site?.dispose());

  it("has a rehearsal that a demo account can walk", () => {
    const without = matters.filter((matter) => !walks.some((walk) => walk.matter === matter));
    expect(without.map(({ id }) => id)).toEqual([]);
  });

  it.each(walks.map((walk) => [walk.matter.name.zh, walk] as const))("%s", async (_, walk) => {
    const answer = walked.get(walk.matter.id);
    if (answer === undefined || "stopped" in answer) throw new Error(answer?.stopped ?? "it was not walked");
    expectEnded(answer.ended, walk);
    await expectCertified(site, leader, answer.ended, walk.matter);
  });
});

/** The case ended as its rehearsal says; everything about it is sealed, told and unbroken. */
function expectEnded(page: CaseAnswer, { matter, example }: Walk): void {
  expect(page.failures).toEqual([]);
  expect(page.summary.outcome).toBe(example.expect.outcome);
  expect(page.documents.filter(({ status }) => status !== "ready")).toEqual([]);
  expect(page.documents.some(({ kind }) => kind === "receipt")).toBe(true);
  expect(page.chain.intact).toBe(true);
  expect(page.history).toHaveLength(page.chain.entries);
  const people = example.steps.filter(
    ({ do: what, element }) => what === "complete" && isTask(matter, element),
  );
  expect(page.history.length).toBeGreaterThan(people.length);
  for (const { sentence } of page.history) {
    expect(sentence.zh).toMatch(/\p{Script=Han}/u);
    expect(`${sentence.zh} ${sentence.en}`).not.toMatch(/(Task|Job|Gate|Flow)_/);
    expect(sentence.zh, "a field left empty is told").not.toMatch(/：[，）]/);
  }
  if ("decision" in example.expect.clocks) expect(page.summary.clock?.promised?.late ?? false).toBe(false);
}

const isTask = ({ process }: Matter, element: unknown): boolean =>
  pack.processes.get(process)?.xml.includes(`userTask id="${String(element)}"`) ?? false;

/** What came of it is there, and a certificate is found by anybody who reads its code, its seal whole. */
async function expectCertified(
  site: TestPlatform,
  leader: Person,
  page: CaseAnswer,
  matter: Matter,
): Promise<void> {
  const result = matter.result;
  if (result === null || page.summary.outcome !== "granted") return;
  if (result.kind === "document" || result.kind === "cancel") {
    expect(page.documents.map(({ title }) => title.zh)).toContain(result.name.zh);
    return;
  }
  const issued = certificateKindOf(pack, matter);
  expect(page.documents.map(({ kind }) => kind)).toContain("certificate");
  // Who represents a firm without being known as it does not find the firm's records; an overseer finds them all.
  const { records } = await leader.get<CaseAnswer>(`/api/cases/${page.summary.caseNo}`);
  const record = records.find(({ register }) => register === issued?.result.register);
  const answer = await fetch(`${site.url}/api/public/verify/${record?.id ?? "none"}`);
  const verified = (await answer.json()) as PublicVerification;
  expect(verified).toMatchObject({ found: true, signature: { valid: true } });
  // Since then another matter's walk may have changed, renewed or cancelled it, or its last day have passed.
  const isOver = verified.validTo !== null && verified.validTo < String(site.now()).slice(0, 10);
  const later = [
    ...(isActedOn(issued?.matter ?? matter) ? ["superseded", "cancelled"] : []),
    ...(isOver ? ["lapsed"] : []),
  ];
  expect(["valid", ...later]).toContain(verified.status);
}

const isActedOn = ({ id }: Pick<Matter, "id">): boolean =>
  walks.some(({ matter: { result } }) => result !== null && "of" in result && result.of === id);
