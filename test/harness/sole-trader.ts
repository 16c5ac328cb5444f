import { mustAct, type Person, type ReceiptAnswer } from "./person.ts";
import type { TestPlatform } from "./test-platform.ts";
import { enter, personOf } from "./visitor.ts";

export const SOLE_TRADER = "sole-trader-registration";

/** A registration of the demonstration's shop owner that meets every condition. */
export function soleTraderForm(change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    operatorName: "何志军",
    idNo: "210311199907041608",
    mobile: "13900000001",
    byAgent: false,
    tradeName: "千山区志军理发店",
    scope: ["理发服务"],
    staffCount: 2,
    division: "210311006001",
    premisesAddress: "汤岗子街道演示路20号",
    premisesUse: "leased",
    declaration: true,
    ...change,
  };
}

/** Hands the form in under a key; answers status and body. */
export const register = (person: Person, change: Readonly<Record<string, unknown>> = {}, key?: string) =>
  person.try(
    "POST",
    "/api/cases",
    { matter: SOLE_TRADER, values: soleTraderForm(change), materials: {} },
    ...(key === undefined ? [] : [key]),
  );

export async function mustRegister(
  person: Person,
  change: Readonly<Record<string, unknown>> = {},
): Promise<ReceiptAnswer> {
  const sent = await register(person, change);
  if (sent.status !== 200) throw new Error(`register: ${sent.status} ${JSON.stringify(sent.body)}`);
  return sent.body as ReceiptAnswer;
}

/** From intake to the decision by people, as they would go on where the rule left it. */
export async function decideByPeople(site: TestPlatform, caseNo: string, decision = "grant"): Promise<void> {
  const staff = async (name: string) => personOf(site, await enter(site, `demo-${name}`));
  const accepted = { intakeOutcome: "accept", materialVerdicts: [] };
  await mustAct(await staff("clerk"), caseNo, "Task_Intake", accepted);
  const concluded = { recommendation: decision, conclusionOpinion: "经核对，名称不构成相同。" };
  await mustAct(await staff("reviewer"), caseNo, "Task_Review", concluded);
  const reasons = decision === "refuse" ? { decisionReasons: ["名称已被他人登记"] } : {};
  await mustAct(await staff("approver"), caseNo, "Task_Decision", { decision, ...reasons });
}
