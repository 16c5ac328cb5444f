import { expect, it } from "vitest";
import { expectOk, parseLocalDate } from "#kernel";
import {
  canCancelCase,
  canCompleteTask,
  canGiveBackTask,
  canMoveCase,
  canSeeCase,
  canSeePersonalData,
  canSeeProcess,
  principalOf,
  type Principal,
  type Role,
  type TaskTarget,
} from "#access";

const TODAY = expectOk(parseLocalDate("2026-11-27"));
const CIVIL = "civil-affairs";
const TOWN = "datun";
const PLACE = "210311103220";

const holder = (role: Role, organ: string, division: string): Principal =>
  principalOf(
    { id: `${role}-${organ}-${division}`, name: role, kind: "staff", subject: role, disabledAt: null },
    [{ id: role, organ, role, division }],
    [],
    TODAY,
  );

const CASE = { organ: CIVIL, division: PLACE, applicant: "wang", inNameOf: null, otherOrgans: [TOWN] };
const task = (change: Partial<TaskTarget> = {}): TaskTarget => ({
  ...CASE,
  at: { organ: TOWN, division: PLACE },
  candidateGroups: ["clerk"],
  candidateUsers: [],
  assignee: null,
  separateFrom: [],
  earlier: [],
  atWindow: false,
  separationRelaxed: false,
  mandate: null,
  ...change,
});

const inTown = holder("clerk", TOWN, "210311103");
const inDistrict = holder("clerk", CIVIL, "210311");

it("a task at another organ is that organ's alone, and its work does not make the case its own", () => {
  expect(canCompleteTask(inTown, task()).allowed).toBe(true);
  expect(canCompleteTask(inDistrict, task())).toMatchObject({ problem: { code: "TASK_NOT_YOURS" } });
  expect(canCompleteTask(inTown, task({ at: { organ: CIVIL, division: PLACE } })).allowed).toBe(false);
  const head = holder("approver", TOWN, "210311103");
  expect(canCancelCase(head, CASE, ["approver"]).allowed).toBe(false);
  expect(canMoveCase(head, CASE, ["approver"]).allowed).toBe(false);
  expect(canGiveBackTask(head, task({ assignee: "somebody" }), ["approver"]).allowed).toBe(true);
  const theirs = holder("approver", CIVIL, "210311");
  expect(canGiveBackTask(theirs, task({ assignee: "somebody" }), ["approver"]).allowed).toBe(false);
});

it("whoever takes part sees the case and its course, a third organ does not", () => {
  expect(canSeeCase(inTown, CASE).allowed).toBe(true);
  expect(canSeeProcess(inTown, CASE).allowed).toBe(true);
  expect(canSeeCase(holder("clerk", "ganquan", "210311104"), CASE).allowed).toBe(false);
  expect(canSeeCase(inTown, { ...CASE, otherOrgans: [] }).allowed).toBe(false);
});

it("personal data are whole for another organ only while it has something to do", () => {
  expect(canSeePersonalData(inTown, { ...CASE, askedNow: [TOWN] }).allowed).toBe(true);
  expect(canSeePersonalData(inTown, { ...CASE, askedNow: [] })).toMatchObject({
    problem: { code: "PERSONAL_DATA_MASKED" },
  });
  expect(canSeePersonalData(inDistrict, { ...CASE, askedNow: [] }).allowed).toBe(true);
});

it("a post is asked for what lies in its division, or for a place known no nearer than around it", () => {
  const village = holder("clerk", TOWN, PLACE);
  const neighbour = holder("clerk", TOWN, "210311103221");
  expect(canCompleteTask(village, task()).allowed).toBe(true);
  expect(canCompleteTask(neighbour, task()).allowed).toBe(false);
  const around = task({ at: { organ: TOWN, division: "210311103" } });
  expect([village, neighbour, inTown].map((who) => canCompleteTask(who, around).allowed)).toEqual([
    true,
    true,
    true,
  ]);
});
