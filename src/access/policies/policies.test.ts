import { describe, expect, it } from "vitest";
import {
  canBeginOffered,
  canCancelCase,
  canClaimTask,
  canCorrectFailure,
  canCompleteTask,
  canConfigure,
  canExchange,
  canGiveBackTask,
  canManageAccounts,
  canManageSubstitutions,
  canMigrate,
  canMergeCase,
  canMoveCase,
  canOpenCase,
  canRateCase,
  canReadRatingWords,
  canReadAudit,
  canReceiveTask,
  canResolveFailure,
  canSeeCase,
  canSeeFigure,
  canSeeFigureRecords,
  canSeePersonalData,
  canSeeRatings,
  canSeeRecord,
  canTransferTask,
  checkRoles,
  principalOf,
  ROLES,
  storeContextOf,
  type Account,
  type Principal,
  type Role,
} from "#access";
import { account, CASE, DISTRICT, FIRM, ORGAN, post, staff, taskFor, TODAY } from "./samples.ts";

const wang = principalOf(account("wang", "resident"), [], [], TODAY);
const li = principalOf(account("li", "resident"), [], [], TODAY, ["enterprise:other"]);

const ACTIONS: Readonly<Record<string, (who: Principal | null) => boolean>> = {
  "see a case": (who) => canSeeCase(who, CASE).allowed,
  "apply in one's own name": (who) =>
    canOpenCase(who, { organ: ORGAN, applicant: who?.account.id ?? "nobody" }).allowed,
  "open a case for another": (who) => canOpenCase(who, { organ: ORGAN, applicant: "someone" }).allowed,
  "complete an applicant's task": (who) => canCompleteTask(who, taskFor("applicant")).allowed,
  "complete a clerk's task": (who) => canCompleteTask(who, taskFor("clerk")).allowed,
  "complete a reviewer's task": (who) => canCompleteTask(who, taskFor("reviewer")).allowed,
  "complete an inspector's task": (who) => canCompleteTask(who, taskFor("inspector")).allowed,
  "complete an approver's task": (who) => canCompleteTask(who, taskFor("approver")).allowed,
  "see personal data in full": (who) => canSeePersonalData(who, { ...CASE, askedNow: [] }).allowed,
  "see a record": (who) =>
    canSeeRecord(who, { organ: ORGAN, division: CASE.division, holder: "wang" }).allowed,
  "see the firm's record": (who) =>
    canSeeRecord(who, { organ: ORGAN, division: CASE.division, holder: FIRM }).allowed,
  "see an open figure": (who) => canSeeFigure(who, { division: DISTRICT, organ: null, open: true }).allowed,
  "see an inner figure": (who) => canSeeFigure(who, { division: DISTRICT, organ: null, open: false }).allowed,
  "open a figure's records": (who) =>
    canSeeFigureRecords(who, { division: DISTRICT, organ: null, open: true }).allowed,
  "open one organ's figure's records": (who) =>
    canSeeFigureRecords(who, { division: DISTRICT, organ: ORGAN, open: true }).allowed,
  "manage accounts": (who) => canManageAccounts(who).allowed,
  "arrange any substitution": (who) => canManageSubstitutions(who, { absent: "boss" }).allowed,
  "read the audit": (who) => canReadAudit(who).allowed,
  "publish matters": (who) => canConfigure(who).allowed,
  "send what the district admits connected systems to": (who) => canExchange(who, ["connector"]).allowed,
  "send what the district does not list": (who) => canExchange(who, undefined).allowed,
  "migrate running cases": (who) => canMigrate(who).allowed,
  "resolve a failure": (who) => canResolveFailure(who).allowed,
  "correct what a failed step reads": (who) => canCorrectFailure(who, CASE).allowed,
  "take up a clerk's task": (who) => canClaimTask(who, taskFor("clerk")).allowed,
  "take up an applicant's task": (who) => canClaimTask(who, taskFor("applicant")).allowed,
  "give back a colleague's task": (who) =>
    canGiveBackTask(who, taskFor("clerk", { assignee: "colleague" }), ["approver"]).allowed,
  "end a case": (who) => canCancelCase(who, CASE, ["approver"]).allowed,
  "begin an activity whose task is a clerk's": (who) => canBeginOffered(who, taskFor("clerk"), []).allowed,
  "begin what opens no task beside a clerk's and an applicant's": (who) =>
    canBeginOffered(who, null, [taskFor("applicant"), taskFor("clerk")]).allowed,
  "move a case": (who) => canMoveCase(who, CASE, ["approver"]).allowed,
  "merge a case": (who) =>
    canMergeCase(who, CASE, { organs: [ORGAN], roles: ["clerk", "dispatcher"] }).allowed,
  "rate a case": (who) => canRateCase(who, CASE).allowed,
  "see the lists of ratings": (who) => canSeeRatings(who).allowed,
  "read a rating's own words": (who) =>
    canReadRatingWords(who, { organ: ORGAN, division: "210311006002", holder: "wang" }).allowed,
  "pass on a clerk's task": (who) => canTransferTask(who, taskFor("clerk"), ["approver"]).allowed,
};

type Who =
  | Role
  | "signed out"
  | "another applicant"
  | "known as the one in whose name"
  | "clerk elsewhere"
  | "leader elsewhere";

const PEOPLE: Readonly<Record<Who, Principal | null>> = {
  "signed out": null,
  applicant: wang,
  "another applicant": li,
  "known as the one in whose name": principalOf(account("firm", "enterprise"), [], [], TODAY, [FIRM]),
  clerk: staff("clerk", post("clerk")),
  "clerk elsewhere": staff("clerk2", post("clerk", "organ-water")),
  reviewer: staff("reviewer", post("reviewer")),
  inspector: staff("inspector", post("inspector")),
  presider: staff("presider", post("presider")),
  approver: staff("approver", post("approver")),
  dispatcher: staff("dispatcher", post("dispatcher")),
  handler: staff("handler", post("handler")),
  verifier: staff("verifier", post("verifier")),
  gridWorker: staff("gridWorker", post("gridWorker")),
  chief: staff("chief", post("chief")),
  leader: staff("leader", post("leader", "organ-office")),
  "leader elsewhere": staff("leader2", post("leader", "organ-office", "210311102")),
  supervisor: staff("supervisor", post("supervisor", "organ-business")),
  auditor: staff("auditor", post("auditor", "organ-audit")),
  configurer: staff("configurer", post("configurer", "organ-data")),
  admin: staff("admin", post("admin", "organ-data")),
  connector: staff("connector", post("connector", "organ-data")),
};

const HANDLING = [
  "see a case",
  "see personal data in full",
  "see a record",
  "see the firm's record",
  "see an inner figure",
  "open one organ's figure's records",
  "see the lists of ratings",
  "read a rating's own words",
];
const OVERSEEING = [
  "see a case",
  "see a record",
  "see the firm's record",
  "see an inner figure",
  "open a figure's records",
  "open one organ's figure's records",
  "see the lists of ratings",
];
const APPLYING = ["see a case", "rate a case", "apply in one's own name", "see personal data in full"];

/** What each may do, beside the open figures that everyone sees. */
const EXPECTED: Readonly<Record<Who, readonly string[]>> = {
  "signed out": [],
  applicant: [...APPLYING, "complete an applicant's task", "see a record", "read a rating's own words"],
  "another applicant": ["apply in one's own name"],
  "known as the one in whose name": [...APPLYING, "complete an applicant's task", "see the firm's record"],
  clerk: [
    ...HANDLING,
    "open a case for another",
    "complete a clerk's task",
    "take up a clerk's task",
    "begin an activity whose task is a clerk's",
    "begin what opens no task beside a clerk's and an applicant's",
    "pass on a clerk's task",
    "merge a case",
  ],
  "clerk elsewhere": ["see an inner figure", "see the lists of ratings"],
  reviewer: [...HANDLING, "complete a reviewer's task"],
  inspector: [...HANDLING, "complete an inspector's task"],
  presider: [...HANDLING],
  approver: [
    ...HANDLING,
    "complete an approver's task",
    "give back a colleague's task",
    "end a case",
    "move a case",
    "pass on a clerk's task",
  ],
  dispatcher: [...HANDLING, "merge a case"],
  handler: [...HANDLING],
  verifier: [...HANDLING],
  gridWorker: [...HANDLING],
  chief: [...HANDLING],
  leader: OVERSEEING,
  "leader elsewhere": ["see the lists of ratings"],
  supervisor: [...OVERSEEING, "read a rating's own words"],
  auditor: [...OVERSEEING, "read the audit"],
  configurer: [
    "publish matters",
    "migrate running cases",
    "resolve a failure",
    "correct what a failed step reads",
  ],
  admin: ["manage accounts", "arrange any substitution"],
  connector: ["send what the district admits connected systems to"],
};

describe("every role and every action", () => {
  it("has a person for every role", () => {
    expect(Object.keys(PEOPLE)).toEqual(expect.arrayContaining([...ROLES]));
  });
  for (const [who, principal] of Object.entries(PEOPLE))
    for (const [action, may] of Object.entries(ACTIONS)) {
      const expected = action === "see an open figure" || EXPECTED[who as Who].includes(action);
      it(`${who} ${expected ? "may" : "may not"} ${action}`, () => expect(may(principal)).toBe(expected));
    }
});

describe("tasks", () => {
  const intake = { element: "intake", name: "收件", account: "clerk" };
  const both = staff("clerk", post("clerk"), post("approver"));
  const decide = taskFor("approver", { separateFrom: ["intake"], earlier: [intake] });

  it("refuses the decision to the person who did the intake, naming the step", () => {
    const decision = canCompleteTask(both, decide);
    expect(decision).toMatchObject({ allowed: false, problem: { code: "ACTED_BEFORE" } });
    if (!decision.allowed) expect(decision.problem.message.zh).toContain("收件");
  });

  it("lets a small organ relax separation, and says that it did", () => {
    expect(canCompleteTask(both, { ...decide, separationRelaxed: true })).toMatchObject({
      allowed: true,
      relaxed: true,
    });
    expect(
      canCompleteTask(staff("other", post("approver")), { ...decide, separationRelaxed: true }),
    ).toMatchObject({ allowed: true, relaxed: false });
  });

  it("ignores earlier acts that the task does not keep apart", () => {
    expect(canCompleteTask(both, { ...decide, separateFrom: [] }).allowed).toBe(true);
  });

  it("refuses a handler their own application even for a candidate role", () => {
    const own = { ...taskFor("clerk"), applicant: "clerk" };
    expect(canCompleteTask(staff("clerk", post("clerk")), own)).toMatchObject({
      allowed: false,
      problem: { code: "OWN_CASE" },
    });
  });

  it("gives a task only to whoever may do it: intake, review and decision stay three people", () => {
    const decision = taskFor("approver", {
      assignee: "colleague",
      separateFrom: ["intake"],
      earlier: [{ element: "intake", name: "收件", account: "boss" }],
    });
    expect(canReceiveTask(staff("deputy", post("approver")), decision).allowed).toBe(true);
    expect(canReceiveTask(staff("boss", post("approver")), decision)).toMatchObject({
      problem: { code: "ACTED_BEFORE" },
    });
    expect(canReceiveTask(staff("clerk", post("clerk")), decision)).toMatchObject({
      problem: { code: "TASK_NOT_YOURS" },
    });
  });

  it("leaves a task that stands under a post to whoever holds the post", () => {
    const given = taskFor("clerk", { assignee: "post:clerk@210311006" });
    const there = staff("clerk", post("clerk", ORGAN, "210311006"));
    expect(canCompleteTask(there, given).allowed).toBe(true);
    expect(canGiveBackTask(there, given, []).allowed).toBe(true);
    const here = staff("other", post("clerk"));
    expect(canCompleteTask(here, given)).toMatchObject({ problem: { code: "TASK_TAKEN" } });
  });

  it("does not give back a task that nobody has taken, nor one that one person alone may do", () => {
    const clerk = staff("clerk", post("clerk"));
    expect(canGiveBackTask(clerk, taskFor("clerk"), ["clerk"])).toMatchObject({
      problem: { code: "TASK_NOT_TAKEN" },
    });
    const alone = { ...taskFor("clerk", { assignee: "clerk" }), candidateGroups: [] };
    expect(canGiveBackTask(clerk, alone, [])).toMatchObject({ problem: { code: "TASK_FOR_ONE" } });
  });

  it("refuses a task that a colleague has taken", () => {
    const taken = taskFor("clerk", { assignee: "colleague" });
    expect(canCompleteTask(staff("clerk", post("clerk")), taken)).toMatchObject({
      problem: { code: "TASK_TAKEN" },
    });
  });
});

describe("roles and the row's second wall", () => {
  it("keeps the auditor apart from every other role", () => {
    expect(checkRoles(["auditor"]).ok).toBe(true);
    expect(checkRoles(["admin", "auditor"])).toMatchObject({ error: { code: "ROLES_INCOMPATIBLE" } });
    expect(checkRoles(["clerk", "approver"]).ok).toBe(true);
  });

  it("gives a disabled account no role and no case", () => {
    const gone = { ...account("wang", "resident"), disabledAt: "2022-01-01T00:00:00.000Z" as never };
    const principal = principalOf(gone, [], [], TODAY);
    expect(storeContextOf(principal, DISTRICT).roles).toEqual([]);
    expect(canSeeCase(principal, CASE).allowed).toBe(false);
  });

  it("tells the store what an account is known as, but not a disabled one's nor staff's", () => {
    const known = (change: Partial<Account>) => {
      const principal = principalOf({ ...account("firm", "enterprise"), ...change }, [], [], TODAY, [FIRM]);
      return storeContextOf(principal, DISTRICT).knownAs;
    };
    expect(known({})).toEqual([FIRM]);
    expect(known({ disabledAt: "2022-01-01T00:00:00.000Z" as never })).toEqual([]);
    expect(known({ kind: "staff" })).toEqual([]);
  });

  it("never gives nobody the system's context", () => {
    expect(storeContextOf(null, DISTRICT)).toEqual({
      district: DISTRICT,
      account: "anonymous",
      roles: [],
      organs: [],
      divisions: [],
      knownAs: [],
    });
    expect(storeContextOf(staff("c", post("clerk"), post("reviewer")), DISTRICT)).toEqual({
      posts: ["post:clerk@210311", "post:reviewer@210311"],
      seats: ["clerk", "reviewer"].map((role) => ({ organ: ORGAN, role, division: DISTRICT })),
      district: DISTRICT,
      account: "c",
      roles: ["clerk", "reviewer"],
      organs: [ORGAN],
      divisions: [DISTRICT],
      knownAs: [],
    });
  });
});
