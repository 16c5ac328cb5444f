import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { parse } from "yaml";
import type { PapersAnswer, ProblemAnswer, ReceiptAnswer } from "#contract";
import { expectOk } from "#kernel";
import { createRecord } from "#registers";
import { findCaseByNo, listAccess, systemContext } from "#store";
import { MATTER, smallPdf } from "../harness/food-licence.ts";
import { mustAct, type Person } from "../harness/person.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { enter, personOf } from "../harness/visitor.ts";
import { shopAtWindow, SHOP, takeInForShop } from "../harness/window.ts";

const OWNER = { name: "赵宝军", idNo: "210311199807130013", read: "typed" };
const FIRE = "公众聚集场所投入使用、营业前消防安全检查合格证";

/** The form that a matter's own rehearsals are filled in with. */
function formOf(matter: string): Record<string, unknown> {
  const text = readFileSync(`districts/qianshan/matters/${matter}/examples.yaml`, "utf8");
  return (parse(text) as { readonly base: Record<string, unknown> }).base;
}

onEachDatabase("what the party at a window has already, and promises there", (database) => {
  let site: TestPlatform;
  let hall: Person;
  let second: Person;
  const as = async (login: string): Promise<Person> => personOf(site, await enter(site, `demo-${login}`));

  beforeAll(async () => {
    site = await startTestPlatform({ database, at: "2026-11-16T09:00:00+08:00", faces: false });
    hall = await as("hall-clerk");
    second = await as("hall-clerk-second");
  }, 120_000);
  afterAll(() => site?.dispose());

  const papers = async (person: Person, matter: string, applicant: object) =>
    person.try("POST", "/api/window/papers", { matter, hall: "service-centre", applicant });
  const partyOf = (matter: string) => {
    const { creditCode, operator } = formOf(matter);
    return { register: "enterprise", key: String(creditCode), name: String(operator) };
  };
  const scan = async (person: Person, matter: string, ids: readonly string[]) => {
    const sent: Record<string, string[]> = {};
    for (const id of ids) {
      const { body } = await person.upload(matter, id, `${id}.pdf`, smallPdf());
      sent[id] = [(body as { sha256: string }).sha256];
    }
    return sent;
  };
  const intake = (matter: string, change: object) => ({
    matter,
    hall: "service-centre",
    counter: "1",
    ticket: null,
    applicant: partyOf(matter),
    visitor: OWNER,
    letterUntil: null,
    values: formOf(matter),
    materials: {},
    paper: {},
    again: null,
    ...change,
  });

  it("offers what another clerk scanned for the same firm before, with numbers starred, and says why it was looked at", async () => {
    const named = await hall.upload(MATTER, "floorPlan", "何志军210311199907041608.pdf", smallPdf());
    const floorPlan = [(named.body as { sha256: string }).sha256];
    const before = await shopAtWindow(hall);
    const materials = { ...(before["materials"] as Record<string, string[]>), floorPlan };
    const { caseNo } = await takeInForShop(hall, { materials });
    const { status, body } = await papers(second, MATTER, SHOP);
    expect(status).toBe(200);
    const { materials: known } = body as PapersAnswer;
    expect(known["floorPlan"]?.files).toMatchObject([
      { sha256: floorPlan[0], name: "何志军210311********1608.pdf" },
    ]);
    const looks = await listAccess(
      site.store,
      systemContext(site.pack.code),
      { subject: `record:enterprise:${SHOP.key}` },
      5,
    );
    expect(looks[0]?.purpose).toMatch(/^代收办理“食品经营许可（新办）”/);
    // What was handed in for the firm is used again by whoever takes in for it now.
    await mustAct(await as("clerk"), caseNo, "Task_Withdraw", { withdrawalReason: "试验完毕。" });
    const again = await shopAtWindow(second);
    const own = again["materials"] as Record<string, string[]>;
    const sent = await second.try("POST", "/api/window/cases", {
      ...again,
      materials: { ...own, floorPlan },
    });
    expect([sent.status, sent.body]).toEqual([200, expect.anything()]);
    // But it stands for nobody else.
    const { operator, creditCode, legalRepresentative, idNo } = formOf("hr-service-licence");
    const other = { register: "enterprise", key: String(creditCode), name: String(operator) };
    const refused = await second.try("POST", "/api/window/cases", {
      ...again,
      applicant: other,
      visitor: OWNER,
      values: {
        ...(again["values"] as object),
        operator,
        creditCode,
        legalRepresentative,
        idNo,
        domicile: formOf("hr-service-licence")["domicile"],
      },
      materials: { ...own, floorPlan },
    });
    expect(refused.body).toMatchObject({ code: "FILE_UNKNOWN" });
  }, 60_000);

  it("tells nothing of a party whose name is not the number's, nor to who may not take in for it", async () => {
    const wrong = await papers(hall, MATTER, { ...SHOP, name: "千山区别家小吃店" });
    expect([wrong.status, (wrong.body as ProblemAnswer).code]).toEqual([422, "WINDOW_NAME_DIFFERS"]);
    expect(JSON.stringify(wrong.body)).not.toContain("瑞汤");
    expect((await papers(await as("shop-owner"), MATTER, SHOP)).status).toBe(403);
    expect((await papers(await as("reviewer"), MATTER, SHOP)).status).toBe(403);
    const station = { matter: MATTER, hall: "tanggangzi-station", applicant: SHOP };
    const routed = await (await as("station-clerk")).try("POST", "/api/window/papers", station);
    expect(routed.status).toBe(403);
  });

  it("asks at the window for nothing that is shared", async () => {
    for (const matter of site.pack.matters.values()) {
      const shared = matter.materials.filter(({ necessity }) => necessity === "shared");
      if (shared.length === 0 || matter.applicant?.register !== "enterprise") continue;
      const { status, body } = await papers(hall, matter.id, SHOP);
      if (status !== 200) continue;
      const { materials } = body as PapersAnswer;
      expect(shared.filter(({ id }) => materials[id] !== undefined)).toEqual([]);
    }
  }, 60_000);

  it("takes the firm's certificate for a material, and no other's", async () => {
    const matter = "entertainment-licence";
    const party = partyOf(matter);
    const give = async (id: string, holder: string): Promise<void> => {
      const change = createRecord({
        register: "certificate",
        id,
        organ: "fire-rescue",
        division: "210311006001",
        holder,
        status: "valid",
        data: { identifier: id, certificateName: FIRE, licenceNo: "消〔2026〕7号", issuedOn: "2026-05-06" },
        at: site.now(),
        actor: { kind: "system", name: "elsewhere" },
        origin: { caseNo: "2103110000000000000001" },
      });
      expectOk(
        await site.store.cases.transact(systemContext(site.pack.code), (transaction) =>
          transaction.commit({ changes: [change], documents: [], outbox: [], personal: [], files: [] }),
        ),
      );
    };
    await give("fire-ours", `enterprise:${party.key}`);
    await give("fire-theirs", `enterprise:${SHOP.key}`);
    const known = (await papers(hall, matter, party)).body as PapersAnswer;
    expect(known.materials["fireCertificate"]?.certificates.map(({ identifier }) => identifier)).toEqual([
      "fire-ours",
    ]);
    const rest = ["hygieneLicence", "premisesRight", "floorPlan", "declarationPersons"];
    const materials = await scan(hall, matter, rest);
    const send = (identifier: string) =>
      hall.try(
        "POST",
        "/api/window/cases",
        intake(matter, { materials, certificates: { fireCertificate: [identifier] } }),
      );
    expect((await send("fire-theirs")).body).toMatchObject({ code: "GIVEN_CERTIFICATE_NOT_YOURS" });
    const taken = await send("fire-ours");
    expect([taken.status, taken.body]).toEqual([200, expect.anything()]);
  }, 60_000);

  it("takes a promise for later (容缺) and a promise of the conditions (告知承诺) in the applicant's name alone", async () => {
    const deferred = "hr-service-licence";
    const known = (await papers(hall, deferred, partyOf(deferred))).body as PapersAnswer;
    expect(known.deferral).toMatchObject({ signer: partyOf(deferred).name, by: expect.any(String) });
    const materials = await scan(hall, deferred, ["rules", "fundsProof", "staffProof"]);
    const promise = (signedBy: string) =>
      hall.try(
        "POST",
        "/api/window/cases",
        intake(deferred, { materials, deferral: { materials: ["premisesRight"], signedBy } }),
      );
    expect((await promise("李春梅")).body).toMatchObject({ code: "DEFERRAL_UNSIGNED" });
    const taken = await promise(partyOf(deferred).name);
    expect(taken.status).toBe(200);
    const { caseNo } = taken.body as ReceiptAnswer;
    const stored = await findCaseByNo(site.store, systemContext(site.pack.code), caseNo);
    expect(stored?.state.variables["deferral"]).toMatchObject({
      materials: [{ material: "premisesRight", name: "经营场所使用证明" }],
      signedBy: partyOf(deferred).name,
    });

    const promised = "public-hygiene-licence";
    const waived = site.pack.matters.get(promised)?.commitment?.waives ?? [];
    const asked = (site.pack.matters.get(promised)?.materials ?? []).filter(
      ({ id, necessity, condition }) =>
        ["required", "deferrable"].includes(necessity) && condition === null && !waived.includes(id),
    );
    const given = await scan(
      hall,
      promised,
      asked.map(({ id }) => id),
    );
    const commit = (signedBy: string) =>
      hall.try("POST", "/api/window/cases", intake(promised, { materials: given, commitment: { signedBy } }));
    expect((await commit("李春梅")).body).toMatchObject({ code: "COMMITMENT_UNSIGNED" });
    const committed = await commit(partyOf(promised).name);
    expect([committed.status, committed.body]).toEqual([200, expect.anything()]);
  }, 60_000);
});
