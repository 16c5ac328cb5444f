import { utimes } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { DestructionAnswer, DestructionMade, DestructionsAnswer } from "#contract";
import {
  auditLedger,
  backup,
  findRecord,
  listDocuments,
  listDueDestructions,
  listFilesOf,
  markDestroyed,
  openStore,
  restore,
  systemContext,
} from "#store";
import { expectOk } from "#kernel";
import { destroyFiles } from "#worker";
import { applyForFoodLicence, untilSealed } from "../harness/food-licence.ts";
import { mustAct, type CaseAnswer, type Person } from "../harness/person.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { enter, personOf } from "../harness/visitor.ts";

const LISTS = "/api/admin/destructions";

onEachDatabase("files whose time is over", (database) => {
  let site: TestPlatform;
  const as = async (account: string): Promise<Person> => personOf(site, await enter(site, `demo-${account}`));
  let old = "";
  let hashes: readonly string[] = [];

  beforeAll(async () => {
    site = await startTestPlatform({ database, at: "2026-11-16T09:00:00+08:00", faces: false });
    const owner = await as("shop-owner");
    old = (await applyForFoodLicence(owner)).caseNo;
    await mustAct(owner, old, "Task_Withdraw", { withdrawalReason: "不再办理。" });
    await untilSealed(() => owner.get<CaseAnswer>(`/api/cases/${old}`));
    const files = await listFilesOf(site.store, systemContext(site.pack.code), old);
    hashes = [...new Set(files.map(({ sha256 }) => sha256))];
  }, 180_000);
  afterAll(() => site?.dispose());

  /** The files in the store as they would be: written years ago. */
  const age = async (sha256s: readonly string[]) => {
    for (const hash of sha256s)
      await utimes(join(site.filesFolder, hash.slice(0, 2), hash.slice(2, 4), hash), 1, 1);
  };
  const documents = () => listDocuments(site.store, systemContext(site.pack.code), old);
  const listOf = async (no: string) => (await as("auditor")).get<DestructionAnswer>(`${LISTS}/${no}`);

  it("are not listed before, and say how long they are kept", async () => {
    const configurer = await as("configurer");
    expect(await configurer.try("POST", LISTS)).toMatchObject({
      status: 409,
      body: { code: "DESTRUCTION_NOTHING_DUE" },
    });
    const page = await (await as("shop-owner")).get<CaseAnswer>(`/api/cases/${old}`);
    const said = page.materials.flatMap(({ files }) => files.map(({ retention }) => retention?.said.zh));
    expect(said[0]).toMatch(/^保存到2036-11-16，期满按清册销毁/);
    const notice = page.documents.find(({ kind }) => kind === "notice");
    if (notice !== undefined) expect(notice.retention?.said.zh).toMatch(/^按档案保管：30年/);
    expect(page.documents.find(({ kind }) => kind === "receipt")?.retention?.said.zh).toMatch(
      /^保存到2036-11-16/,
    );
  });

  it("are listed by one person, and destroyed by nobody before another approves", async () => {
    site.moveTo("2036-11-18T10:00:00+08:00");
    const configurer = await as("configurer");
    expect(await (await as("clerk")).try("POST", LISTS)).toMatchObject({ status: 403 });
    const made = await configurer.try("POST", LISTS);
    expect(made).toMatchObject({ status: 200, body: { list: "XH-2036-0001" } });
    // Nothing stands on two lists.
    expect(await configurer.try("POST", LISTS)).toMatchObject({ status: 409 });
    const page = await listOf("XH-2036-0001");
    expect(
      page.items
        .filter(({ kind }) => kind === "file")
        .map(({ hash }) => hash)
        .toSorted(),
    ).toEqual(hashes.toSorted());
    expect(page.items.filter(({ kind }) => kind === "document").map(({ name }) => name.zh)).toEqual([
      (await documents()).find(({ kind }) => kind === "receipt")?.title,
    ]);
    const decision = { approve: true, reason: "期限已满，核对无误" };
    expect(await configurer.try("POST", `${LISTS}/XH-2036-0001/decision`, decision)).toMatchObject({
      status: 403,
      body: { code: "DESTRUCTION_OWN_LIST" },
    });
    await destroyFiles(destroying())();
    const owner = await as("shop-owner");
    for (const hash of hashes)
      expect(await owner.try("GET", `/api/cases/${old}/files/${hash}`)).toMatchObject({ status: 200 });
  });

  it("stay where the list is rejected, and may stand on the next", async () => {
    const second = await as("configurer-second");
    const no = { approve: false, reason: "尚在复议期内" };
    expect(await second.try("POST", `${LISTS}/XH-2036-0001/decision`, no)).toMatchObject({ status: 200 });
    expect(await second.try("POST", `${LISTS}/XH-2036-0001/decision`, no)).toMatchObject({
      status: 409,
      body: { code: "DESTRUCTION_DECIDED" },
    });
    const made = await (await as("configurer")).try("POST", LISTS);
    expect((made.body as DestructionMade).list).toBe("XH-2036-0002");
  });

  it("are destroyed once approved, by whoever is killed in the middle too; hash, list and law stay", async () => {
    const { store, pack } = site;
    const receipt = (await documents()).find(({ kind }) => kind === "receipt");
    // One of them was sent again since, and waits in a draft: its bytes are not only the old case's.
    const [sentAgain = ""] = hashes;
    kept = new Map(
      await Promise.all(hashes.map(async (hash) => [hash, await site.platform.vault.read(hash)] as const)),
    );
    await send(sentAgain);
    await age([...hashes, receipt?.fileHash ?? ""]);
    const second = await as("configurer-second");
    const decision = { approve: true, reason: "期限已满，核对无误" };
    expect(await second.try("POST", `${LISTS}/XH-2036-0002/decision`, decision)).toMatchObject({
      status: 200,
    });
    // A worker that dies after it marked the first, and before it removed anything.
    const [first] = await listDueDestructions(store, pack.code, 1);
    if (first?.state === "due") await markDestroyed(store, pack.code, first, site.now());
    const work = destroyFiles(destroying());
    await work();
    await work();
    await expect
      .poll(async () => (await listOf("XH-2036-0002")).list.state, { timeout: 30_000 })
      .toBe("destroyed");

    const owner = await as("shop-owner");
    for (const hash of hashes) {
      expect([hash, await site.platform.vault.has(hash)]).toEqual([hash, hash === sentAgain]);
      expect(await owner.try("GET", `/api/cases/${old}/files/${hash}`)).toMatchObject({
        status: 410,
        body: { code: "FILE_DESTROYED" },
      });
    }
    expect(await owner.try("GET", `/api/documents/${receipt?.id}`)).toMatchObject({ status: 410 });
    const page = await owner.get<CaseAnswer>(`/api/cases/${old}`);
    const files = page.materials.flatMap(({ files: each }) => each);
    expect(files.map(({ sha256 }) => sha256).toSorted()).toEqual([...hashes].toSorted());
    for (const { retention, name } of files) {
      expect(retention).toMatchObject({ destroyed: true });
      expect(retention?.said.zh).toMatch(/^已按期销毁（2036-11-18，销毁清册XH-2036-0002，《/);
      expect(name).toBe("");
    }
    expect(page.chain.intact).toBe(true);
    const gone = (await documents()).find(({ id }) => id === receipt?.id);
    expect(gone).toMatchObject({ data: {}, fileHash: receipt?.fileHash });

    const listed = await listOf("XH-2036-0002");
    for (const { hash, state } of listed.items)
      expect([hash, state]).toEqual([hash, hash === sentAgain ? "shared" : "destroyed"]);
    const record = await findRecord(store, systemContext(pack.code), "destruction-list", "XH-2036-0002");
    expect(record).toMatchObject({
      status: "destroyed",
      data: { shared: 1, destroyed: listed.items.length - 1 },
    });
    expect(await auditLedger(store)).toMatchObject({ ok: true });
  });

  it("stay out of a backup, which is whole without them and is restored as it was", async () => {
    const path = join(site.filesFolder, "..", "after.backup");
    expect(await backup(site.store, path, site.now())).toMatchObject({ ok: true });
    const files = join(site.filesFolder, "..", "restored");
    const restored = expectOk(await openStore({ kind: "memory", files }));
    expect(await restore(restored, path)).toMatchObject({ ok: true });
    const system = systemContext(site.pack.code);
    const there = await listFilesOf(restored, system, old);
    expect(there.map(({ destroyed }) => destroyed?.list)).toEqual(there.map(() => "XH-2036-0002"));
    expect(await findRecord(restored, system, "destruction-list", "XH-2036-0002")).toMatchObject({
      status: "destroyed",
    });
    expect(await auditLedger(restored)).toMatchObject({ ok: true });
    await restored.close();
  }, 120_000);

  it("are there again for who sends the same content later, and stay destroyed on the old case", async () => {
    const [, gone = ""] = hashes;
    await send(gone);
    expect(await site.platform.vault.has(gone)).toBe(true);
    const owner = await as("shop-owner");
    expect(await owner.try("GET", `/api/cases/${old}/files/${gone}`)).toMatchObject({ status: 410 });
    expect(await backup(site.store, join(site.filesFolder, "..", "again.backup"), site.now())).toMatchObject({
      ok: true,
    });
    const lists = await (await as("configurer")).get<DestructionsAnswer>(LISTS);
    expect(lists.items.map(({ list, state }) => [list, state])).toEqual([
      ["XH-2036-0002", "destroyed"],
      ["XH-2036-0001", "rejected"],
    ]);
  });

  let kept: ReadonlyMap<string, Uint8Array> = new Map();
  async function send(hash: string): Promise<void> {
    const files = await listFilesOf(site.store, systemContext(site.pack.code), old);
    const { material = "", type = "" } = files.find(({ sha256 }) => sha256 === hash) ?? {};
    const name = `again.${type === "application/pdf" ? "pdf" : "png"}`;
    const owner = await as("shop-owner");
    const sent = await owner.upload(
      "food-business-licence",
      material,
      name,
      kept.get(hash) ?? new Uint8Array(),
    );
    expect(sent).toMatchObject({ status: 200, body: { sha256: hash } });
  }

  const destroying = () => ({
    store: site.store,
    work: site.platform.work,
    vault: site.platform.vault,
    onFault: (list: string, fault: unknown) => {
      throw new Error(`${list}: ${JSON.stringify(fault)}`);
    },
  });
});
