import { expect, test } from "vitest";
import { complete, failureOf, playModels, type Played } from "../../../test/support/play.ts";
import { HINTED_VARIABLES, TEMPLATE_DRAWINGS } from "../../../test/support/template-drawings.ts";
import { elementTemplates } from "../../process/element-templates.ts";

test("there is a drawing for every template", () => {
  expect(Object.keys(TEMPLATE_DRAWINGS).toSorted()).toEqual(
    elementTemplates.map(({ id }) => id.replace("yiwang.", "")).toSorted(),
  );
});

test.each(Object.keys(TEMPLATE_DRAWINGS))(
  "a case whose %s is filled in by its own hints runs to its end",
  async (name) => {
    const [xml = "", ...steps] = TEMPLATE_DRAWINGS[name] ?? [];
    const played: Played = await playModels([xml], steps, { variables: HINTED_VARIABLES });
    expect([played.refused, failureOf(played), played.status]).toEqual([undefined, undefined, "completed"]);
  },
);

test("a joint review by its template passes or is rejected by what its form gives", async () => {
  const [xml = ""] = TEMPLATE_DRAWINGS["jointReview"] ?? [];
  const asked = await playModels([xml], [], { variables: HINTED_VARIABLES });
  const tasks = Object.values(asked.state?.instances ?? {}).flatMap(({ wait }) =>
    wait.kind === "task" ? [wait] : [],
  );
  expect(tasks).toMatchObject([
    { organ: "planning", candidateGroups: ["reviewer"], formId: "opinion", dueAt: expect.any(String) },
    { organ: "ecology", candidateGroups: ["reviewer"] },
    { organ: "fire-rescue", candidateGroups: ["reviewer"] },
  ]);
  const against = await playModels([xml], [complete("t", { agree: false })], { variables: HINTED_VARIABLES });
  expect(against.variables["review"]).toMatchObject({ verdict: "rejected", against: 1 });
});
