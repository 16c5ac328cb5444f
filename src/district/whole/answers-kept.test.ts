import { expect, it } from "vitest";
import { qianshanFiles } from "../../../test/support/qianshan-files.ts";
import { parsePack } from "./parse-pack.ts";

it("says which answer of a person would be lost in the task that asks for it", async () => {
  const without = (xml: string) =>
    xml.replace('<zeebe:output source="=handlingOrgan" target="handlingOrgan"/>', "");
  const parsed = await parsePack(qianshanFiles({ "processes/incident.bpmn": without }));
  expect(parsed.ok ? [] : parsed.error.map(({ code, place }) => [code, place])).toEqual([
    ["TASK_ANSWER_LOST", "Task_Dispatch"],
  ]);
});
