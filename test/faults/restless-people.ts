import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { foodForm, MATTER, siteCheck, verdicts } from "../harness/food-licence.ts";
import type { CaseAnswer, Person, ReceiptAnswer } from "../harness/person.ts";

/** Opens while the server can be asked; whoever comes in between waits. */
export type Gate = { readonly open: () => Promise<void>; readonly shut: () => void; readonly up: () => void };

export function gate(): Gate {
  let waiting = Promise.withResolvers<void>();
  waiting.resolve();
  return {
    open: () => waiting.promise,
    shut: () => {
      waiting = Promise.withResolvers<void>();
    },
    up: () => waiting.resolve(),
  };
}

/** What the server has answered: exactly this must be there afterwards, and nothing besides. */
export type Told = {
  readonly receipts: (ReceiptAnswer & { readonly key: string })[];
  readonly acts: { readonly key: string; readonly caseNo: string; readonly task: string }[];
  /** Cases whose decision was acknowledged, by what was decided. */
  readonly granted: string[];
  readonly refused: string[];
  answered: number;
  /** Requests that got no answer and were sent again under their key. */
  unanswered: number;
  /** Requests refused because the database was away, and sent again under their key. */
  away: number;
  /** Answers that no kill excuses. */
  readonly faults: string[];
};

export const nothingTold = (): Told => ({
  receipts: [],
  acts: [],
  granted: [],
  refused: [],
  answered: 0,
  unanswered: 0,
  away: 0,
  faults: [],
});

export type Crowd = {
  readonly gate: Gate;
  readonly told: Told;
  readonly goOn: () => boolean;
  readonly staff: Readonly<Record<string, Person>>;
};

type Sent = { readonly status: number; readonly body: unknown };
const ANSWER_MS = 30_000;
const PATIENCE_MS = 300_000;
/** So soon that kills and restarts meet many requests: a real client waits as Retry-After says. */
const AGAIN_MS = 50;

const isAway = ({ status, body }: Sent): boolean =>
  status === 503 && (body as { code?: unknown }).code === "STORE_AWAY";

/** Sends until there is an answer: what a careful client does with a line that breaks. */
export async function surely(crowd: Pick<Crowd, "gate" | "told">, ask: () => Promise<Sent>): Promise<Sent> {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    await crowd.gate.open();
    try {
      const answer = await within(ANSWER_MS, ask());
      crowd.told.answered += 1;
      if (answer.status < 500) return answer;
      if (isAway(answer)) crowd.told.away += 1;
      else crowd.told.faults.push(`answered ${answer.status} ${JSON.stringify(answer.body)}`);
    } catch {
      crowd.told.unanswered += 1;
    }
    if (performance.now() > end) throw new Error("no answer within the time limit");
    await pause(AGAIN_MS);
  }
}

/** A random number of answers and a random moment more: a slow machine meets as many requests as a fast one. */
export async function afterSomeWork(told: Pick<Told, "answered">, chance: () => number): Promise<void> {
  const enough = told.answered + 1 + Math.floor(chance() * 12);
  const end = performance.now() + 10_000;
  while (told.answered < enough && performance.now() < end) await pause(10);
  await pause(chance() * 120);
}

/** Someone who applies, with the materials that they sent before. */
export type Applicant = {
  readonly person: Person;
  readonly files: Record<string, string[]>;
  /** What their form says of their own firm. */
  readonly firm: Readonly<Record<string, string>>;
};

/** Applies again and again, and takes every case to its decision with the officers. */
export async function liveRestlessly(
  crowd: Crowd,
  { person, files, firm }: Applicant,
  start: number,
): Promise<void> {
  for (let round = start; crowd.goOn(); round += 1) {
    const key = randomUUID();
    const body = { matter: MATTER, values: foodForm({ ...firm, area: 50 + round }), materials: files };
    const sent = await surely(crowd, () => person.try("POST", "/api/cases", body, key));
    if (sent.status !== 200) {
      crowd.told.faults.push(`apply: ${sent.status} ${JSON.stringify(sent.body)}`);
      continue;
    }
    const receipt = sent.body as ReceiptAnswer;
    crowd.told.receipts.push({ ...receipt, key });
    await decideCase(crowd, receipt, round);
  }
}

async function decideCase(crowd: Crowd, { caseNo, receivedAt }: ReceiptAnswer, round: number): Promise<void> {
  const clerks = round % 2 === 0 ? ["clerk", "clerk-second"] : ["clerk"];
  await actSurely(crowd, clerks, caseNo, "Task_Intake", {
    intakeOutcome: "accept",
    materialVerdicts: verdicts(true),
  });
  await actSurely(crowd, ["reviewer"], caseNo, "Task_Review", { reviewOpinion: "材料齐全，符合法定形式。" });
  await actSurely(crowd, ["inspector"], caseNo, "Task_SiteCheck", siteCheck(receivedAt));
  await actSurely(crowd, ["inspector-second"], caseNo, "Task_SiteCheckSecond", {
    siteCheckAgreed: true,
    siteCheckSecondOfficer: { name: "王成霞", licence: "C21031100018" },
  });
  await actSurely(crowd, ["reviewer"], caseNo, "Task_Conclusion", {
    recommendation: "grant",
    conclusionOpinion: "符合食品安全标准，建议准予许可。",
  });
  const grants = round % 4 !== 3;
  const decision = grants
    ? { decision: "grant", decisionOpinion: "同意。" }
    : { decision: "refuse", decisionReasons: ["后厨生熟食品未分开。"] };
  await actSurely(crowd, ["approver"], caseNo, "Task_Decision", decision);
  (grants ? crowd.told.granted : crowd.told.refused).push(caseNo);
}

/** One or several officers do the same task, each under one key until answered; exactly one succeeds. */
async function actSurely(
  crowd: Crowd,
  logins: readonly string[],
  caseNo: string,
  element: string,
  values: object,
): Promise<void> {
  const [first] = logins;
  const seen = await surely(crowd, async () => ({
    status: 200,
    body: await crowd.staff[first ?? ""]?.get<CaseAnswer>(`/api/cases/${caseNo}`),
  }));
  const page = seen.body as CaseAnswer;
  const task = page.tasks.find((each) => each.element === element && each.refused === null);
  if (task === undefined) {
    crowd.told.faults.push(`${caseNo}: ${element} is not open for ${first}`);
    return;
  }
  const body = { version: page.version, values };
  const path = `/api/cases/${caseNo}/tasks/${task.id}/complete`;
  const answers = await Promise.all(
    logins.map(async (login) => {
      const key = randomUUID();
      const sent = await surely(crowd, async () => {
        const person = crowd.staff[login];
        if (person === undefined) throw new Error(`nobody is called ${login}`);
        return person.try("POST", path, body, key);
      });
      if (sent.status === 200) crowd.told.acts.push({ key, caseNo, task: task.id });
      return sent;
    }),
  );
  const done = answers.filter(({ status }) => status === 200).length;
  if (done !== 1)
    crowd.told.faults.push(
      `${caseNo} ${element}: ${done} of ${logins.length} succeeded: ${JSON.stringify(answers)}`,
    );
}

async function within<Value>(milliseconds: number, work: Promise<Value>): Promise<Value> {
  let limit: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    limit = setTimeout(() => reject(new Error(`no answer within ${milliseconds} ms`)), milliseconds);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(limit));
}
