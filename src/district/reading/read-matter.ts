import type { Draft, MatterDraft } from "../pack/draft.ts";
import type { FormParts } from "./form-parts.ts";
import { readMatterDefaults, withDefaults } from "./matter-defaults.ts";
import { foldersIn, readYamlNode, type PackReader } from "../pack/pack-reader.ts";
import { exampleBody, type Example } from "../parts/example.ts";
import { matterDefinition } from "../parts/matter.ts";
import type { MatterDecisions } from "../pack/pack.ts";
import type { Organ } from "../parts/organ.ts";
import { readDecisions, withShared } from "./read-decisions.ts";
import { readApplicationForm } from "./read-form.ts";
import { soughtWordsOf } from "../parts/sought-words.ts";
import { childOf, placeOf, reportAt, type Node } from "../shape/node.ts";
import { BAD, wrong } from "../shape/shape.ts";
import { isJsonObject, type JsonObject } from "#kernel";

/** What of the pack a matter's folder is read with. */
type Surroundings = {
  readonly organs: ReadonlyMap<string, Organ> | undefined;
  readonly events: Draft["events"];
  readonly parts: FormParts;
};

/** Reads every folder of matters/. A folder with faults in it is left out of the answer. */
export async function readMatters(
  reader: PackReader,
  { organs, events, parts }: Surroundings,
): Promise<readonly MatterDraft[]> {
  const names = foldersIn(reader, "matters/");
  const shared = await readDecisions(reader, "decisions/");
  if (shared === undefined) return [];
  const defaults = readMatterDefaults(reader);
  const around = { parts, shared, events, complete: (node: Node) => withDefaults(node, defaults, organs) };
  const read = await Promise.all(names.map((name) => readMatter(reader, `matters/${name}/`, name, around)));
  return read.flatMap((each) => each ?? []);
}

async function readMatter(
  reader: PackReader,
  folder: string,
  name: string,
  {
    parts,
    events,
    shared,
    complete,
  }: Omit<Surroundings, "organs"> & {
    readonly shared: MatterDecisions;
    readonly complete: (node: Node) => Node;
  },
): Promise<MatterDraft | undefined> {
  const written = readYamlNode(reader, `${folder}matter.yaml`);
  const node = written === undefined ? undefined : complete(written);
  const form = readApplicationForm(reader, `${folder}form.schema.json`, parts);
  const examples = readExamples(reader, `${folder}examples.yaml`);
  const decisions = await readDecisions(reader, folder);
  if (node === undefined) return undefined;
  const definition = matterDefinition(node);
  if (definition === BAD || form === undefined || examples === undefined || decisions === undefined)
    return undefined;
  if (definition.id !== name) {
    const expected = { expected: name, expectedEn: name };
    reportAt(childOf(node, "id"), "PACK_FIELD_WRONG", { found: definition.id, ...expected });
  }
  const said = definition.events.flatMap((id) => {
    const event = events?.get(id);
    return event === undefined ? [] : [event.name.zh, ...event.words];
  });
  const sought = soughtWordsOf(definition, said);
  return {
    matter: { ...definition, form, decisions: withShared(decisions, shared), examples, sought },
    node,
  };
}

/** examples.yaml: `base` holds a complete form that each rehearsal in `rehearsals` may change. */
function readExamples(reader: PackReader, file: string): readonly Example[] | undefined {
  const node = readYamlNode(reader, file);
  if (node === undefined) return undefined;
  const base: unknown = childOf(node, "base").value;
  const rehearsals = childOf(node, "rehearsals");
  if (!isJsonObject(base))
    return void wrong(childOf(node, "base"), { zh: "一份完整的表单", en: "a complete form" });
  if (!Array.isArray(rehearsals.value))
    return void wrong(rehearsals, { zh: "演练列表", en: "a list of rehearsals" });
  const read = rehearsals.value.map((_, index) => {
    const child = childOf(rehearsals, index);
    const body = exampleBody(child);
    if (body === BAD) return BAD;
    const form: JsonObject = { ...base, ...body.form };
    return { ...body, form, file, place: placeOf(child) };
  });
  const good = read.filter((each): each is Exclude<typeof each, typeof BAD> => each !== BAD);
  return good.length === read.length ? good : undefined;
}
