import { expect, test } from "vitest";
import { expectOk } from "#kernel";
import { applicant, commitOf, DISTRICT, knownAs, sampleRecord } from "../samples.ts";
import { systemContext } from "../ledger/context.ts";
import { eachDatabase } from "../testing.ts";
import { listCertificatesOf } from "./certificates.ts";

const FIRM = "enterprise:91210311MA1Q001176";
const PREFIX = "1.2.156.3005.2.T";

eachDatabase("certificates of a holder", (open) => {
  test("are listed by type and state, and only those that the reader may see", async () => {
    const { store, dispose } = await open();
    const certificate = (id: string, holder: string, certificateType: string, status = "valid") =>
      sampleRecord(`${PREFIX}.${id}`, 0, {
        register: "certificate",
        holder,
        status,
        data: { certificateType, licenceNo: id },
      });
    const changes = [
      certificate("A1", FIRM, "food"),
      certificate("A2", FIRM, "food", "superseded"),
      certificate("A3", FIRM, "hygiene"),
      certificate("A4", "alice", "food"),
      sampleRecord("not-one", 0, { holder: FIRM }),
    ];
    const kept = await store.cases.transact(systemContext(DISTRICT), (transaction) =>
      transaction.commit(commitOf(changes)),
    );
    expectOk(kept);
    const numbers = async (
      ...asked: Parameters<typeof listCertificatesOf> extends [unknown, ...infer Rest] ? Rest : never
    ) => (await listCertificatesOf(store, ...asked)).map(({ data }) => data["licenceNo"]).toSorted();
    const firm = knownAs("firm", FIRM);
    expect(await numbers(firm, { holders: [FIRM] })).toEqual(["A1", "A2", "A3"]);
    expect(await numbers(firm, { holders: [FIRM], types: ["food"], statuses: ["valid"] })).toEqual(["A1"]);
    expect(await numbers(applicant("alice"), { holders: [FIRM, "alice"] })).toEqual(["A4"]);
    await dispose();
  });
});
