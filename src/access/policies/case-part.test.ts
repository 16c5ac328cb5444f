import { describe, expect, it } from "vitest";
import type { FormGroup, MatterNeed } from "#district";
import type { HeldPost, Principal } from "../principal.ts";
import type { Role } from "../roles.ts";
import { partOfCase, type PartTarget } from "./case-part.ts";

const NAME = { zh: "组", en: "group" };
const GROUPS: readonly FormGroup[] = [
  { id: "person", name: NAME, fields: ["name", "idNo"] },
  { id: "means", name: NAME, fields: ["income", "deposits"] },
];
const need = (given: Partial<MatterNeed>): MatterNeed => ({
  organs: [],
  roles: [],
  tasks: [],
  whole: false,
  groups: [],
  fields: [],
  materials: [],
  documents: false,
  findings: [],
  ...given,
});

const CASE: PartTarget = {
  organ: "civil-affairs",
  otherOrgans: ["hill-town", "health"],
  town: "hill-town",
  division: "210311001",
  applicant: "resident",
  inNameOf: null,
  open: [{ element: "Task_Visit", organ: "hill-town", candidateGroups: ["inspector"], candidateUsers: [] }],
  done: { Task_Intake: ["first-clerk"] },
};

const post = (organ: string, role: Role): HeldPost => ({
  id: `${organ}-${role}`,
  organ,
  role,
  division: "210311",
  onBehalfOf: null,
});
const person = (id: string, ...posts: readonly HeldPost[]): Principal => ({
  account: {
    id,
    name: "某人",
    kind: posts.length === 0 ? "resident" : "staff",
    subject: id,
    disabledAt: null,
  },
  posts,
  knownAs: [],
});

const partOf = (needs: readonly MatterNeed[], who: Principal) =>
  partOfCase(who, { needs, form: { file: "", schema: {}, groups: GROUPS, fields: [], checks: [] } }, CASE);

describe("the part of a case that is somebody's to know", () => {
  it("is the whole for parties, for the own organ of which nothing is said, and for who only oversees", () => {
    const needs = [need({ organs: ["health"], groups: ["person"] })];
    expect(partOf(needs, person("resident")).whole).toBe(true);
    expect(partOf(needs, person("a", post("civil-affairs", "approver"))).whole).toBe(true);
    expect(partOf(needs, person("a", post("government", "leader"))).whole).toBe(true);
  });

  it("is nothing for another organ of which nothing is said, and for who has nothing to do with it", () => {
    const needs = [need({ organs: ["health"], groups: ["person"] })];
    for (const who of [person("a", post("hill-town", "clerk")), person("a", post("education", "clerk"))])
      expect(partOf(needs, who)).toMatchObject({ whole: false, fields: new Set(), documents: false });
  });

  it("joins groups and single fields of all needs that hold for an organ and a role", () => {
    const needs = [
      need({ organs: ["town"], roles: ["inspector"], groups: ["person"], materials: ["proof"] }),
      need({ organs: ["town"], fields: ["income"], findings: ["Task_Visit"] }),
      need({ organs: ["asked"], roles: ["reviewer"], fields: ["deposits"] }),
    ];
    expect(partOf(needs, person("a", post("hill-town", "inspector")))).toMatchObject({
      fields: new Set(["name", "idNo", "income"]),
      materials: new Set(["proof"]),
      findings: new Set(["Task_Visit"]),
    });
    expect(partOf(needs, person("a", post("health", "reviewer"))).fields).toEqual(new Set(["deposits"]));
    expect(partOf(needs, person("a", post("health", "clerk"))).fields).toEqual(new Set());
  });

  it("holds by a task while it is open to the post, and for who did it", () => {
    const needs = [
      need({ organs: ["town"], tasks: ["Task_Visit"], whole: true }),
      need({ organs: ["own"], roles: ["clerk"], tasks: ["Task_Intake"], whole: true }),
    ];
    expect(partOf(needs, person("a", post("hill-town", "inspector"))).whole).toBe(true);
    expect(partOf(needs, person("a", post("hill-town", "clerk"))).whole).toBe(false);
    expect(partOf(needs, person("first-clerk", post("civil-affairs", "clerk"))).whole).toBe(true);
    expect(partOf(needs, person("second-clerk", post("civil-affairs", "clerk"))).whole).toBe(false);
    const substitute = { ...post("civil-affairs", "clerk"), onBehalfOf: "first-clerk" };
    expect(partOf(needs, person("second-clerk", substitute)).whole).toBe(true);
  });

  it("adds what overseers see, with stars, where one person both oversees and handles", () => {
    const needs = [need({ organs: ["health"], fields: ["name"] })];
    const both = person("a", post("health", "reviewer"), post("government", "leader"));
    expect(partOf(needs, both)).toMatchObject({ whole: false, oversees: true, fields: new Set(["name"]) });
  });
});
