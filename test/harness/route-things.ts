import { randomUUID } from "node:crypto";
import type { BatchAnswer, CaseAnswer, ProcessAnswer } from "#contract";
import {
  applyForFoodLicence,
  reviewThrough,
  untilSealed,
  verdicts,
  waitForDecision,
} from "./food-licence.ts";
import { mustAct } from "./person.ts";
import type { TestPlatform } from "./test-platform.ts";
import { enter, personOf } from "./visitor.ts";

/** A granted case to read, an open one to act on, and what belongs to them. */
export async function prepareThings(site: TestPlatform): Promise<Readonly<Record<string, string>>> {
  const person = async (login: string) => personOf(site, await enter(site, `demo-${login}`));
  const owner = await person("shop-owner");
  const staff = {
    clerk: await person("clerk"),
    reviewer: await person("reviewer"),
    inspector: await person("inspector"),
    "inspector-second": await person("inspector-second"),
    approver: await person("approver"),
  };
  const { caseNo } = await applyForFoodLicence(owner);
  await mustAct(staff.clerk, caseNo, "Task_Intake", {
    intakeOutcome: "accept",
    materialVerdicts: verdicts(true),
  });
  await reviewThrough(staff, caseNo);
  await mustAct(staff.approver, caseNo, "Task_Decision", { decision: "grant", decisionOpinion: "同意。" });
  const open = await applyForFoodLicence(owner);
  const acted = await staff.clerk.get<CaseAnswer>(`/api/cases/${open.caseNo}`);
  const { processes } = await staff.clerk.get<ProcessAnswer>(`/api/cases/${caseNo}/process`);
  const [waiting = ""] = await waitForDecision(owner, staff, 1);
  const decision = (await staff.approver.get<CaseAnswer>(`/api/cases/${waiting}`)).tasks.find(
    ({ element }) => element === "Task_Decision",
  );
  const tasks = [{ caseNo: waiting, task: decision?.id ?? "" }];
  const preview = { tasks, values: { decision: "grant" } };
  const batch = (await staff.approver.try("POST", "/api/desk/batches/preview", preview)).body as BatchAnswer;
  await staff.approver.try("POST", `/api/desk/batches/${batch.id}/stop`);
  const read = await untilSealed(() => owner.get<CaseAnswer>(`/api/cases/${caseNo}`));
  return {
    caseNo,
    openCase: open.caseNo,
    task: acted.tasks.find(({ element }) => element === "Task_Intake")?.id ?? "",
    sha256: read.materials.flatMap(({ files }) => files)[0]?.sha256 ?? "",
    drawing: processes[0]?.drawing ?? "",
    upload: randomUUID(),
    waiting,
    decision: decision?.id ?? "",
    batch: batch.id,
    document: read.documents.find(({ kind }) => kind === "certificate")?.id ?? "",
    certificate: read.records.find(({ register }) => register === "certificate")?.id ?? "",
  };
}
