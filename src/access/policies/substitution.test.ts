import { describe, expect, it } from "vitest";
import { canCompleteTask, canManageSubstitutions, checkSubstitution, principalOf, type Post } from "#access";
import { account, day, post, staff, taskFor } from "./samples.ts";

describe("substitution (AB 角)", () => {
  const substitution = {
    id: "s1",
    posts: [post("approver")],
    absent: "boss",
    substitute: "deputy",
    from: day("2022-10-10"),
    to: day("2022-10-14"),
  };
  const deputyOn = (on: string, ...own: readonly Post[]) =>
    principalOf(account("deputy", "staff"), own, [substitution], day(on));

  it("gives the absent holder's post on its first and last day and not outside them", () => {
    expect(deputyOn("2022-10-09").posts).toEqual([]);
    expect(deputyOn("2022-10-10").posts).toHaveLength(1);
    expect(deputyOn("2022-10-14").posts).toHaveLength(1);
    expect(deputyOn("2022-10-15").posts).toEqual([]);
  });

  it("lets the substitute decide and names whom they stand in for", () => {
    expect(canCompleteTask(deputyOn("2022-10-12"), taskFor("approver"))).toMatchObject({
      allowed: true,
      as: { onBehalfOf: "boss" },
    });
  });

  it("does not let the substitute decide what they reviewed, nor what the absent one reviewed", () => {
    for (const reviewer of ["deputy", "boss"]) {
      const earlier = [{ element: "review", name: "审查", account: reviewer }];
      const task = taskFor("approver", { separateFrom: ["review"], earlier });
      expect(canCompleteTask(deputyOn("2022-10-12", post("reviewer")), task)).toMatchObject({
        problem: { code: "ACTED_BEFORE" },
      });
    }
  });

  it("lets the absent holder's own substitute be arranged by that holder only", () => {
    expect(canManageSubstitutions(staff("boss", post("approver")), { absent: "boss" }).allowed).toBe(true);
    expect(canManageSubstitutions(deputyOn("2022-10-12"), { absent: "boss" }).allowed).toBe(false);
  });

  it("must be a colleague, another person, and dates in order", () => {
    const code = (change: Partial<typeof substitution>, who = staff("deputy", post("reviewer"))) => {
      const checked = checkSubstitution({ ...substitution, ...change }, who);
      return checked.ok ? "ok" : checked.error.code;
    };
    expect(code({})).toBe("ok");
    expect(code({ absent: "deputy" })).toBe("SUBSTITUTE_IS_SELF");
    expect(code({ to: day("2022-10-01") })).toBe("SUBSTITUTION_DATES");
    expect(code({}, staff("deputy", post("reviewer", "organ-water")))).toBe("SUBSTITUTE_OTHER_ORGAN");
    expect(code({ posts: [post("admin")] })).toBe("POST_NOT_SUBSTITUTED");
  });
});
