import { principalOf, type Account, type Post, type Principal, type Role, type TaskTarget } from "#access";
import { expectOk, parseLocalDate } from "#kernel";

export const day = (text: string) => expectOk(parseLocalDate(text));
export const TODAY = day("2022-10-12");
export const ORGAN = "organ-food";
export const DISTRICT = "210311";

export const account = (id: string, kind: Account["kind"]): Account => ({
  id,
  name: id,
  kind,
  subject: id,
  disabledAt: null,
});

export const post = (role: Role, organ = ORGAN, division = DISTRICT): Post => ({
  id: `${role}@${organ}`,
  organ,
  role,
  division,
});

export const staff = (id: string, ...posts: readonly Post[]): Principal =>
  principalOf(account(id, "staff"), posts, [], TODAY);

export const FIRM = "enterprise:firm";

export const CASE = { organ: ORGAN, division: "210311006", applicant: "wang", inNameOf: FIRM };

export const taskFor = (group: string, more: Partial<TaskTarget> = {}): TaskTarget => ({
  ...CASE,
  at: { organ: CASE.organ, division: CASE.division },
  candidateGroups: [group],
  candidateUsers: [],
  assignee: null,
  separateFrom: [],
  earlier: [],
  atWindow: false,
  separationRelaxed: false,
  mandate: null,
  ...more,
});
