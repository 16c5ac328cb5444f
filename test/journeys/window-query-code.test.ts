import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { parse } from "yaml";
import type { LookUpAnswer, ProblemAnswer, QueryCodeAnswer, WindowReceiptAnswer } from "#contract";
import { listAccess, systemContext } from "#store";
import type { Person, ReceiptAnswer } from "../harness/person.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { ask, enter, NOBODY, personOf } from "../harness/visitor.ts";
import { AGENT, OWNER, shopAtWindow } from "../harness/window.ts";

onEachDatabase("the query code of a window's receipt", (database) => {
  let site: TestPlatform;
  let hall: Person;
  let taken: WindowReceiptAnswer;
  let body: Record<string, unknown>;
  const as = async (login: string): Promise<Person> => personOf(site, await enter(site, `demo-${login}`));

  beforeAll(async () => {
    site = await startTestPlatform({ database, at: "2026-11-16T09:00:00+08:00", faces: false });
    hall = await as("hall-clerk");
    body = await shopAtWindow(hall);
    const sent = await hall.try("POST", "/api/window/cases", body, "first-intake");
    expect([sent.status, sent.body]).toEqual([200, expect.anything()]);
    taken = sent.body as WindowReceiptAnswer;
  }, 120_000);
  afterAll(() => site?.dispose());

  const look = async (code: string, caseNo = taken.caseNo): Promise<[number, string]> => {
    const sent = await ask(site, NOBODY, "POST", "/api/public/case", {
      json: { caseNo, code },
    });
    const answer = sent.body as LookUpAnswer & Partial<ProblemAnswer>;
    return [sent.status, answer.code ?? answer.caseNo];
  };
  const anew = (person: Person, change: object = {}, caseNo = taken.caseNo, key?: string) =>
    person.try(
      "POST",
      `/api/window/cases/${caseNo}/query-code`,
      { hall: "service-centre", visitor: OWNER, letterSeen: false, ...change },
      key,
    );
  const codeOf = (person: Person) => person.get<QueryCodeAnswer>(`/api/cases/${taken.caseNo}/query-code`);

  it("is given with the receipt, opens the case without sign-in, and is the one the firm itself sees", async () => {
    const { queryCode } = taken;
    expect(queryCode?.code).toMatch(/^[0-9A-Z]{8}$/);
    expect(queryCode?.url).toBe(`${site.url}/track?no=${taken.caseNo}#${queryCode?.code}`);
    expect(await look(queryCode?.code ?? "")).toEqual([200, taken.caseNo]);
    expect((await codeOf(await as("shop-owner"))).code).toBe(queryCode?.code);
  });

  it("prints the receipt with the code for the hand that waits, and for a wrong code nothing", async () => {
    const path = `/api/window/cases/${taken.caseNo}/receipt`;
    const printed = await hall.try("POST", path, { code: taken.queryCode?.code });
    expect([printed.status, String(printed.body).slice(0, 5)]).toEqual([200, "%PDF-"]);
    const wrong = await hall.try("POST", path, { code: "00000000" });
    expect(wrong.body).toMatchObject({ code: "LOOKUP_WRONG" });
    expect((await (await as("reviewer")).try("POST", path, { code: taken.queryCode?.code })).status).toBe(
      403,
    );
  });

  it("shows the code once: the same key brings the same receipt, and later no code", async () => {
    const again = await hall.try("POST", "/api/window/cases", body, "first-intake");
    expect((again.body as WindowReceiptAnswer).queryCode).toEqual(taken.queryCode);
    site.moveTo("2026-11-16T09:11:00+08:00");
    const late = await hall.try("POST", "/api/window/cases", body, "first-intake");
    expect(late.body).toMatchObject({ caseNo: taken.caseNo, queryCode: null });
  });

  it("is given anew against the card alone, and the former code opens nothing any more", async () => {
    const stranger = await anew(hall, { visitor: AGENT });
    expect([stranger.status, (stranger.body as ProblemAnswer).code]).toEqual([
      422,
      "QUERY_CODE_LETTER_UNSEEN",
    ]);
    const misread = await anew(hall, { visitor: { ...OWNER, idNo: "210311199907041607" } });
    expect(misread.status).toBe(422);
    for (const login of ["reviewer", "shop-owner", "station-clerk"])
      expect([login, (await anew(await as(login))).status]).toEqual([login, 403]);
    const first = await anew(hall, {}, taken.caseNo, "new-code");
    expect([first.status, first.body]).toEqual([200, expect.anything()]);
    const { code } = first.body as QueryCodeAnswer;
    expect((await anew(hall, {}, taken.caseNo, "new-code")).body).toEqual(first.body);
    expect(code).not.toBe(taken.queryCode?.code);
    expect(await look(taken.queryCode?.code ?? "")).toEqual([404, "LOOKUP_WRONG"]);
    expect(await look(code)).toEqual([200, taken.caseNo]);
    expect((await codeOf(await as("shop-owner"))).code).toBe(code);
    const agent = await anew(hall, { visitor: AGENT, letterSeen: true });
    const newest = (agent.body as QueryCodeAnswer).code;
    expect(await look(code)).toEqual([404, "LOOKUP_WRONG"]);
    expect(await look(newest)).toEqual([200, taken.caseNo]);
    // The answer of a code that has died meanwhile is given to nobody.
    expect((await anew(hall, {}, taken.caseNo, "new-code")).status).toBe(409);
    const looks = await listAccess(site.store, systemContext(site.pack.code), { subject: taken.caseNo }, 5);
    expect(looks[0]).toMatchObject({ name: "李春梅", purpose: "核验来人证件后补发查询码，原查询码失效" });
  });

  it("gives two clerks who ask at one moment two codes, of which one opens the case", async () => {
    const both = await Promise.all([anew(hall), anew(await as("hall-clerk-second"))]);
    const codes = both
      .filter(({ status }) => status === 200)
      .map((each) => (each.body as QueryCodeAnswer).code);
    expect(new Set(codes).size).toBe(codes.length);
    const opened = [];
    for (const code of codes) opened.push((await look(code))[0]);
    expect(opened.filter((status) => status === 200)).toHaveLength(1);
  });

  it("stays locked after wrong guesses, whatever code is given anew", async () => {
    for (let guess = 0; guess < 6; guess += 1) await look(`0000000${guess}`);
    expect((await look("00000009"))[1]).toBe("LOOKUP_LOCKED");
    const { code } = (await anew(hall)).body as QueryCodeAnswer;
    expect((await look(code))[1]).toBe("LOOKUP_LOCKED");
    site.moveTo("2026-11-16T09:40:00+08:00");
    expect(await look(code)).toEqual([200, taken.caseNo]);
  });

  it("is not given at a counter for what somebody filed by an account alone", async () => {
    const resident = await as("resident");
    const text = readFileSync("districts/qianshan/matters/unresolved-affair/examples.yaml", "utf8");
    const { base } = parse(text) as { readonly base: object };
    const sent = await resident.try("POST", "/api/cases", {
      matter: "unresolved-affair",
      values: base,
      materials: {},
    });
    const { caseNo } = sent.body as ReceiptAnswer;
    const refused = await anew(hall, {}, caseNo);
    expect([refused.status, refused.body]).toEqual([
      409,
      expect.objectContaining({ code: "QUERY_CODE_BY_ACCOUNT" }),
    ]);
  });
});
