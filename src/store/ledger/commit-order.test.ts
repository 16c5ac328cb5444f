import { afterAll, beforeAll, expect, test } from "vitest";
import { expectOk } from "#kernel";
import { applicant, AT, commitOf, DISTRICT, sampleCase } from "../samples.ts";
import { eachDatabase, settled, type TestStore } from "../testing.ts";
import { anchorLedger } from "./anchor.ts";
import { auditLedger } from "./audit.ts";
import { BEGINNING, entriesAfter, linksAfter, linksBetween, safePoint } from "./commit-order.ts";
import { systemContext, withContext } from "./context.ts";
import { ledgerSignerOf } from "./ledger-key.ts";

eachDatabase("commit order", (open) => {
  let fresh: TestStore;
  beforeAll(async () => {
    fresh = await open();
    for (const id of ["first", "second", "third"]) {
      expectOk(
        await fresh.store.cases.transact(applicant("alice"), (each) =>
          each.commit(commitOf([sampleCase(id, 0)])),
        ),
      );
    }
    await settled(fresh.store);
    // As the server would have numbered them on both sides of a new digit.
    for (const [subject, xid] of Object.entries({ first: "9", second: "10", third: "100" })) {
      await fresh.store.database.asOwner((owner) =>
        owner.query("update entry set xid = $2::text::xid8 where subject = $1", [subject, xid]),
      );
    }
  });
  afterAll(() => fresh?.dispose());

  test("goes by a transaction's number, not by its text, page by page", async () => {
    const subjects = await withContext(fresh.store.database, systemContext(DISTRICT), async (sql) => {
      const below = await safePoint(sql);
      const [first] = await entriesAfter(sql, DISTRICT, BEGINNING, below, 1);
      const rest = first === undefined ? [] : await entriesAfter(sql, DISTRICT, first, below, 10);
      const last = rest.at(-1);
      const between = last === undefined ? [] : await linksBetween(sql, DISTRICT, BEGINNING, last, 10);
      const after = await linksAfter(sql, DISTRICT, BEGINNING, below, 10);
      return [[first, ...rest], between, after].map((entries) => entries.map((entry) => entry?.subject));
    });
    const inOrder = ["first", "second", "third"];
    expect(subjects).toEqual([inOrder, inOrder, inOrder]);
  });

  test("lets an anchor end at the last of its entries, so that later ones do not fall into it", async () => {
    const signer = await ledgerSignerOf(fresh.store, DISTRICT);
    const anchor = await anchorLedger(fresh.store, DISTRICT, AT, signer);
    expect(anchor?.statement.to.xid).toBe("100");
    expectOk(
      await fresh.store.cases.transact(applicant("alice"), (each) =>
        each.commit(commitOf([sampleCase("fourth", 0)])),
      ),
    );
    expect((await auditLedger(fresh.store)).faults).toEqual([]);
  });
});
