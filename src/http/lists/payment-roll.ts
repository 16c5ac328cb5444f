import { canTakeOutRoll } from "#access";
import type { RollLine, RollPage } from "#contract";
import { organInBoth, placeInBoth, type Register } from "#district";
import {
  err,
  isJsonObject,
  maskBankCard,
  maskIdentityNumber,
  ok,
  problem,
  type Bilingual,
  type Instant,
  type JsonObject,
  type LocalDate,
  type Problem,
  type Result,
} from "#kernel";
import { recordSubject } from "#registers";
import { listPersonalOf, listRoll, logAccess, sumRoll, type Page, type RollQuestion } from "#store";
import type { Leaf, Reader } from "./reading.ts";
import { column, type Table } from "./table.ts";

type Payment = NonNullable<Register["payment"]>;

/** Which roll is asked for. `purpose`: why whole numbers and accounts are needed; without it they are starred. */
export type RollAsked = {
  readonly register: string;
  readonly month: string;
  readonly kind: string;
  readonly purpose: string;
};

/** A register with what it pays by, and its question of the store. */
export type FoundRoll = {
  readonly register: Register;
  readonly payment: Payment;
  readonly question: RollQuestion;
  readonly whole: boolean;
};

/**
 * A month is paid to whoever stands live at its end; one that is not over yet, to whoever does now. Errors:
 * ROLL_UNKNOWN, ROLL_NOT_YOURS (whole numbers, for somebody who does not pay).
 */
export function findRoll(
  { platform, principal }: Reader,
  { register: id, month, kind, purpose }: RollAsked,
): Result<FoundRoll, Problem> {
  const register = platform.work.pack.registers.get(id);
  if (register === undefined || register.payment === null)
    return err(problem("ROLL_UNKNOWN", { register: id }));
  const whole = purpose !== "";
  const may = canTakeOutRoll(principal);
  if (whole && !may.allowed) return err(may.problem);
  const { payment } = register;
  const { upTo, end } = monthOf(month);
  const now = platform.now();
  return ok({
    register,
    payment,
    whole,
    question: {
      register: id,
      live: register.statuses.filter(({ live }) => live).map((status) => status.id),
      from: payment.from,
      upTo,
      asOf: end < now ? end : now,
      where: { ...payment.where, ...(kind === "" ? {} : { [payment.kind]: kind }) },
    },
  });
}

/** The last day of a month, and the moment after it in Asia/Shanghai. */
function monthOf(month: string): { readonly upTo: LocalDate; readonly end: Instant } {
  const first = Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 });
  const next = first.add({ months: 1 });
  const end = next.toZonedDateTime("Asia/Shanghai").toInstant();
  return {
    upTo: next.subtract({ days: 1 }).toString() as LocalDate,
    end: end.toString({ smallestUnit: "millisecond" }) as Instant,
  };
}

/** A page of a roll. Whole numbers are a use of personal data, noted for each person (个人信息保护法 arts. 51, 54). */
export async function rollLines(
  reader: Reader,
  found: FoundRoll,
  leaf: Leaf,
  purpose: string,
): Promise<Page<RollLine>> {
  const { platform, context, principal } = reader;
  const { pack } = platform.work;
  const { register, payment, question, whole } = found;
  const { items, next } = await listRoll(platform.store, context, { ...question, ...leaf });
  const subjects = items.map(({ id }) => recordSubject(register.id, id));
  const rows = await listPersonalOf(platform.store, context, subjects, "fields");
  const persons = new Map(rows.map(({ subject, content }) => [subject, content]));
  if (whole)
    for (const { id, holder } of items)
      await logAccess(platform.store, context, {
        at: platform.now(),
        about: holder,
        subject: recordSubject(register.id, id),
        name: principal.account.name,
        organ: principal.posts[0]?.organ ?? null,
        action: "export",
        purpose,
      });
  const lines = items.map((record): RollLine => {
    const person = persons.get(recordSubject(register.id, record.id)) ?? {};
    const { name, idNo, bank, account } = payment.payee;
    return {
      id: record.id,
      name: textOf(person, name),
      idNo: whole ? textOf(person, idNo) : maskIdentityNumber(textOf(person, idNo)),
      kind: kindName(register, payment, record.data[payment.kind]),
      place: placeInBoth(pack, record.division),
      organ: organInBoth(pack, record.organ),
      amount: Number(record.data[payment.amount] ?? 0),
      bank: textOf(person, bank),
      account: whole ? textOf(person, account) : maskBankCard(textOf(person, account)),
    };
  });
  return { items: lines, next };
}

/** What a roll comes to, of the kind that is asked for or of all. */
export async function rollSums(
  { platform, context, principal }: Reader,
  { register, payment, question }: FoundRoll,
): Promise<Pick<RollPage, "count" | "total" | "sums" | "pays">> {
  const of = { amount: payment.amount, by: payment.kind };
  const sums = await sumRoll(platform.store, context, question, of);
  return {
    count: sums.reduce((sum, { count }) => sum + count, 0),
    total: sums.reduce((sum, { total }) => sum + total, 0),
    sums: sums.map((each) => ({ ...each, name: kindName(register, payment, each.value) })),
    pays: canTakeOutRoll(principal).allowed,
  };
}

function kindName({ fields }: Register, { kind }: Payment, value: unknown): Bilingual {
  const choices = fields.find(({ id }) => id === kind)?.choices ?? [];
  const text = typeof value === "string" ? value : "";
  return choices.find((each) => each.value === text)?.name ?? { zh: text, en: text };
}

function textOf(person: unknown, field: string): string {
  const value = isJsonObject(person as JsonObject) ? (person as JsonObject)[field] : undefined;
  return typeof value === "string" ? value : "";
}

/** The roll as a file: amounts in 元, so that they can be added up in a sheet. */
export const ROLL_TABLE: Table<RollLine> = {
  id: "roll",
  name: { zh: "发放名册", en: "Roll of payments" },
  columns: [
    column("name", "姓名", "Name", ({ name }) => name),
    column("idNo", "公民身份号码", "Identity number", ({ idNo }) => idNo),
    column("kind", "类别", "Kind", ({ kind }, language) => kind[language]),
    column("place", "所在地", "Place", ({ place }, language) => place[language]),
    column("organ", "准予部门", "Granted by", ({ organ }, language) => organ[language]),
    column("amount", "金额（元）", "Amount (yuan)", ({ amount }) => amount / 100),
    column("bank", "开户银行", "Bank", ({ bank }) => bank),
    column("account", "银行账号", "Account", ({ account }) => account),
    column("id", "给付编号", "Benefit number", ({ id }) => id),
  ],
  usual: ["name", "idNo", "kind", "place", "organ", "amount", "bank", "account", "id"],
};
