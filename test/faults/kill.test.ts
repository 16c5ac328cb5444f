import { afterEach, expect, it } from "vitest";
import { COMPANY, uploadMaterials } from "../harness/food-licence.ts";
import { signInAs, type Person } from "../harness/person.ts";
import { onEachDatabase } from "../harness/test-platform.ts";
import { chanceOf, KILLS, SEED } from "./chance.ts";
import { faultsIn } from "./kept-whole.ts";
import { startMortalServer } from "./mortal-server.ts";
import { afterSomeWork, gate, liveRestlessly, nothingTold, type Told } from "./restless-people.ts";

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

onEachDatabase("a server killed at random moments", (database) => {
  const undo: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const each of undo.splice(0).toReversed()) await each();
  });

  it(`has kept everything it acknowledged, and did nothing twice, after ${KILLS} kills (seed ${SEED})`, async () => {
    const server = await startMortalServer(database, undo);
    const told = await underKills(server.url, server.kill);
    const store = await server.stopAndOpen();
    const faults = await faultsIn(store, server.files, told);
    report(database, told);
    expect(faults, `seed ${SEED}`).toEqual([]);
    expect(told.unanswered, `seed ${SEED}: no kill met a request`).toBeGreaterThan(0);
    expect(told.granted.length, `seed ${SEED}: nothing was granted`).toBeGreaterThan(0);
    // Twenty starts of a server, each of which may take half a minute on a busy machine.
  }, 1_200_000);
});

/** Lets people work while the server is killed and started again; ends when every document is sealed. */
async function underKills(url: string, kill: () => Promise<() => Promise<void>>): Promise<Told> {
  const logins = ["clerk", "clerk-second", "reviewer", "inspector", "inspector-second", "approver"];
  const signedIn = await Promise.all(
    logins.map(async (login) => [login, await signInAs(url, login)] as const),
  );
  const staff: Record<string, Person> = Object.fromEntries(signedIn);
  const [owner, company] = await Promise.all([signInAs(url, "shop-owner"), signInAs(url, "company")]);
  const chance = chanceOf(SEED);
  const told = nothingTold();
  const line = gate();
  let goingOn = true;
  const crowd = { gate: line, told, goOn: () => goingOn, staff };
  const applicants = await Promise.all(
    [owner, company, owner].map(async (person) => ({
      person,
      files: await uploadMaterials(person),
      firm: person === company ? COMPANY : {},
    })),
  );
  const living = Promise.all(applicants.map((each, index) => liveRestlessly(crowd, each, index)));
  living.catch(() => undefined); // Told when it is waited for; until then the server is killed.
  for (let count = 0; count < KILLS; count += 1) {
    await afterSomeWork(told, chance);
    const restart = await kill();
    line.shut();
    await restart();
    line.up();
  }
  goingOn = false;
  await living;
  await untilSealed(owner, company, told);
  return told;
}

/** Documents follow their decision by the outbox; what a kill interrupted is taken again. */
async function untilSealed(owner: Person, company: Person, told: Told): Promise<void> {
  const end = performance.now() + 60_000;
  const waiting = new Set(told.receipts.map(({ caseNo }) => caseNo));
  while (waiting.size > 0 && performance.now() < end) {
    for (const caseNo of waiting) if (await isSealed(owner, company, caseNo)) waiting.delete(caseNo);
    if (waiting.size > 0) await wait(300);
  }
  if (waiting.size > 0) told.faults.push(`not sealed in time: ${[...waiting].join(", ")}`);
}

async function isSealed(owner: Person, company: Person, caseNo: string): Promise<boolean> {
  const mine = await owner.try("GET", `/api/cases/${caseNo}`);
  const { body } = mine.status === 200 ? mine : await company.try("GET", `/api/cases/${caseNo}`);
  const { documents } = body as { documents?: readonly { status: string }[] };
  return (
    documents !== undefined && documents.length > 0 && documents.every(({ status }) => status === "ready")
  );
}

function report(database: string, told: Told): void {
  const { receipts, acts, granted, refused, unanswered } = told;
  process.stderr.write(
    `${database}, seed ${SEED}, ${KILLS} kills: ${receipts.length} receipts, ${acts.length} acts, ` +
      `${granted.length} granted, ${refused.length} refused, ${unanswered} requests unanswered and sent again\n`,
  );
}
