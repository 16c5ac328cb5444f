import type { FactRule, FactSource, InstantRule } from "#district";
import type { Bilingual, Instant, Json, JsonObject } from "#kernel";
import { evaluateFeel } from "#rules";
import type { CaseWork } from "../case/case-work.ts";
import type { OutsideAnswers } from "../case/facts-ports.ts";
import { comparisons } from "./fact-values.ts";

type HttpSource = Extract<FactSource, { kind: "http" }>;

/** Whether a rule rests on what systems outside know. */
export const asksOutside = (rule: InstantRule | null): boolean =>
  rule?.facts.some(({ source }) => source.kind === "http") ?? false;

/**
 * Asks every system outside that a matter's rule rests on, all at once and before the transaction: nothing that stands
 * in the ledger may wait for somebody else's server. What does not answer in its time is missing, with why.
 */
export async function askOutside(
  work: Pick<CaseWork, "askSource" | "now">,
  rule: InstantRule | null,
  seen: JsonObject,
): Promise<OutsideAnswers> {
  const asked = (rule?.facts ?? []).flatMap(({ id, source }) =>
    source.kind === "http" ? [{ id, source }] : [],
  );
  const answers = await Promise.all(asked.map(async (each) => [each.id, await ask(work, each, seen)]));
  return Object.fromEntries(answers) as OutsideAnswers;
}

async function ask(
  work: Pick<CaseWork, "askSource" | "now">,
  { source }: { readonly id: FactRule["id"]; readonly source: HttpSource },
  seen: JsonObject,
): Promise<OutsideAnswers[string]> {
  const at = work.now();
  const path = filled(source, seen, at);
  if (path === undefined) return { at, value: null, missing: NOTHING_TO_ASK };
  const timeoutMs = Number(source.timeout.slice(2, -1)) * 1000;
  const answer = await work.askSource({ address: source.address, path, timeoutMs });
  if ("missing" in answer) return { at, value: null, missing: answer.missing };
  return { at, value: comparisons(source.answers, { ...seen, body: answer.body }, at), missing: null };
}

const NOTHING_TO_ASK: Bilingual = {
  zh: "申请表中没有可供核验的内容",
  en: "the form holds nothing to ask about",
};

/** The path with its inputs, each encoded in its place; nothing where one of them is empty. */
function filled({ path, inputs }: HttpSource, seen: JsonObject, now: Instant): string | undefined {
  const values = Object.entries(inputs).map(([name, text]) => {
    const answer = evaluateFeel(text.replace(/^=/, ""), seen, { now });
    return [name, answer.ok ? plain(answer.value.value) : ""] as const;
  });
  const given = new Map(values);
  if (values.some(([, value]) => value === "" || /^\.+$/.test(value))) return undefined;
  return path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => encodeURIComponent(given.get(name) ?? ""));
}

const plain = (value: Json): string =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : "";
