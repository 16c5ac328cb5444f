import type { CaseAnswer, FieldAnswer, GuideAnswer, SessionAnswer } from "#contract";
import { queryClient, sessionQuery } from "../api/queries.ts";
import { keepCsrf, request } from "../api/request.ts";
import { noteServerTime } from "./clock.ts";
import { fieldDatabase } from "./database.ts";
import { holdMap } from "./start-worker.ts";
import { takeCells, takePictures } from "./take-pictures.ts";

const PERSON = "yiwang.field.person";

/** Whose phone it is now: kept, so that it is known without a line. */
export type FieldPerson = { readonly id: string; readonly name: string };

export function knownPerson(): FieldPerson | undefined {
  const text = localStorage.getItem(PERSON);
  return text === null ? undefined : (JSON.parse(text) as FieldPerson);
}

/** Who is signed in, by the server; what was taken along for anybody else goes. Their own work on this phone stays. */
export async function meetPerson(): Promise<SessionAnswer["account"]> {
  const session = await request<SessionAnswer>("/api/session");
  keepCsrf(session.csrf);
  queryClient.setQueryData(sessionQuery.queryKey, session);
  const { account } = session;
  if (account === null) return null;
  localStorage.setItem(PERSON, JSON.stringify({ id: account.id, name: account.name }));
  await fieldDatabase.taken.where("account").notEqual(account.id).delete();
  await fieldDatabase.pictures.where("account").notEqual(account.id).delete();
  return account;
}

/** Takes along what the day needs: the open tasks with all that their forms ask, and the form of a report. */
export async function takeAlong(account: string): Promise<void> {
  const field = await request<FieldAnswer>("/api/field");
  noteServerTime(field.serverAt);
  const cases: Record<string, CaseAnswer> = {};
  for (const caseNo of new Set(field.tasks.map((task) => task.case.caseNo)))
    cases[caseNo] = await request<CaseAnswer>(`/api/cases/${encodeURIComponent(caseNo)}`);
  const report =
    field.report === null
      ? null
      : await request<GuideAnswer>(`/api/matters/${encodeURIComponent(field.report.matter)}`);
  await fieldDatabase.taken.put({ account, at: field.serverAt, field, cases, report });
  // Without them the tasks can be done all the same.
  holdMap();
  await takePictures(account, cases).catch(() => undefined);
  await takeCells(field.tasks).catch(() => undefined);
}
