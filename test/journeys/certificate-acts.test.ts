import { rm } from "node:fs/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { PublicVerification, RecordAnswer } from "#contract";
import { certificatePack } from "../harness/certificate-pack.ts";
import { untilSealed } from "../harness/food-licence.ts";
import {
  act,
  mustAct,
  signInAs,
  type CaseAnswer,
  type Person,
  type ReceiptAnswer,
} from "../harness/person.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";

const SLOW = 180_000;
const SHOP = "92210311MA1Q00010P";
const COMPANY = "91210311MA1Q001176";

onEachDatabase("acts on a certificate", (database) => {
  let folder: string;
  let site: TestPlatform;
  let owner: Person;
  let company: Person;
  let approver: Person;

  const signIn = async () => {
    owner = await signInAs(site.url, "shop-owner");
    company = await signInAs(site.url, "company");
    approver = await signInAs(site.url, "approver");
  };
  /** Sessions end while the clock goes on. */
  const moveTo = async (moment: string) => {
    site.moveTo(moment);
    await signIn();
  };

  beforeAll(async () => {
    folder = await certificatePack();
    site = await startTestPlatform({
      database,
      district: folder,
      at: "2026-03-02T09:00:00+08:00",
      faces: false,
    });
    await signIn();
  }, SLOW);
  afterAll(async () => {
    await site?.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  const send = (person: Person, matter: string, values: object) =>
    person.try("POST", "/api/cases", { matter, values, materials: {} });
  const apply = async (person: Person, matter: string, values: object): Promise<string> => {
    const sent = await send(person, matter, values);
    if (sent.status !== 200) throw new Error(`${matter}: ${sent.status} ${JSON.stringify(sent.body)}`);
    return (sent.body as ReceiptAnswer).caseNo;
  };
  const granted = async (person: Person, matter: string, values: object) => {
    const caseNo = await apply(person, matter, values);
    await mustAct(approver, caseNo, "Task_Decide", { decision: "grant" });
    const page = await untilSealed(() => person.get<CaseAnswer>(`/api/cases/${caseNo}`));
    const certificate = page.documents.find(({ kind }) => kind === "certificate");
    return { caseNo, documents: page.documents, number: certificate?.number ?? "" };
  };
  const identifierOf = async (caseNo: string): Promise<string> => {
    const { records } = await approver.get<CaseAnswer>(`/api/cases/${caseNo}`);
    return records.find(({ register }) => register === "certificate")?.id ?? expect.fail("no certificate");
  };
  const verified = (identifier: string) =>
    owner.get<PublicVerification>(`/api/public/verify/${encodeURIComponent(identifier)}`);
  const codeOf = ({ body }: { body: unknown }) => (body as { code?: string }).code;

  it("change makes version 002 under the same number, and shows the one before as superseded", async () => {
    const first = await granted(owner, "stall-licence", { creditCode: SHOP, place: "东1" });
    expect(first.number).toMatch(/^.+摊〔2026〕第0001号$/);
    const before = await identifierOf(first.caseNo);
    expect(before).toMatch(/\.20260001\.001\.[0-9A-Z]$/);
    const values = { creditCode: SHOP, certificateNo: first.number, place: "西9" };
    const second = await granted(owner, "stall-change", values);
    expect(second.number).toBe(first.number);
    const after = await identifierOf(second.caseNo);
    expect(after).toMatch(/\.20260001\.002\.[0-9A-Z]$/);
    expect(await verified(before)).toMatchObject({ status: "superseded" });
    const now = await verified(after);
    expect(now).toMatchObject({ status: "valid", validTo: "2027-03-01", signature: { valid: true } });
    expect(now.fields.map(({ value }) => value.zh)).toContain("西9");
    const place = await approver.get<RecordAnswer>(
      `/api/records/licensed-premises/${encodeURIComponent(first.number)}`,
    );
    expect(place.fields.map(({ value }) => value.zh)).toContain("西9");
    // The version before cannot be acted on any more, and says why.
    const old = await send(owner, "stall-change", { ...values, certificateNo: before });
    expect(codeOf(old)).toBe("CERTIFICATE_SUPERSEDED");
  });

  it("refuses a forged identifier, an unknown number, another's certificate and one of another kind", async () => {
    const { number, caseNo } = await granted(owner, "stall-licence", { creditCode: SHOP, place: "东2" });
    const identifier = await identifierOf(caseNo);
    const last = identifier.at(-1) === "0" ? "1" : "0";
    const change = (certificateNo: string) =>
      send(owner, "stall-change", { creditCode: SHOP, certificateNo, place: "西2" });
    const forged = await change(`${identifier.slice(0, -1)}${last}`);
    expect(codeOf(forged)).toBe("CERTIFICATE_IDENTIFIER_INVALID");
    expect(forged.body).toMatchObject({ fields: [{ pointer: "/certificateNo" }] });
    expect(codeOf(await change("鞍千市监摊〔2026〕第9999号"))).toBe("CERTIFICATE_UNKNOWN");
    const theirs = await send(company, "stall-change", {
      creditCode: COMPANY,
      certificateNo: number,
      place: "x",
    });
    expect(codeOf(theirs)).toBe("CERTIFICATE_NOT_YOURS");
    const card = await granted(owner, "helper-card", { idNo: "210311199907041608" });
    expect(codeOf(await change(await identifierOf(card.caseNo)))).toBe("CERTIFICATE_OTHER_KIND");
  });

  it("is judged again by the deciding transaction: what was cancelled meanwhile cannot be changed", async () => {
    const { number } = await granted(owner, "stall-licence", { creditCode: SHOP, place: "东3" });
    const values = { creditCode: SHOP, certificateNo: number };
    const waiting = await apply(owner, "stall-change", { ...values, place: "西3" });
    const ended = await granted(owner, "stall-cancellation", values);
    expect(ended.documents.map(({ title }) => title.zh)).toContain("摊位许可证注销决定书");
    const decided = await act(approver, waiting, "Task_Decide", { decision: "grant" });
    expect(codeOf(decided)).toBe("CERTIFICATE_REVOKED");
    await mustAct(approver, waiting, "Task_Decide", { decision: "refuse" });
    const place = await approver.get<RecordAnswer>(
      `/api/records/licensed-premises/${encodeURIComponent(number)}`,
    );
    expect(place.status).toBe("closed");
    const again = await send(owner, "stall-change", { ...values, place: "西4" });
    expect(codeOf(again)).toBe("CERTIFICATE_REVOKED");
  });

  it("renewal is asked for in its time, and follows the old period even where the organ decides late", async () => {
    const { number } = await granted(owner, "stall-licence", { creditCode: SHOP, place: "东5" });
    const values = { creditCode: SHOP, certificateNo: number };
    expect(codeOf(await send(owner, "stall-renewal", values))).toBe("RENEWAL_TOO_EARLY");
    await moveTo("2027-02-10T09:00:00+08:00");
    expect(codeOf(await send(owner, "stall-renewal", values))).toBe("RENEWAL_TOO_LATE");
    await moveTo("2027-01-15T09:00:00+08:00");
    const caseNo = await apply(owner, "stall-renewal", values);
    await moveTo("2027-03-20T09:00:00+08:00");
    expect(codeOf(await send(owner, "stall-change", { ...values, place: "x" }))).toBe("CERTIFICATE_EXPIRED");
    await mustAct(approver, caseNo, "Task_Decide", { decision: "grant" });
    const renewed = await verified(await identifierOf(caseNo));
    expect(renewed).toMatchObject({ status: "valid", validTo: "2028-03-01" });
  });

  it("names a person with stars in the open, and in full on the certificate alone", async () => {
    const card = await granted(owner, "helper-card", { idNo: "210311199907041608" });
    const identifier = await identifierOf(card.caseNo);
    const shown = JSON.stringify([
      await verified(identifier),
      await approver.get(`/api/records/certificate/${identifier}`),
    ]);
    expect(shown).toContain("何*军");
    expect(shown).not.toContain('何志军"');
    expect(shown).not.toContain("210311199907041608");
    const filed = await granted(owner, "helper-filing", { idNo: "210311199907041608" });
    expect(filed.documents.map((each) => each.number)).toContainEqual(
      expect.stringMatching(/志备〔2027〕1号$/),
    );
  });
});
