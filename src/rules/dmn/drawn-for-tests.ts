import { expectOk, type Instant, type Json, type JsonObject } from "#kernel";
import { compileModels } from "./compile-models.ts";
import type { DecisionModels } from "./compiled.ts";
import { decide, type DecisionAnswer } from "./decide.ts";

/** Writes small DMN models for tests, in the words of the standard. */
const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

const NEWEST = "https://www.omg.org/spec/DMN/20230324/MODEL/";

export const definitions = (body: string, namespace = "urn:test", dmn = NEWEST): string =>
  `<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="${dmn}" id="d" name="test" namespace="${namespace}">${body}</definitions>`;

const typeAttribute = (type: string | undefined): string =>
  type === undefined ? "" : ` typeRef="${escaped(type)}"`;

export const literal = (text: string, type?: string): string =>
  `<literalExpression${typeAttribute(type)}><text>${escaped(text)}</text></literalExpression>`;

export const input = (name: string, type?: string): string =>
  `<inputData id="i_${name}" name="${name}"><variable name="${name}"${typeAttribute(type)}/></inputData>`;

type Needs = {
  readonly type?: string;
  readonly inputs?: readonly string[];
  readonly decisions?: readonly string[];
  readonly knowledge?: readonly string[];
};

const href = (kind: string, prefix: string, target: string): string =>
  `<${kind} href="${target.includes("#") ? target : `#${prefix}_${target}`}"/>`;

const needed = ({ inputs = [], decisions = [], knowledge = [] }: Needs): string =>
  [
    ...inputs.map(
      (each) => `<informationRequirement>${href("requiredInput", "i", each)}</informationRequirement>`,
    ),
    ...decisions.map(
      (each) => `<informationRequirement>${href("requiredDecision", "d", each)}</informationRequirement>`,
    ),
    ...knowledge.map(
      (each) => `<knowledgeRequirement>${href("requiredKnowledge", "k", each)}</knowledgeRequirement>`,
    ),
  ].join("");

export const decision = (name: string, logic: string, needs: Needs = {}): string =>
  `<decision id="d_${name}" name="${name}"><variable name="${name}"${typeAttribute(needs.type)}/>${needed(needs)}${logic}</decision>`;

export const knowledge = (
  name: string,
  parameters: readonly (readonly [string, string?])[],
  body: string,
  needs: Needs & { readonly kind?: string } = {},
): string =>
  `<businessKnowledgeModel id="k_${name}" name="${name}"><variable name="${name}"${typeAttribute(needs.type)}/><encapsulatedLogic kind="${needs.kind ?? "FEEL"}">${parameters
    .map(([parameter, type]) => `<formalParameter name="${parameter}"${typeAttribute(type)}/>`)
    .join("")}${body}</encapsulatedLogic>${needed(needs)}</businessKnowledgeModel>`;

type Column = {
  readonly text?: string;
  readonly name?: string;
  readonly type?: string;
  readonly values?: string;
  readonly otherwise?: string;
};

/** `rules`: the input cells, then the output cells, of each row. */
export const table = (
  inputs: readonly Column[],
  outputs: readonly Column[],
  rules: readonly (readonly string[])[],
  attributes = "",
): string =>
  `<decisionTable id="t" ${attributes}>${inputs
    .map(
      ({ text = "", type, values }) =>
        `<input><inputExpression${typeAttribute(type)}><text>${escaped(text)}</text></inputExpression>${values === undefined ? "" : `<inputValues><text>${escaped(values)}</text></inputValues>`}</input>`,
    )
    .join("")}${outputs
    .map(
      ({ name, type, values, otherwise }) =>
        `<output${name === undefined ? "" : ` name="${name}"`}${typeAttribute(type)}>${values === undefined ? "" : `<outputValues><text>${escaped(values)}</text></outputValues>`}${otherwise === undefined ? "" : `<defaultOutputEntry><text>${escaped(otherwise)}</text></defaultOutputEntry>`}</output>`,
    )
    .join("")}${rules
    .map(
      (cells, index) =>
        `<rule id="r${index + 1}">${cells
          .map((cell, at) => {
            const entry = at < inputs.length ? "inputEntry" : "outputEntry";
            return `<${entry}><text>${escaped(cell)}</text></${entry}>`;
          })
          .join("")}</rule>`,
    )
    .join("")}</decisionTable>`;

export const NOW = "2022-09-30T02:00:00.000Z" as Instant;

export const compiledFrom = async (...models: readonly string[]): Promise<DecisionModels> =>
  expectOk(await compileModels(models.map((xml, index) => ({ path: `${index}.dmn`, xml }))));

/** Compiles one model body and answers one decision. */
export async function answer(
  body: string,
  name: string,
  given: JsonObject = {},
  context = "",
): Promise<DecisionAnswer> {
  return expectOk(decide(await compiledFrom(definitions(body)), name, given, { now: NOW, context }));
}

export const valueOf = async (
  body: string,
  name: string,
  given: JsonObject = {},
  context = "",
): Promise<Json> => (await answer(body, name, given, context)).value;
