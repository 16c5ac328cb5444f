import { materialsFor, type DistrictPack } from "#district";
import { isJsonObject, type JsonObject } from "#kernel";
import { smallPdf, untilSealed } from "../harness/food-licence.ts";
import type { CaseAnswer, Person, ReceiptAnswer } from "../harness/person.ts";
import type { TestPlatform } from "../harness/test-platform.ts";
import { askedPhotos } from "./asked-photos.ts";
import { fittingValues } from "./fitting-values.ts";
import { rolesOf, signedIn, staffFor, type People } from "./people.ts";
import type { Walk } from "./walk-of.ts";

/** What became of a walk: its case as the applicant sees it at the end, or why it stopped. */
export type Walked = { readonly ended: CaseAnswer } | { readonly stopped: string };

/** One thing that one walk does at a moment; handing in, where it is no step. */
type Move = { readonly at: number; readonly walk: Walk; readonly step: JsonObject | null };

/** A walk on its way: its case, and which account stands for which name of the rehearsal. */
type Underway = { readonly walk: Walk; readonly caseNo: string; readonly people: Map<string, string> };

/**
 * Walks all at once in the rehearsals' own time: whatever comes first, of whichever case, is done first, so that the
 * platform's clock only runs forward. A walk that is refused stops and says why; the others go on.
 */
export async function walkAll(
  site: TestPlatform,
  walks: readonly Walk[],
): Promise<ReadonlyMap<string, Walked>> {
  const walked = new Map<string, Walked>();
  const underway = new Map<string, Underway>();
  const people = signedIn(site);
  const attempt = async (walk: Walk, what: string, act: () => Promise<void>): Promise<void> => {
    if (walked.has(walk.matter.id)) return;
    await act().catch((fault: unknown) => {
      const why = fault instanceof Error ? fault.message : String(fault);
      walked.set(walk.matter.id, { stopped: `${what}: ${why}` });
    });
  };
  const moves = walks.flatMap((walk) => movesOf(site.pack, walk));
  for (const { at, walk, step } of moves.toSorted((one, other) => one.at - other.at)) {
    if (Date.parse(site.now()) < at) site.moveTo(new Date(at).toISOString());
    await attempt(walk, String(step?.["element"] ?? "apply"), async () => {
      const known = underway.get(walk.matter.id);
      if (known !== undefined && step !== null) return take(site, people, known, step);
      const caseNo = await apply(await people(walk.applicant), walk);
      underway.set(walk.matter.id, { walk, caseNo, people: new Map() });
    });
  }
  // What a rehearsal still waits for after its last step.
  const end = Math.max(...walks.map(endOf));
  if (Date.parse(site.now()) < end) site.moveTo(new Date(end).toISOString());
  for (const { walk, caseNo } of underway.values())
    await attempt(walk, "at the end", async () => {
      const applicant = await people(walk.applicant);
      const read = () => applicant.get<CaseAnswer>(`/api/cases/${caseNo}`);
      await until(
        async () => (await read()).summary.closedAt !== null || undefined,
        "the case is not closed",
      );
      walked.set(walk.matter.id, { ended: await untilSealed(read) });
    });
  return walked;
}

/** When a rehearsal is over, its waiting included. */
function endOf({ example }: Walk): number {
  const received = Temporal.Instant.from(example.receivedAt).toZonedDateTimeISO("Asia/Shanghai");
  const waited = example.steps.filter((step) => step["do"] === "advance");
  return waited.reduce((at, { duration }) => at.add(String(duration)), received).epochMilliseconds;
}

/** Handing in, then each step of a person at its own moment. What machines do, the platform does by itself. */
function movesOf(pack: DistrictPack, walk: Walk): readonly Move[] {
  let now = Temporal.Instant.from(walk.example.receivedAt).toZonedDateTimeISO("Asia/Shanghai");
  const moves: Move[] = [{ at: now.epochMilliseconds, walk, step: null }];
  for (const step of walk.example.steps)
    if (step["do"] === "advance") now = now.add(String(step["duration"]));
    else if (rolesOf(pack, walk.matter, String(step["element"])) !== undefined)
      moves.push({ at: now.epochMilliseconds, walk, step });
  return moves;
}

/** Hands in the rehearsal's form with a file for each material that it must bring. */
async function apply(person: Person, { matter, example }: Walk): Promise<string> {
  const materials: Record<string, string[]> = {};
  for (const { material, required } of materialsFor(matter, example.form)) {
    if (!required) continue;
    const sent = await person.upload(matter.id, material.id, `${material.id}.pdf`, smallPdf());
    if (sent.status !== 200) throw new Error(`${material.id}: ${JSON.stringify(sent.body)}`);
    materials[material.id] = [(sent.body as { sha256: string }).sha256];
  }
  const application = { matter: matter.id, values: example.form, materials };
  const sent = await person.try("POST", "/api/cases", application);
  if (sent.status !== 200) throw new Error(JSON.stringify(sent.body));
  return (sent.body as ReceiptAnswer).caseNo;
}

/** Completes an open task by whoever may: the account that stood for this name before, else one that stands for none. */
async function take(
  site: TestPlatform,
  people: People,
  { walk, caseNo, people: known }: Underway,
  step: JsonObject,
): Promise<void> {
  const element = String(step["element"]);
  const by = typeof step["by"] === "string" ? step["by"] : null;
  const taken = new Set(known.values());
  const roles = rolesOf(site.pack, walk.matter, element) ?? [];
  const staff = staffFor(site.pack, walk.matter, roles).toSorted(
    (one, other) => +taken.has(one) - +taken.has(other),
  );
  const own = roles.includes("applicant") ? walk.applicant : known.get(by ?? "");
  const candidates = own === undefined ? staff : [own, ...staff.filter((each) => each !== own)];
  let seen = "nobody sees it";
  await until(
    async () => {
      for (const login of candidates) {
        const person = await people(login);
        const answer = await person.try("GET", `/api/cases/${caseNo}`);
        if (answer.status !== 200) continue;
        const page = answer.body as CaseAnswer;
        const task = page.tasks.find((each) => each.element === element);
        if (task === undefined || task.refused !== null) {
          if (task !== undefined || page.tasks.length > 0 || page.failures.length > 0)
            seen = `${login}: ${JSON.stringify(task?.refused ?? [page.tasks.map((each) => each.element), page.failures])}`;
          continue;
        }
        const name = site.pack.demo.accounts.find(({ username }) => username === login)?.name ?? login;
        const told = isJsonObject(step["variables"]) ? step["variables"] : {};
        const values = fittingValues(task, page, told, { name, now: site.now() });
        const complete = (given: JsonObject) => {
          const body = { version: page.version, values: given };
          return person.try("POST", `/api/cases/${caseNo}/tasks/${task.id}/complete`, body);
        };
        let done = await complete(values);
        const photos =
          done.status === 422 ? await askedPhotos(person, walk.matter.id, task, done.body) : undefined;
        if (photos !== undefined) done = await complete({ ...values, materials: photos });
        // The clock moved by days in a moment, so that a reminder comes between a look and its act: looked at again.
        if (isMovedOn(done) && (await isByTimeAlone(person, page))) return undefined;
        if (done.status !== 200) throw new Error(`${login}: ${JSON.stringify(done.body)}`);
        if (by !== null) known.set(by, login);
        return true;
      }
      return undefined;
    },
    () => `nobody may do it (${seen})`,
  );
}

const isMovedOn = ({ status, body }: { readonly status: number; readonly body: unknown }): boolean =>
  status === 409 && (body as { readonly code?: string }).code === "CASE_CHANGED";

/** Whether nothing but a limit of the platform's own moved a case since a page of it was opened. */
async function isByTimeAlone(person: Person, { summary, version }: CaseAnswer): Promise<boolean> {
  const { history } = await person.get<CaseAnswer>(`/api/cases/${summary.caseNo}`);
  const since = history.filter(({ seq }) => seq > version);
  return since.length > 0 && since.every(({ actor }) => actor.zh === "系统（期限）");
}

/** Asks again and again until there is an answer. */
async function until(met: () => Promise<true | undefined>, why: string | (() => string)): Promise<void> {
  const end = performance.now() + 20_000;
  while ((await met()) === undefined) {
    if (performance.now() > end) throw new Error(typeof why === "string" ? why : why());
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}
