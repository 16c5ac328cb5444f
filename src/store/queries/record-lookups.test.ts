import { afterAll, beforeAll, expect, test } from "vitest";
import { expectOk } from "#kernel";
import { systemContext } from "../ledger/context.ts";
import { applicant, commitOf, DISTRICT, sampleRecord } from "../samples.ts";
import { eachDatabase, type TestStore } from "../testing.ts";
import { findRecordsBy, keepLookupRules } from "./record-lookups.ts";

const SYSTEM = systemContext(DISTRICT);

eachDatabase("records found by a field", (open) => {
  let fresh: TestStore;
  beforeAll(async () => {
    fresh = await open();
    await keepLookupRules(fresh.store, SYSTEM, [{ register: "certificates", field: "cells" }]);
  });
  afterAll(() => fresh.dispose());

  const keep = async (id: string, version: number, data: Record<string, string | string[]>) => {
    const change = sampleRecord(id, version, { data });
    expectOk(await fresh.store.cases.transact(SYSTEM, (each) => each.commit(commitOf([change]))));
  };
  const find = async (field: string, ...values: readonly string[]) =>
    (await findRecordsBy(fresh.store, SYSTEM, "certificates", field, values)).map(({ id }) => id);

  test("by each value of a list, as the field stands now", async () => {
    await keep("g1", 0, { cells: ["001", "002", "002"], to: "x" });
    await keep("g2", 0, { cells: ["003"], to: "y" });
    expect(await find("cells", "002")).toEqual(["g1"]);
    expect(await find("cells", "001", "002", "003")).toEqual(["g1", "g2"]);
    await keep("g1", 1, { cells: ["002", "004"], to: "x" });
    expect(await find("cells", "001")).toEqual([]);
    expect(await find("cells", "004")).toEqual(["g1"]);
    expect(await find("cells")).toEqual([]);
  });

  test("by a field that a register names later, and no more by one that it names no longer", async () => {
    expect(await find("to", "x")).toEqual([]);
    const kept = await keepLookupRules(fresh.store, SYSTEM, [{ register: "certificates", field: "to" }]);
    expect(kept).toBe(2);
    expect(await find("to", "x", "y")).toEqual(["g1", "g2"]);
    expect(await find("cells", "002")).toEqual([]);
  });

  test("is the system's to ask: who else reads the table finds nothing", async () => {
    const found = await findRecordsBy(fresh.store, applicant("alice"), "certificates", "to", ["x"]);
    expect(found).toEqual([]);
  });
});
