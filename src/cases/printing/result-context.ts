import type { DistrictPack, NumberPart, Particular } from "#district";
import {
  creditChecks,
  localDateOf,
  maskName,
  mod11And10,
  type Instant,
  type Json,
  type JsonObject,
} from "#kernel";
import { evaluateFeel } from "#rules";
import type { CaseIdentity } from "../case/case-head.ts";
import type { CaseWork } from "../case/case-work.ts";
import type { JobCall } from "../case/job.ts";
import type { CaseTransaction } from "../case/ports.ts";

/** Whose a certificate is, and how it may be named in the open: a person's name with stars (domain §11). */
export type Holder = {
  readonly name: string;
  readonly shown: string;
  readonly person: boolean;
  /** 统一社会信用代码, where the applicant is registered under one. */
  readonly creditCode: string | null;
};

/** What the FEEL of a result reads: the case's variables, the whole form, and what the decision itself gives. */
export function resultContext(work: CaseWork, { identity, personal, state, at }: JobCall): JsonObject {
  const organ = work.pack.organs.get(identity.organ);
  const holder = holderNamed(work.pack, identity, state.variables["applicant"]);
  const decidedOn = localDateOf(at);
  return {
    ...state.variables,
    form: personal,
    applicant: { ...objectOf(state.variables["applicant"]), name: identity.applicantName },
    organ: organ?.name.zh ?? identity.organ,
    organPrefix: organ?.documentPrefix ?? "",
    division: identity.division,
    caseNo: identity.caseNo,
    decidedOn,
    validFrom: decidedOn,
    validTo: null,
    year: decidedOn.slice(0, 4),
    holder: { ...holder },
    certificate: null,
  };
}

/** The same without personal fields of the form: for what may be printed on notices and stand in the ledger. */
export const openContext = (context: JsonObject, { state }: JobCall): JsonObject => ({
  ...context,
  form: state.variables["form"] ?? {},
});

/** Firms are named in full, persons with stars. */
export function holderNamed(
  pack: Pick<DistrictPack, "registers">,
  { inNameOf, applicantName: name }: Pick<CaseIdentity, "inNameOf" | "applicantName">,
  applicant: Json | undefined,
): Holder {
  const [register = "", ...rest] = (inNameOf ?? "").split(":");
  const definition = pack.registers.get(register);
  const key = definition?.fields.find(({ id }) => id === definition.key)?.type;
  const person = inNameOf === null ? objectOf(applicant)["kind"] === "resident" : key === "citizenId";
  return {
    name,
    shown: person ? maskName(name) : name,
    person,
    creditCode: key === "creditCode" ? rest.join(":") : null,
  };
}

/** FEEL of the pack over a context; null where it gives nothing. */
export function feelValue(expression: string, context: JsonObject, now: Instant): Json {
  const answer = evaluateFeel(expression.replace(/^=/, ""), context, { now });
  return answer.ok ? answer.value.value : null;
}

export const feelFields = (
  fields: Readonly<Record<string, string>>,
  context: JsonObject,
  now: Instant,
): JsonObject =>
  Object.fromEntries(
    Object.entries(fields).map(([name, expression]) => [name, feelValue(expression, context, now)]),
  );

/** A line as templates print it: a list of two days is a first and a last day; what gives nothing is left out. */
export function linesOf(
  lines: readonly Particular[],
  context: JsonObject,
  now: Instant,
): readonly JsonObject[] {
  return lines.flatMap(({ name, value }) => {
    const told = feelValue(value, context, now);
    if (told === null || told === "") return [];
    return [{ name: name.zh, value: Array.isArray(told) ? told.map(String) : String(told) }];
  });
}

/** A line as a record keeps it. */
export function lineText({ name, value }: JsonObject): string {
  const told = Array.isArray(value) ? value.map(String).join(" 至 ") : String(value);
  return `${String(name)}：${told}`;
}

/** The number of a licence or document, part by part; sequences are gapless. */
export async function numberOf(
  transaction: CaseTransaction,
  parts: readonly NumberPart[],
  context: JsonObject,
  { identity, matter, at }: JobCall,
): Promise<string> {
  let number = "";
  for (const part of parts) {
    switch (part.kind) {
      case "text":
        number += part.text;
        break;
      case "feel":
        number += String(feelValue(part.feel, context, at) ?? "");
        break;
      case "sequence": {
        const year = `:${localDateOf(at).slice(0, 4)}`;
        const ofOrgan = part.per === "organ" || part.per === "organYear";
        const whose = ofOrgan ? `organ:${identity.organ}` : matter.id;
        const name = part.name === null ? "" : `:${part.name}`;
        const period = part.per === "year" || part.per === "organYear" ? year : "";
        const next = await transaction.nextNumber(`licence:${whose}${name}${period}`);
        number += String(next).padStart(part.width, "0");
        break;
      }
      case "check":
        number +=
          part.method === "credit-code" ? creditChecks(number) : mod11And10(number.replaceAll(/\D/g, ""));
        break;
    }
  }
  return number;
}

const objectOf = (value: Json | undefined): JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
