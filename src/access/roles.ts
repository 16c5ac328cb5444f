import { err, ok, problem, type Bilingual, type Problem, type Result } from "#kernel";

/** Every role; a task's candidate groups are these names. */
export const ROLES = [
  "applicant",
  "clerk",
  "reviewer",
  "inspector",
  "presider",
  "approver",
  "dispatcher",
  "handler",
  "verifier",
  "gridWorker",
  "chief",
  "leader",
  "auditor",
  "supervisor",
  "configurer",
  "admin",
  "connector",
] as const;

export type Role = (typeof ROLES)[number];

export const ROLE_NAMES: Readonly<Record<Role, Bilingual>> = {
  applicant: { zh: "申请人", en: "applicant" },
  clerk: { zh: "窗口人员", en: "window clerk" },
  reviewer: { zh: "审查人", en: "reviewer" },
  inspector: { zh: "核查人员", en: "inspector" },
  presider: { zh: "听证主持人", en: "presider of hearings" },
  approver: { zh: "决定人", en: "approver" },
  dispatcher: { zh: "派遣员", en: "dispatcher" },
  handler: { zh: "处置人", en: "handler" },
  verifier: { zh: "核查人", en: "verifier" },
  gridWorker: { zh: "网格员", en: "grid worker" },
  chief: { zh: "河长、路长、林长", en: "chief of a river, road or forest" },
  leader: { zh: "区领导", en: "district leader" },
  auditor: { zh: "审计人员", en: "auditor" },
  supervisor: { zh: "监督人员", en: "supervisor" },
  configurer: { zh: "配置人员", en: "configurer" },
  admin: { zh: "管理员", en: "administrator" },
  connector: { zh: "对接系统", en: "connected system" },
};

/** The staff who work on a case of their organ. */
export const HANDLING_ROLES: readonly Role[] = [
  "clerk",
  "reviewer",
  "inspector",
  "presider",
  "approver",
  "dispatcher",
  "handler",
  "verifier",
  "gridWorker",
  "chief",
];

/** Those who oversee a place without deciding in it. */
export const OVERSEEING_ROLES: readonly Role[] = ["leader", "auditor", "supervisor"];

export function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text);
}

/**
 * Refuses roles that one person may not hold together: system, security and audit administration are
 * kept apart (GB/T 22239-2019, three administrators), and who watches does not act.
 * Errors: ROLES_INCOMPATIBLE.
 */
export function checkRoles(roles: readonly Role[]): Result<readonly Role[], Problem> {
  if (!roles.includes("auditor")) return ok(roles);
  const other = roles.find((role) => role !== "auditor");
  if (other === undefined) return ok(roles);
  const { zh, en } = ROLE_NAMES[other];
  return err(problem("ROLES_INCOMPATIBLE", { other: zh, otherEn: en }));
}
