import { MIRROR_FIELDS } from "../answers/mirrored-rows.ts";
import type { Draft } from "../pack/draft.ts";
import { faultOf, type FaultSink } from "../shape/fault.ts";
import { ROLE_OF_APPLICANTS } from "../parts/post.ts";
import { searchMatters } from "../search/search-matters.ts";
import type { PackRecords } from "../pack/pack.ts";
import type { Register } from "../parts/register.ts";
import { parseCreditCode, parseIdentityNumber, type LocalDate, type ProblemCode } from "#kernel";

/** The names a kind of thing goes by in a fault. */
type Kind = { readonly kind: string; readonly kindEn: string };
const ZONE = { kind: "河段、路段或者片区", kindEn: "zone" };
const DIVISION = { kind: "区划", kindEn: "division" };
const ORGAN = { kind: "部门", kindEn: "organ" };
const ROLE = { kind: "角色", kindEn: "role" };
const POST = { kind: "岗位", kindEn: "post" };
const REGISTER = { kind: "台账", kindEn: "register" };
const ACCOUNT = { kind: "账户", kindEn: "account" };
const INDICATOR = { kind: "指标", kindEn: "indicator" };
const FIELD = { kind: "字段", kindEn: "field" };

/** Checks what the parts of a pack say of each other, and the codes in them. */
export function checkPackReferences(draft: Draft, report: FaultSink): void {
  checkOrgans(draft, report);
  checkPosts(draft, report);
  checkRegisters(draft, report);
  checkAccounts(draft, report);
  checkRecords(draft.demo.records, draft, report);
  checkRecords(draft.registerRows, draft, report);
  for (const id of draft.supervision.indicators)
    mustKnow(draft.indicators, id, INDICATOR, "supervision.yaml", "indicators", report);
  for (const id of (draft.district?.figureGroups ?? []).flatMap(({ figures }) => figures))
    mustKnow(draft.indicators, id, INDICATOR, "district.yaml", "figureGroups", report);
  const { address } = draft.messages.sms ?? { address: undefined };
  if (address !== undefined && draft.district?.exchange.addresses[address] === undefined)
    report(
      faultOf("messages.yaml", "sms.address", "PACK_REFERENCE_UNKNOWN", {
        id: address,
        kind: "外部地址",
        kindEn: "address outside",
      }),
    );
  for (const role of draft.field.roles)
    mustKnow(draft.roles, role, { kind: "角色", kindEn: "role" }, "field.yaml", "roles", report);
  checkCommand(draft, report);
  checkRetention(draft, report);
  const relaxed = draft.district?.separation.relaxedOrgans ?? [];
  for (const id of relaxed)
    mustKnow(draft.organs, id, ORGAN, "district.yaml", "separation.relaxedOrgans", report);
  checkSearches(draft, report);
  const { erasures = null } = draft.district?.personalData ?? {};
  if (erasures !== null)
    mustKnow(draft.registers, erasures, REGISTER, "district.yaml", "personalData.erasures", report);
  for (const what of ["messages", "signals", "jobs"] as const)
    for (const [name, roles] of Object.entries(draft.district?.exchange[what] ?? {}))
      for (const role of roles)
        mustKnow(draft.roles, role, ROLE, "district.yaml", `exchange.${what}.${name}`, report);
}

/** What the command desk reads must be there. */
function checkCommand(draft: Draft, report: FaultSink): void {
  const { organs, classes, precedents, handling, roster, handover } = draft.command;
  const LIST = { kind: "清单", kindEn: "list" };
  if (handling !== null) mustKnow(draft.lists, handling, LIST, "command.yaml", "handling", report);
  for (const id of organs) mustKnow(draft.organs, id, ORGAN, "command.yaml", "organs", report);
  for (const [at, id] of Object.entries({ classes, precedents, roster }))
    if (id !== null) mustKnow(draft.registers, id, REGISTER, "command.yaml", at, report);
  if (handover === null || draft.mattersFaulty) return;
  const matters = new Map(draft.matterDrafts.map(({ matter }) => [matter.id, matter]));
  mustKnow(matters, handover, { kind: "事项", kindEn: "matter" }, "command.yaml", "handover", report);
}

/** A proposal that finds nothing would lead nowhere. */
function checkSearches({ district, organs, events, matterDrafts }: Draft, report: FaultSink): void {
  if (organs === undefined || events === undefined) return;
  const matters = matterDrafts.map(({ matter }) => matter);
  for (const words of district?.searches ?? [])
    if (searchMatters(matters, { organs, events }, words).length === 0)
      report(
        faultOf("district.yaml", "searches", "PACK_REFERENCE_UNKNOWN", {
          id: words,
          kind: "能搜到的事项",
          kindEn: "matter that answers it",
        }),
      );
}

/** Reports an id that a part does not know; a part that could not be read accuses nobody. */
export function mustKnow(
  part: ReadonlyMap<string, unknown> | undefined,
  id: string,
  kind: Kind,
  file: string,
  place: string,
  report: FaultSink,
): void {
  if (part !== undefined && !part.has(id))
    report(faultOf(file, place, "PACK_REFERENCE_UNKNOWN", { id, ...kind }));
}

function checkOrgans(draft: Draft, report: FaultSink): void {
  const codes = new Set<string>();
  for (const { id, creditCode, division } of draft.organs?.values() ?? []) {
    mustKnow(draft.divisions, division, DIVISION, "organs.yaml", id, report);
    const name = { code: creditCode, name: "统一社会信用代码", nameEn: "credit code" };
    if (!parseCreditCode(creditCode, { organisationCode: true }).ok)
      report(faultOf("organs.yaml", `${id}.creditCode`, "CODE_CHECK_WRONG", name));
    if (codes.has(creditCode)) report(faultOf("organs.yaml", id, "PACK_DUPLICATE", { id: creditCode }));
    codes.add(creditCode);
  }
}

function checkPosts(draft: Draft, report: FaultSink): void {
  for (const { id, called } of draft.roles?.values() ?? [])
    for (const organ of called.flatMap(({ organs }) => organs))
      mustKnow(draft.organs, organ, ORGAN, "roles.yaml", `${id}.called`, report);
  for (const { id, organ, role, division } of draft.posts?.values() ?? []) {
    mustKnow(draft.organs, organ, ORGAN, "posts.yaml", id, report);
    mustKnow(draft.divisions, division, DIVISION, "posts.yaml", id, report);
    mustKnow(draft.roles, role, ROLE, "posts.yaml", id, report);
    // Every resident and enterprise is an applicant; a seat for it would hand a stranger's case to staff.
    if (role === ROLE_OF_APPLICANTS) {
      const parameters = { found: role, expected: "办理或监督的角色", expectedEn: "a role of staff" };
      report(faultOf("posts.yaml", id, "PACK_FIELD_WRONG", parameters));
    }
  }
}

function checkRegisters(draft: Draft, report: FaultSink): void {
  for (const register of draft.registers?.values() ?? []) {
    const file = `registers/${register.id}.yaml`;
    const say = (place: string, code: ProblemCode, parameters: Readonly<Record<string, string>>): void =>
      report(faultOf(file, place, code, parameters));
    const fields = new Map<string, unknown>();
    for (const [index, { id, type, choices }] of register.fields.entries()) {
      if (fields.has(id)) say(`fields[${index}].id`, "PACK_DUPLICATE", { id });
      fields.set(id, true);
      if (type === "choice" && choices.length === 0)
        say(`fields[${index}].choices`, "PACK_FIELD_MISSING", { field: "choices" });
    }
    mustKnow(draft.organs, register.owner, ORGAN, file, "owner", report);
    mustKnow(fields, register.key, FIELD, file, "key", report);
    if (register.divisionField !== null)
      mustKnow(fields, register.divisionField, FIELD, file, "divisionField", report);
    for (const [index, field] of register.lookup.entries()) {
      mustKnow(fields, field, FIELD, file, `lookup[${index}]`, report);
      // Values by which a record is found stand beside it in the open.
      if (register.fields.some(({ id, personal }) => id === field && personal))
        say(`lookup[${index}]`, "FORM_FIELD_PERSONAL", { field });
    }
    for (const [, name = ""] of register.title.matchAll(/\{(\w+)\}/g)) {
      mustKnow(fields, name, FIELD, file, "title", report);
      // A title stands in lists and histories, where personal data may not.
      if (register.fields.some(({ id, personal }) => id === name && personal))
        say("title", "FORM_FIELD_PERSONAL", { field: name });
    }
    if (register.mirrors !== null) checkMirror(register, register.mirrors, file, report);
    if (register.statuses.length === 0) say("statuses", "PACK_FIELD_MISSING", { field: "statuses" });
  }
}

/** A register that mirrors the folder has only what the folder says, under its key, and two statuses: live and gone. */
function checkMirror(
  { key, fields, statuses, divisionField }: Register,
  mirrors: NonNullable<Register["mirrors"]>,
  file: string,
  report: FaultSink,
): void {
  if (mirrors !== "rows") {
    const known = new Map(MIRROR_FIELDS[mirrors].map((name) => [name, true]));
    for (const { id } of fields) mustKnow(known, id, FIELD, file, "fields", report);
    const [first = ""] = MIRROR_FIELDS[mirrors];
    if (key !== first) report(unlike(file, "key", key, first));
    if (divisionField !== null) report(unlike(file, "divisionField", divisionField, "null"));
  }
  const shape = statuses.map(({ live }) => live);
  if (shape.length !== 2 || shape[0] !== true || shape[1] !== false) {
    const parameters = {
      found: String(statuses.length),
      expected: "一个有效状态和一个失效状态",
      expectedEn: "one live status and one that is not",
    };
    report(faultOf(file, "statuses", "PACK_FIELD_WRONG", parameters));
  }
}

const unlike = (file: string, place: string, found: string, expected: string): ReturnType<typeof faultOf> =>
  faultOf(file, place, "PACK_FIELD_WRONG", { found, expected, expectedEn: expected });

function checkAccounts(draft: Draft, report: FaultSink): void {
  const file = "demo/accounts.yaml";
  const accounts = new Map(draft.demo.accounts.map((account) => [account.username, account]));
  for (const { username, idNo, creditCode, posts, standsInFor, kind } of draft.demo.accounts) {
    for (const post of posts) mustKnow(draft.posts, post, POST, file, `${username}.posts`, report);
    for (const { post, absent } of standsInFor) {
      mustKnow(draft.posts, post, POST, file, `${username}.standsInFor`, report);
      mustKnow(accounts, absent, ACCOUNT, file, `${username}.standsInFor`, report);
    }
    if (kind !== "staff" && posts.length > 0)
      report(faultOf(file, `${username}.posts`, "PACK_FIELD_UNKNOWN", { field: "posts" }));
    checkPersonCodes({ idNo, creditCode }, file, username, report);
  }
}

function checkRecords(records: readonly PackRecords[], draft: Draft, report: FaultSink): void {
  for (const { register: id, file, rows } of records) {
    const fields = draft.registers?.get(id)?.fields ?? [];
    for (const [index, row] of rows.entries()) {
      const place = `line ${index + 2}`;
      for (const { id: field, type } of fields) {
        const value = row[field];
        if (typeof value !== "string") continue;
        if (type === "division") mustKnow(draft.divisions, value, DIVISION, file, place, report);
        if (type === "zone") mustKnow(draft.places?.zones, value, ZONE, file, place, report);
        if (type === "organ") mustKnow(draft.organs, value, ORGAN, file, place, report);
        if (type === "citizenId") checkPersonCodes({ idNo: value, creditCode: null }, file, place, report);
        if (type === "creditCode") checkPersonCodes({ idNo: null, creditCode: value }, file, place, report);
      }
    }
  }
}

/** The pack reads no clock: any birth date that exists passes here. */
const LAST_DAY = "9999-12-31" as LocalDate;

function checkPersonCodes(
  { idNo, creditCode }: { readonly idNo: string | null; readonly creditCode: string | null },
  file: string,
  place: string,
  report: FaultSink,
): void {
  const wrong = (code: string, name: string, nameEn: string): void =>
    report(faultOf(file, place, "CODE_CHECK_WRONG", { code, name, nameEn }));
  if (idNo !== null && !parseIdentityNumber(idNo, LAST_DAY).ok)
    wrong(idNo, "公民身份号码", "identity number");
  if (creditCode !== null && !parseCreditCode(creditCode).ok)
    wrong(creditCode, "统一社会信用代码", "credit code");
}

/** The register of retention names what there is. */
function checkRetention(
  { retention, registers, roles, matterDrafts, mattersFaulty }: Draft,
  report: FaultSink,
): void {
  const file = "retention.yaml";
  if (retention.lists !== null) mustKnow(registers, retention.lists, REGISTER, file, "lists", report);
  for (const key of ["proposers", "approvers"] as const)
    for (const id of retention[key]) mustKnow(roles, id, ROLE, file, key, report);
  if (mattersFaulty) return;
  const matters = new Map(matterDrafts.map(({ matter }) => [matter.id, matter]));
  for (const rule of retention.rules) {
    for (const id of rule.matters)
      mustKnow(matters, id, { kind: "事项", kindEn: "matter" }, file, `rules.${rule.id}.matters`, report);
    const of = rule.matters.flatMap((id) => matters.get(id) ?? []);
    const materials = new Set(
      (of.length === 0 ? [...matters.values()] : of).flatMap((each) => each.materials.map(({ id }) => id)),
    );
    for (const id of rule.materials)
      if (!materials.has(id))
        report(
          faultOf(file, `rules.${rule.id}.materials`, "PACK_REFERENCE_UNKNOWN", {
            id,
            kind: "材料",
            kindEn: "material",
          }),
        );
  }
}
