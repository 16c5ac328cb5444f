import { localTime, type TrackPoint } from "../track/track.ts";
import { reckoned } from "./clock.ts";
import { fieldDatabase, isFull, type Step, type Walk } from "./database.ts";
import { isDutyTime, type DutyHours } from "../track/duty-hours.ts";

/** How noting where somebody walks stands in this page; `trouble` says why nothing is noted. */
export type Recording = {
  readonly walk: string | null;
  readonly lastAt: number | null;
  readonly trouble: "refused" | "noSignal" | "full" | null;
};

/** More often than that tells nothing new on foot. */
const EVERY_MS = 5_000;
const LOOK_MS = 20_000;
/** A walk that was left lying so long is over. */
const LEFT_MS = 12 * 3_600_000;

let now: Recording = { walk: null, lastAt: null, trouble: null };
let stop: (() => void) | undefined;
const listeners = new Set<() => void>();

export const recordingNow = (): Recording => now;

export function onRecording(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell(change: Partial<Recording>): void {
  now = { ...now, ...change };
  for (const listener of listeners) listener();
}

/** Begins a walk, or goes on with one that was begun; places are noted from now on, and until then none were. */
export async function startWalk(
  walk: Pick<Walk, "id" | "account" | "caseNo" | "task">,
  hours: DutyHours,
): Promise<void> {
  const known = await fieldDatabase.walks.get(walk.id);
  const startedAt = known?.startedAt ?? localTime(reckoned(Date.now()));
  await fieldDatabase.walks.put({
    ...walk,
    startedAt,
    endedAt: null,
    endedBy: null,
    taken: known?.taken ?? 0,
  });
  watch(walk.id, hours);
}

/** Ends a walk: no place is noted any more. */
export async function endWalk(walk: string, endedBy: NonNullable<Walk["endedBy"]>): Promise<void> {
  if (now.walk === walk) leaveWalk();
  await fieldDatabase.walks.update(walk, { endedAt: localTime(reckoned(Date.now())), endedBy });
}

/** Notes that steps up to one stand in the draft of the walk's form; not where they do not, since the phone was full. */
export async function takeSteps(walk: string, last: Step): Promise<void> {
  const { drafts, walks } = fieldDatabase;
  // The draft is written before this transaction may begin.
  await fieldDatabase.transaction("rw", drafts, walks, async () => {
    const draft = await drafts.get(walk);
    if (JSON.stringify(draft?.values ?? {}).includes(last.at))
      await walks.update(walk, { taken: last.id ?? 0 });
  });
}

/** Stops noting, whoever's walk it was; the walk itself stays as it is on the phone. */
export function leaveWalk(): void {
  stop?.();
  stop = undefined;
  tell({ walk: null, lastAt: null, trouble: null });
}

/** Goes on with this person's walk after the page was closed or reloaded; ends it where duty is over. */
export async function resumeWalk(account: string, hours: DutyHours): Promise<void> {
  const walks = await fieldDatabase.walks.where({ account }).toArray();
  const running = walks.find(({ endedAt }) => endedAt === null);
  if (running === undefined || now.walk === running.id) return;
  const last = await fieldDatabase.steps.where({ walk: running.id }).last();
  const idle = reckoned(Date.now()) - Date.parse(last?.at ?? running.startedAt);
  if (idle > LEFT_MS) return endWalk(running.id, "left");
  if (!isDutyTime(hours, reckoned(Date.now()))) return endWalk(running.id, "hours");
  watch(running.id, hours);
}

/** Notes one more point, e.g. of a check-in. */
export async function noteStep(walk: string, point: TrackPoint): Promise<void> {
  try {
    await fieldDatabase.steps.add({ ...point, walk });
    tell({ lastAt: Date.now(), trouble: null });
  } catch (fault) {
    tell({ trouble: isFull(fault) ? "full" : "noSignal" });
  }
}

function watch(walk: string, hours: DutyHours): void {
  stop?.();
  tell({ walk, lastAt: null, trouble: null });
  const isOver = (): boolean => !isDutyTime(hours, reckoned(Date.now()));
  const endIfOver = (): void => {
    if (isOver()) void endWalk(walk, "hours");
  };
  const id = navigator.geolocation.watchPosition(
    ({ coords, timestamp }) => {
      if (isOver()) return void endWalk(walk, "hours");
      if (now.lastAt !== null && Date.now() - now.lastAt < EVERY_MS) return undefined;
      return void noteStep(walk, pointAt(coords, timestamp));
    },
    ({ code }) => tell({ trouble: code === 1 ? "refused" : "noSignal" }),
    { enableHighAccuracy: true, maximumAge: 2_000, timeout: 60_000 },
  );
  const look = setInterval(endIfOver, LOOK_MS);
  const screen = keepScreenOn();
  stop = () => {
    navigator.geolocation.clearWatch(id);
    clearInterval(look);
    screen();
  };
}

const rounded = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

/** A place as a point of a track, its time by the server's clock. */
export function pointAt(
  { longitude, latitude, accuracy }: Pick<GeolocationCoordinates, "longitude" | "latitude" | "accuracy">,
  timestamp: number,
): TrackPoint {
  const at = localTime(reckoned(timestamp));
  return { lon: rounded(longitude), lat: rounded(latitude), at, accuracy: Math.round(accuracy) };
}

/** A page notes no place once the screen is off: the phone is asked to leave it on, where it knows how. */
function keepScreenOn(): () => void {
  if (!("wakeLock" in navigator)) return () => undefined;
  const asked = navigator.wakeLock.request("screen").catch(() => undefined);
  return () => void asked.then((lock) => lock?.release());
}
