import { setTimeout as pause } from "node:timers/promises";
import {
  gate,
  liveRestlessly,
  nothingTold,
  type Applicant,
  type Told,
} from "../../test/faults/restless-people.ts";
import { COMPANY, uploadMaterials } from "../../test/harness/food-licence.ts";
import { signInAs, type Person } from "../../test/harness/person.ts";

const OFFICERS = ["clerk", "clerk-second", "reviewer", "inspector", "inspector-second", "approver"];
const READERS = ["leader", "leader", "clerk", "reviewer"];
/** A reader looks at what came before asking for the next. */
const LOOKING_MS = 250;
const SOUGHT = ["井盖缺失", "千山路", "大孤山街128号", "000123", "不存在的事"];

/**
 * Signs people in, who then work on a server for so many seconds: they apply, decide, and read what there is. The
 * work answers how many requests were answered; one that was not, or not well, ends the bench.
 */
export async function workDay(url: string): Promise<(seconds: number) => Promise<number>> {
  const staff: Record<string, Person> = {};
  for (const login of OFFICERS) staff[login] = await signInAs(url, login);
  const applicants: Applicant[] = [];
  for (const login of ["shop-owner", "company", "shop-owner"]) {
    const person = await signInAs(url, login);
    const firm = login === "company" ? COMPANY : {};
    applicants.push({ person, files: await uploadMaterials(person), firm });
  }
  const readers: Person[] = [];
  for (const login of READERS) readers.push(staff[login] ?? (await signInAs(url, login)));
  return async (seconds) => {
    const end = performance.now() + seconds * 1000;
    const goOn = (): boolean => performance.now() < end;
    const told = nothingTold();
    const crowd = { gate: gate(), told, goOn, staff };
    const read = await Promise.all([
      ...readers.map((person, place) => keepReading(person, place, told.receipts, goOn)),
      ...applicants.map(async (each, place) => {
        await liveRestlessly(crowd, each, place);
        return 0;
      }),
    ]);
    if (told.faults.length > 0) throw new Error(`the server answered ${told.faults.slice(0, 3).join("; ")}`);
    return told.answered + read.reduce((sum, each) => sum + each, 0);
  };
}

async function keepReading(
  person: Person,
  place: number,
  receipts: Told["receipts"],
  goOn: () => boolean,
): Promise<number> {
  let asked = 0;
  const look = async (path: string): Promise<void> => {
    await person.get(path);
    asked += 1;
    await pause(LOOKING_MS);
  };
  for (let round = place; goOn(); round += 1) {
    await look(`/api/desk/cases?q=${encodeURIComponent(SOUGHT[round % SOUGHT.length] ?? "")}`);
    await look("/api/desk/cases");
    const newest = receipts.at(-1);
    if (newest !== undefined) await look(`/api/cases/${newest.caseNo}`);
    await look(READERS[place] === "leader" ? "/api/screen" : "/api/desk/tasks?view=organ");
  }
  return asked;
}
