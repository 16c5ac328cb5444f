import { expect, test } from "vitest";
import { compileProcess } from "#process";
import { element, end, flows, loop, processXml, user } from "../../../test/support/bpmn.ts";
import { complete, failureOf, openOf, playModels, timesOf, type Played } from "../../../test/support/play.ts";

const review = (
  rule: string,
  extensions = "",
  marker = loop('inputCollection="=organs" inputElement="organ"'),
) =>
  processXml(
    [
      element("userTask", "t", {
        extensions: `<zeebe:userTask/><zeebe:assignmentDefinition candidateGroups="reviewer"/>
          <yiwang:task organ="=organ"/>
          <zeebe:ioMapping><zeebe:input source="=null" target="agreed"/></zeebe:ioMapping>
          <yiwang:jointReview rule="${rule}" vote="=agreed" result="review"/>${extensions}`,
        inside: marker,
      }),
      end(),
    ],
    flows("s t", "t e"),
  );
const organs = (...all: readonly string[]) => ({ variables: { organs: all } });

/** Three organs vote one after the other until the review ends. */
const voted = (rule: string, ...votes: readonly (boolean | null)[]): Promise<Played> =>
  playModels(
    [review(rule)],
    votes.map((agreed) => complete("t", { agreed })),
    organs("one", "two", "three"),
  );

test("each organ has its own task with its own clock", async () => {
  const xml = review(
    "all",
    '<yiwang:limit value="=if organ = &quot;one&quot; then &quot;1wd&quot; else &quot;3wd&quot;"/>',
  );
  const begun = await playModels([xml], [], organs("one", "two"));
  const tasks = Object.values(begun.state?.instances ?? {}).flatMap(({ wait }) =>
    wait.kind === "task" ? [wait] : [],
  );
  expect(tasks.map(({ organ }) => organ)).toEqual(["one", "two"]);
  expect(new Set(tasks.map(({ dueAt }) => dueAt)).size).toBe(2);
});

test("where all must agree, the first who does not ends the review", async () => {
  const against = await voted("all", true, false);
  expect(against.variables["review"]).toEqual({
    verdict: "rejected",
    rule: "all",
    total: 3,
    agreed: 1,
    against: 1,
    abstained: 0,
  });
  expect(timesOf(against, "t", "cancelled")).toBe(1);
  expect((await voted("all", null)).variables["review"]).toMatchObject({ verdict: "rejected", abstained: 1 });
  expect((await voted("all", true, true, true)).variables["review"]).toMatchObject({ verdict: "passed" });
});

test("a majority is more than half of all asked, and decides as soon as it stands", async () => {
  const passed = await voted("majority", true, true);
  expect([passed.status, passed.variables["review"]]).toMatchObject(["completed", { verdict: "passed" }]);
  expect(openOf(await voted("majority", true, false))).toEqual(["t"]);
  const rejected = await voted("majority", null, false);
  expect([rejected.status, rejected.variables["review"]]).toMatchObject([
    "completed",
    { verdict: "rejected" },
  ]);
});

test("a veto ends the review, and who abstains does not hinder it", async () => {
  expect((await voted("veto", false)).variables["review"]).toMatchObject({ verdict: "rejected" });
  expect(openOf(await voted("veto", true, null))).toEqual(["t"]);
  expect((await voted("veto", true, null, true)).variables["review"]).toMatchObject({ verdict: "passed" });
});

test("a review that asks nobody, or a vote that is none, is a failure", async () => {
  expect(failureOf(await playModels([review("veto")], [], organs()))).toBe("ENGINE_VALUE_UNEXPECTED");
  const strange = await playModels([review("veto")], [complete("t", { agreed: "yes" })], organs("one"));
  expect(failureOf(strange)).toBe("ENGINE_VALUE_UNEXPECTED");
});

test("a joint review needs a known rule and runs at the same time", async () => {
  const codes = async (xml: string) => {
    const compiled = await compileProcess(xml);
    return compiled.ok ? [] : compiled.error.map(({ code }) => code);
  };
  expect(await codes(review("some"))).toEqual(["PROCESS_ATTRIBUTE_UNREADABLE"]);
  expect(await codes(review("all", "", ""))).toEqual(["PROCESS_ATTRIBUTE_MISSING"]);
  expect(await codes(review("all", "", loop('inputCollection="=organs"', true)))).toEqual([
    "PROCESS_ATTRIBUTE_MISSING",
  ]);
});

test("who abstains is not counted as whoever voted before, and a vote stays with its run", async () => {
  const xml = processXml(
    [
      element("userTask", "t", {
        extensions: '<zeebe:userTask/><yiwang:jointReview rule="veto" vote="=agree" result="review"/>',
        inside: loop('inputCollection="=organs" inputElement="organ"'),
      }),
      end(),
    ],
    flows("s t", "t e"),
  );
  const played = await playModels(
    [xml],
    [complete("t", { agree: true }), complete("t", { remark: "no opinion" }), complete("t", { agree: true })],
    { variables: { organs: ["one", "two", "three"], agree: false } },
  );
  expect(played.variables).toMatchObject({
    agree: false,
    remark: "no opinion",
    review: { verdict: "passed", agreed: 2, against: 0, abstained: 1 },
  });
});

test("a text or a number for a vote is refused when the process is compiled, with what to write instead", async () => {
  const votes = ["agree", '="agree"', '=if passed then "agree" else "against"', "=1"];
  for (const vote of votes) {
    const xml = review("all").replace('vote="=agreed"', `vote="${vote.replaceAll('"', "&quot;")}"`);
    const compiled = await compileProcess(xml);
    expect(compiled.ok ? [] : compiled.error.map(({ code }) => code)).toEqual(["PROCESS_VOTE_NOT_BOOLEAN"]);
  }
  const said = review("all").replace(
    'vote="=agreed"',
    'vote="=if opinion = &quot;yes&quot; then true else null"',
  );
  expect((await compileProcess(said)).ok).toBe(true);
});

const signedBy = (returnTo: string, sequential = false): string =>
  processXml(
    [
      user("accept"),
      element("userTask", "t", {
        extensions: `<zeebe:userTask/><yiwang:task returnTo="${returnTo}"/>
          <yiwang:jointReview rule="all" vote="=agree" result="review"/>`,
        inside: loop('inputCollection="=organs" inputElement="organ"', sequential),
      }),
      user("decide"),
      end(),
    ],
    flows("s accept", "accept t", "t decide", "decide e"),
  );

test("one of those who sign returns the whole review: the others' tasks are cancelled and no vote stands", async () => {
  const steps = [
    complete("accept"),
    complete("t", { agree: true }),
    { do: "return", element: "t", to: "accept" },
  ];
  const returned = await playModels([signedBy("accept")], steps, organs("one", "two", "three"));
  expect(openOf(returned)).toEqual(["accept"]);
  expect(timesOf(returned, "t", "cancelled")).toBe(2);
  expect(returned.variables["review"]).toBeUndefined();
  const marks = returned.entries.flatMap((entry) => entry.marks);
  expect(marks.find(({ kind }) => kind === "returned")?.detail).toMatchObject({ to: "accept", ended: 1 });
  const [again] = Object.values(returned.state?.instances ?? {});
  expect(again?.wait).toMatchObject({ returned: { from: "t" } });
  // The next round asks everybody anew.
  const vote = complete("t", { agree: true });
  const round = await playModels(
    [signedBy("accept")],
    [...steps, complete("accept"), vote, vote, vote],
    organs("one", "two", "three"),
  );
  expect([openOf(round), round.variables["review"]]).toMatchObject([
    ["decide"],
    { verdict: "passed", agreed: 3, against: 0 },
  ]);
});

test("out of several runs that are no joint review nothing is returned", async () => {
  const plain = signedBy("accept").replace(/<yiwang:jointReview[^>]*>/u, "");
  const compiled = await compileProcess(plain);
  expect(compiled.ok ? [] : compiled.error.map(({ code }) => code)).toEqual(["PROCESS_RETURN_IMPOSSIBLE"]);
});
