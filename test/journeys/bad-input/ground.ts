import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import type { CaseAnswer, ProblemAnswer, ReceiptAnswer } from "#contract";
import { createAccount, systemContext } from "#store";
import { foodForm, MATTER, uploadMaterials } from "../../harness/food-licence.ts";
import { startTestPlatform, type Database, type TestPlatform } from "../../harness/test-platform.ts";
import { ask, enter, personOf, type Answer, type Visitor } from "../../harness/visitor.ts";

export const CASES = "/api/cases";

type Change = Readonly<Record<string, unknown>>;
type Headers = Readonly<Record<string, string>>;

/** A platform with one case received, people around it, and ways to send what is wrong. */
export class BadInputGround {
  #standing:
    | (Readonly<Record<"owner" | "other" | "clerk" | "elsewhere" | "admin", Visitor>> & {
        readonly site: TestPlatform;
        readonly files: Record<string, string[]>;
      })
    | undefined;
  caseNo = "";

  async open(database: Database): Promise<void> {
    const site = await startTestPlatform({ database, at: "2026-11-16T09:00:00+08:00", faces: false });
    const clerk = { id: "elsewhere", login: "elsewhere", name: "卫生窗口", kind: "staff" } as const;
    await createAccount(
      site.store,
      systemContext(site.pack.code),
      { ...clerk, outside: null, data: {}, at: site.now() },
      [{ id: "health-clerk", organ: "health", role: "clerk", division: site.pack.code }],
    );
    const owner = await enter(site, "demo-shop-owner");
    this.#standing = {
      site,
      owner,
      other: await enter(site, "demo-company"),
      clerk: await enter(site, "demo-clerk"),
      elsewhere: await enter(site, "elsewhere"),
      admin: await enter(site, "demo-admin"),
      files: await uploadMaterials(personOf(site, owner)),
    };
    const sent = await this.apply(owner, {});
    this.caseNo = (sent.body as ReceiptAnswer).caseNo;
  }

  async close(): Promise<void> {
    await this.#standing?.site.dispose();
  }

  get #held() {
    if (this.#standing === undefined) throw new Error("the platform does not run yet");
    return this.#standing;
  }
  get site(): TestPlatform {
    return this.#held.site;
  }
  get owner(): Visitor {
    return this.#held.owner;
  }
  get other(): Visitor {
    return this.#held.other;
  }
  get clerk(): Visitor {
    return this.#held.clerk;
  }
  get elsewhere(): Visitor {
    return this.#held.elsewhere;
  }
  get admin(): Visitor {
    return this.#held.admin;
  }
  get files(): Record<string, string[]> {
    return this.#held.files;
  }

  /** An application that is right, but for the change. */
  readonly application = (change: Change) => ({
    matter: MATTER,
    values: foodForm(),
    materials: this.files,
    ...change,
  });

  readonly apply = (who: Visitor, change: Change, key: string = randomUUID()): Promise<Answer> => {
    const headers = { "idempotency-key": key };
    return ask(this.site, who, "POST", CASES, { json: this.application(change), headers });
  };

  readonly applyWith = (values: Change): Promise<Answer> =>
    this.apply(this.owner, { values: foodForm(values) });

  readonly applyText = (text: string, headers: Headers = {}): Promise<Answer> =>
    ask(this.site, this.owner, "POST", CASES, {
      text,
      headers: { "idempotency-key": randomUUID(), ...headers },
    });

  readonly page = async (who: Visitor): Promise<CaseAnswer> =>
    (await ask(this.site, who, "GET", `${CASES}/${this.caseNo}`)).body as CaseAnswer;

  /** Sends, and holds the answer to be a refusal of this code that changed nothing and says what to do. */
  readonly refused = async (
    send: () => Promise<Answer>,
    status: number,
    code: string,
  ): Promise<ProblemAnswer> => {
    await this.#ordersDone();
    const before = await this.#amounts();
    const { status: found, body, headers } = await send();
    const refusal = body as ProblemAnswer;
    expect({ status: found, code: refusal.code, body }).toMatchObject({ status, code });
    const sentence = { zh: expect.stringMatching(/\p{Script=Han}/u), en: expect.stringMatching(/[a-z]/) };
    expect(body).toMatchObject({ message: sentence, next: sentence });
    expect(headers.get("content-type")).toContain("application/json");
    expect(JSON.stringify(body)).not.toMatch(/\bat .*\.ts|select |insert |node_modules/i);
    expect(await this.#amounts()).toEqual(before);
    return refusal;
  };

  /** What was ordered before is done, so that it is not counted among what a refusal leaves. */
  async #ordersDone(): Promise<void> {
    const end = performance.now() + 20_000;
    const open = () =>
      this.site.store.database.asOwner((sql) =>
        sql.query("select id from outbox where status = 'ready' and kind not in ('notice', 'job') limit 1"),
      );
    while ((await open()).length > 0 && performance.now() < end)
      await new Promise((resolve) => setTimeout(resolve, 50));
  }

  /** How much of everything there is. */
  #amounts(): Promise<unknown> {
    return this.site.store.database.asOwner((sql) =>
      sql.query(
        `select (select count(*) from case_file) as cases, (select count(*) from entry) as entries,
                (select count(*) from document) as documents, (select count(*) from outbox where kind <> 'notice') as orders,
                (select count(*) from request) as requests, (select count(*) from file_use) as uses,
                (select count(*) from account) as accounts, (select count(*) from draft) as drafts,
                (select count(*) from substitution) as substitutions, (select count(*) from file_sent) as sent,
                (select sum(value) from number_sequence) as numbers, (select count(*) from personal) as personal`,
      ),
    );
  }
}
