import { COMPANY, uploadMaterials } from "../../harness/food-licence.ts";
import type { Person } from "../../harness/person.ts";
import { liveRestlessly, nothingTold, type Applicant, type Told } from "../restless-people.ts";
import { emptyBook, type Book } from "./book.ts";
import { keepApplying, keepReporting, keepWorking, type Scene } from "./lives.ts";
import { signInRoaming } from "./roaming.ts";
import type { Servers } from "./servers.ts";
import type { Sink } from "./sink.ts";
import type { Watch } from "./watch.ts";

/** Everybody who acts in a storm, signed in, and what they were told. */
export type Crowd = {
  readonly told: Told;
  readonly book: Book;
  /** Everybody lives until as many cases as asked are entered, or `isOver`; connectors go on until they are dismissed. */
  readonly live: (watch: Watch, cases: number, isOver: () => boolean) => Living;
};
type Living = {
  /** Settles when nothing more is begun. */
  readonly entered: Promise<unknown>;
  /** Sends the connectors home; settles when they have gone. */
  readonly dismiss: () => Promise<unknown>;
};

const OFFICERS = ["clerk", "clerk-second", "reviewer", "inspector", "inspector-second", "approver"];
/** Of a hundred cases: licences with all their documents, and errands, which one more echoes where they are paid for. */
const LICENCE_SHARE = 0.01;
const ERRAND_SHARE = 0.2;
/** At least so many of the errands are paid for. */
const ECHOED_SHARE = 0.95;
const MOST_OPEN = 150;
const APPLYING = 3;
const REPORTING = 3;
const WORKING = 4;

/** Signs everybody in and uploads what the applicants will need, while it is still calm. */
export async function gather(servers: Servers, sink: Sink, chance: () => number): Promise<Crowd> {
  const { gate } = servers;
  const signIn = async (login: string) => [login, await signInRoaming(servers, login, chance)] as const;
  const staff: Record<string, Person> = Object.fromEntries(await Promise.all(OFFICERS.map(signIn)));
  const [[, owner], [, company], [, bank]] = await Promise.all([
    signIn("shop-owner"),
    signIn("company"),
    signIn("bank"),
  ]);
  const applicants = await Promise.all(
    [owner, company, owner].map(async (person): Promise<Applicant> => ({
      person,
      files: await uploadMaterials(person),
      firm: person === company ? COMPANY : {},
    })),
  );
  const [told, book] = [nothingTold(), emptyBook()];

  const live: Crowd["live"] = (watch, cases, isOver) => {
    const scene: Scene = { gate, told, book, sink, bank, chance, room: () => watch.room(MOST_OPEN) };
    const quota = quotaOf(cases, isOver);
    const crowd = { gate, told, goOn: quota.licence, staff };
    const working = { goingOn: true };
    const entering = [
      ...applicants.map((each, index) => liveRestlessly(crowd, each, index)),
      ...lanes(APPLYING, (lane) =>
        keepApplying(scene, lane % 2 === 0 ? owner : company, told.receipts, quota.errand),
      ),
      ...lanes(REPORTING, () => keepReporting(scene, quota.dispatch)),
    ];
    const workers = Promise.all(lanes(WORKING, () => keepWorking(scene, () => working.goingOn)));
    workers.catch(() => undefined); // Told when they are dismissed.
    return {
      entered: Promise.all(entering),
      dismiss: () => {
        working.goingOn = false;
        return workers;
      },
    };
  };
  return { told, book, live };
}

function lanes(count: number, live: (lane: number) => Promise<void>): readonly Promise<void>[] {
  return Array.from({ length: count }, (_, lane) => live(lane));
}

/** Who may begin one more, so that it comes to as many cases as were asked for, or a few more. */
function quotaOf(cases: number, isOver: () => boolean) {
  const licences = Math.max(2, Math.round(cases * LICENCE_SHARE));
  const errands = Math.round(cases * ERRAND_SHARE);
  const dispatches = cases - licences - errands - Math.floor(errands * ECHOED_SHARE);
  const begun = { licences: 0, errands: 0, dispatches: 0 };
  const take = (kind: keyof typeof begun, most: number): boolean => {
    if (isOver() || begun[kind] >= most) return false;
    begun[kind] += 1;
    return true;
  };
  return {
    licence: () => take("licences", licences),
    errand: () => take("errands", errands),
    dispatch: () => take("dispatches", dispatches),
  };
}
