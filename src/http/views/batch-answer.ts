import { batchKey, valueInBoth, type Batch, type BatchKind, type BatchLine } from "#cases";
import type { BatchAnswer, BatchLineAnswer, BatchListLine, BatchOffer } from "#contract";
import { inBoth, standingName, type DistrictPack } from "#district";
import type { Bilingual, JsonObject } from "#kernel";
import type { BatchHead, StoredBatch, TaskLine } from "#store";
import type { Platform } from "../platform.ts";
import { problemAnswer } from "../problem-answer.ts";
import { agentNames, type Reader } from "./agent-name.ts";
import { caseSummary } from "./case-summary.ts";
import { storedCases } from "./stored-cases.ts";

/** A batch with its lines, each case as it stands now. */
export async function batchAnswer(
  platform: Platform,
  reader: Reader,
  { batch, lines }: StoredBatch,
): Promise<BatchAnswer> {
  const { store, work, now } = platform;
  const { pack } = work;
  const ids = lines.map(({ caseNo }) => caseNo);
  const cases = await storedCases(store, reader.context, ids);
  const agents = await agentNames(platform, reader, cases);
  const at = now();
  const lineAnswer = (line: BatchLine): BatchLineAnswer => {
    const { caseNo, task, status, foreseen, problem } = line;
    const stored = cases.get(caseNo);
    return {
      caseNo,
      task,
      status,
      summary: stored === undefined ? null : caseSummary(stored, pack, at, false, agents.get(caseNo) ?? null),
      foreseen:
        foreseen === null
          ? null
          : {
              stateName: standingName(pack, { ...foreseen, matter: batch.matter }),
              documents: foreseen.documents.map((title) => inBoth(pack, title)),
              own: ownAnswered(pack, batch, foreseen.own ?? {}),
            },
      refused: problem === null ? null : problemAnswer(problem),
    };
  };
  const { id, status, values } = batch;
  const { kind: _kind, ...offer } = offerOf(pack, batch);
  return { id, status, ...offer, values: { ...values }, lines: lines.map(lineAnswer) };
}

function ownAnswered(
  pack: DistrictPack,
  { form }: BatchKind,
  own: JsonObject,
): { readonly label: Bilingual; readonly value: Bilingual }[] {
  const fields = pack.forms.get(form)?.fields ?? [];
  return fields.flatMap((field) => {
    const value = own[field.name];
    return value === undefined ? [] : [{ label: field.label, value: valueInBoth(field, value, pack) }];
  });
}

/** A batch of a list. */
export function batchListLine(pack: DistrictPack, { batch, counts }: BatchHead): BatchListLine {
  const { matterName, taskName, act } = offerOf(pack, batch);
  const { id, status, createdAt, startedAt, endedAt } = batch;
  return { id, status, matterName, taskName, act, counts, createdAt, startedAt, endedAt };
}

/** What of a task's kind is told beforehand: its names, what is done in each case, and the form to fill in once. */
function offerOf(pack: DistrictPack, kind: BatchKind & Pick<Batch, "name">): BatchOffer {
  const batch = pack.forms.get(kind.form)?.batch;
  const matterName = pack.matters.get(kind.matter)?.name ?? { zh: kind.matter, en: kind.matter };
  const taskName = inBoth(pack, kind.name);
  // A pack that has changed since admits no batch any more: running it would refuse every line.
  return {
    kind: batchKey(kind),
    matterName,
    taskName,
    act: batch?.act ?? taskName,
    form: batch?.schema ?? {},
  };
}

/** The offer of a task of the desk, if its form admits batches. */
export function offerOfTask(pack: DistrictPack, line: TaskLine): BatchOffer | undefined {
  const form = line.detail?.["formId"];
  if (typeof form !== "string" || (pack.forms.get(form)?.batch ?? null) === null) return undefined;
  const { matter, matterVersion } = line.case;
  return offerOf(pack, { matter, matterVersion, element: line.element, form, name: line.name });
}
