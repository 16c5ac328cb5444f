import { afterAll, beforeAll, expect, test } from "vitest";
import { type Instant, type LocalDate } from "#kernel";
import { systemContext } from "../ledger/context.ts";
import { AT, DISTRICT, ORGAN } from "../samples.ts";
import { eachDatabase, type TestStore } from "../testing.ts";
import { changeAccount, createAccount, listAccounts } from "./account-list.ts";
import type { NewAccount } from "./accounts.ts";
import { signInStoreOn } from "./sign-in-store.ts";
import { addSubstitution, listSubstitutions, removeSubstitution } from "./substitutions.ts";

const SYSTEM = systemContext(DISTRICT);
const LATER = "2026-11-03T01:00:00.000Z" as Instant;

const person = (id: string, change: Partial<NewAccount> = {}): NewAccount => ({
  id,
  login: id,
  name: `姓名${id}`,
  kind: "staff",
  outside: null,
  data: { demo: true },
  at: AT,
  ...change,
});

eachDatabase("accounts and signing in", (open) => {
  let fresh: TestStore;
  beforeAll(async () => {
    fresh = await open();
  });
  afterAll(() => fresh.dispose());

  test("the first administrator is made once, even by two links opened at once", async () => {
    const signIn = signInStoreOn(fresh.store, DISTRICT);
    expect(await signIn.hasAdministrator()).toBe(false);
    const make = (login: string) =>
      signIn.createFirstAdministrator({ login, name: "管理员", password: "hash", outside: null, at: AT });
    const answers = await Promise.all([make("root"), make("root2")]);
    expect(answers.map((each) => (each.ok ? "made" : each.error.code)).toSorted()).toEqual([
      "ADMINISTRATOR_EXISTS",
      "made",
    ]);
    expect(await signIn.hasAdministrator()).toBe(true);
    const made = answers.flatMap((each) => (each.ok ? [each.value.id] : []))[0] ?? "";
    expect((await signIn.findPrincipal(made, AT))?.posts).toMatchObject([
      { role: "admin", onBehalfOf: null },
    ]);
  });

  test("an account is found by its login in any case, and a taken login is refused", async () => {
    const { store } = fresh;
    const signIn = signInStoreOn(store, DISTRICT);
    const post = { id: "p-li", organ: ORGAN, role: "approver", division: DISTRICT } as const;
    expect(await createAccount(store, SYSTEM, person("li"), [post])).toBe(true);
    expect(await createAccount(store, SYSTEM, person("li2", { login: "LI" }), [])).toBe(false);
    await signIn.setPassword("li", "hash", AT);
    expect(await signIn.findSignIn("LI")).toMatchObject({
      account: { id: "li", issuer: "yiwang" },
      password: "hash",
    });
    const page = await listAccounts(store, SYSTEM, { organ: ORGAN });
    expect(page.items).toMatchObject([{ id: "li", login: "li", posts: [post] }]);
  });

  test("a substitute acts from the absent one's posts on those days only", async () => {
    const { store } = fresh;
    const signIn = signInStoreOn(store, DISTRICT);
    expect(await createAccount(store, SYSTEM, person("wang"), [])).toBe(true);
    const from = "2026-11-02" as LocalDate;
    const row = {
      id: "s1",
      absent: "li",
      substitute: "wang",
      from,
      to: from,
      reason: "出差",
      createdBy: null,
    };
    await addSubstitution(store, SYSTEM, row);
    expect((await signIn.findPrincipal("wang", AT))?.posts).toMatchObject([
      { role: "approver", onBehalfOf: "li" },
    ]);
    expect((await signIn.findPrincipal("wang", LATER))?.posts).toEqual([]);
    expect(await listSubstitutions(store, SYSTEM)).toMatchObject([{ id: "s1", from, absentName: "姓名li" }]);
    expect(await removeSubstitution(store, SYSTEM, "s1")).toBe(true);
    expect((await signIn.findPrincipal("wang", AT))?.posts).toEqual([]);
  });

  test("disabling an account ends its sessions", async () => {
    const { store } = fresh;
    const signIn = signInStoreOn(store, DISTRICT);
    const session = { digest: "x", account: "wang", data: {}, createdAt: AT, seenAt: AT, expiresAt: LATER };
    await signIn.keepSession(session);
    await signIn.touchSession("x", LATER);
    expect(await signIn.findSession("x")).toEqual({ ...session, seenAt: LATER });
    expect(await changeAccount(store, SYSTEM, "wang", { disabled: true, at: LATER })).toBe(true);
    expect(await signIn.findSession("x")).toBeUndefined();
    expect((await signIn.findAccount("wang"))?.disabledAt).toBe(LATER);
  });

  test("of two who take a one-time row at once, one gets it, and none after its time", async () => {
    const signIn = signInStoreOn(fresh.store, DISTRICT);
    const row = {
      model: "Link",
      id: "one",
      payload: { a: [1] },
      grantId: "g",
      uid: "u",
      userCode: null,
      expiresAt: LATER,
      consumedAt: null,
    };
    await signIn.putModel(row);
    expect(await signIn.findModel("Link", "one", AT)).toEqual(row);
    expect(await signIn.findModel("Link", "one", LATER)).toBeUndefined();
    await signIn.consumeModel("Link", "one", AT);
    expect(await signIn.findModelBy("Link", { uid: "u" }, AT)).toEqual({ ...row, consumedAt: AT });
    const taken = await Promise.all([
      signIn.takeModel("Link", "one", AT),
      signIn.takeModel("Link", "one", AT),
    ]);
    expect(taken.filter((each) => each !== undefined)).toHaveLength(1);
  });

  test("failed sign-ins are counted by login and by address", async () => {
    const signIn = signInStoreOn(fresh.store, DISTRICT);
    await signIn.recordFailure({ login: "li", address: "1.1.1.1", at: AT });
    await signIn.recordFailure({ login: "li", address: "2.2.2.2", at: LATER });
    expect(await signIn.failuresSince({ login: "li" }, AT, 10)).toEqual([LATER, AT]);
    expect(await signIn.failuresSince({ address: "1.1.1.1" }, AT, 10)).toEqual([AT]);
    await signIn.clearFailures({ login: "li", address: "1.1.1.1" });
    expect(await signIn.failuresSince({ login: "li" }, AT, 10)).toEqual([LATER]);
  });

  test("a setting kept by the first of two stands for both, and an outside resident is one account", async () => {
    const signIn = signInStoreOn(fresh.store, DISTRICT);
    const kept = await Promise.all([
      signIn.keepSetting("keys", { k: 1 }),
      signIn.keepSetting("keys", { k: 2 }),
    ]);
    expect(kept[0]).toEqual(kept[1]);
    const outside = { issuer: "https://city", subject: "s-1" };
    const first = await signIn.createApplicant({ name: "甲", kind: "resident", outside, at: AT });
    const again = await signIn.createApplicant({ name: "甲", kind: "resident", outside, at: AT });
    expect(again.id).toBe(first.id);
    expect(await signIn.findAccountOfIssuer("https://city", "s-1")).toEqual(first);
  });
});
