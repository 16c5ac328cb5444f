import { randomUUID } from "node:crypto";
import { samplePhoto } from "../support/sample-photo.ts";
import type { CaseAnswer, Person, ReceiptAnswer } from "../harness/person.ts";
import { surely, type Crowd } from "./restless-people.ts";

/** One event as it was told: the case that was handled, one merged while it was handled, one at its registration. */
export type LivedEvent = { readonly main: string; readonly twin: string; readonly late: string };

export const REPLY = "垃圾已由街道清运";

/**
 * Reports events three times each and takes them to their end: one report is merged, taken out and merged again, one is
 * merged at its registration, and the main case is handled, verified and closed. Goes on as long as the crowd does.
 */
export async function liveIncidents(crowd: Crowd, resident: Person, start: number): Promise<LivedEvent[]> {
  const lived: LivedEvent[] = [];
  for (let round = start; crowd.goOn(); round += 100) {
    const [main, twin] = [await report(crowd, resident), await report(crowd, resident)];
    await act(crowd, "registrar", main, "Task_Register", REGISTER);
    await act(crowd, "dispatcher", main, "Task_Dispatch", DISPATCH);
    await deed(crowd, "registrar", twin, "merge", { into: main });
    await deed(crowd, "registrar", twin, "unmerge", { reason: "看着像另一处" });
    await act(crowd, "registrar", twin, "Task_Register", REGISTER);
    await deed(crowd, "dispatcher", twin, "merge", { into: main, reason: "核实是同一堆" });
    const late = await report(crowd, resident);
    await act(crowd, "registrar", late, "Task_Register", { registerOutcome: "merge", mainCase: twin });
    const afterPhotos = [await photo(crowd, "handler-town", "afterPhotos", 2 * round)];
    const done = { handleResult: "done", handleNote: "垃圾已清运", materials: { afterPhotos } };
    await act(crowd, "handler-town", main, "Task_Handle", done);
    const verifyPhotos = [await photo(crowd, "verifier", "verifyPhotos", 2 * round + 1)];
    const fixed = { verifyResult: "fixed", verifyNote: "已清理干净", materials: { verifyPhotos } };
    await act(crowd, "verifier", main, "Task_Verify", fixed);
    await act(crowd, "registrar", main, "Task_Close", { closeResult: "close", reply: REPLY });
    lived.push({ main, twin, late });
  }
  return lived;
}

const REGISTER = { registerOutcome: "register", classKey: "E-0102", urgentCase: false, registerNote: "属实" };
const DISPATCH = {
  handlingOrgan: "tanggangzi",
  dispatchReason: "按类别的责任单位",
  dispatchMode: "single",
};

async function report(crowd: Crowd, resident: Person): Promise<string> {
  const key = randomUUID();
  const values = {
    source: "report",
    kind: "event",
    class: "0102",
    description: "小区南门外有一堆生活垃圾",
    division: "210311006002",
  };
  const body = { matter: "incident", values, materials: {} };
  const sent = await surely(crowd, () => resident.try("POST", "/api/cases", body, key));
  if (sent.status !== 200) throw new Error(`report: ${sent.status} ${JSON.stringify(sent.body)}`);
  const receipt = sent.body as ReceiptAnswer;
  crowd.told.receipts.push({ ...receipt, key });
  return receipt.caseNo;
}

async function photo(crowd: Crowd, login: string, material: string, scene: number): Promise<string> {
  const bytes = await samplePhoto({ scene });
  const sent = await surely(crowd, () =>
    staffOf(crowd, login).upload("incident", material, "现场.jpg", bytes),
  );
  if (sent.status !== 200) throw new Error(`photo: ${sent.status} ${JSON.stringify(sent.body)}`);
  return (sent.body as { readonly sha256: string }).sha256;
}

function staffOf({ staff }: Crowd, login: string): Person {
  const person = staff[login];
  if (person === undefined) throw new Error(`nobody is called ${login}`);
  return person;
}

/** Does a task, under one key until it is answered. */
async function act(
  crowd: Crowd,
  login: string,
  caseNo: string,
  element: string,
  values: object,
): Promise<void> {
  const page = await pageOf(crowd, login, caseNo);
  const task = page.tasks.find((each) => each.element === element && each.refused === null);
  if (task === undefined) throw new Error(`${caseNo}: ${element} is not open for ${login}`);
  const key = await post(crowd, login, `${caseNo}/tasks/${task.id}/complete`, {
    version: page.version,
    values,
  });
  crowd.told.acts.push({ key, caseNo, task: task.id });
}

/** Merges a case or takes it out. */
async function deed(crowd: Crowd, login: string, caseNo: string, how: string, more: object): Promise<void> {
  const { version } = await pageOf(crowd, login, caseNo);
  await post(crowd, login, `${caseNo}/${how}`, { version, ...more });
}

async function pageOf(crowd: Crowd, login: string, caseNo: string): Promise<CaseAnswer> {
  const seen = await surely(crowd, () => staffOf(crowd, login).try("GET", `/api/cases/${caseNo}`));
  if (seen.status !== 200) throw new Error(`${login} sees ${caseNo}: ${seen.status}`);
  return seen.body as CaseAnswer;
}

async function post(crowd: Crowd, login: string, path: string, body: object): Promise<string> {
  const key = randomUUID();
  const sent = await surely(crowd, () => staffOf(crowd, login).try("POST", `/api/cases/${path}`, body, key));
  if (sent.status !== 200) throw new Error(`${login} ${path}: ${sent.status} ${JSON.stringify(sent.body)}`);
  return key;
}
