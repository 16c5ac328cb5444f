import type { Draft } from "../pack/draft.ts";
import type { FormField } from "../parts/form.ts";
import { readYaml, type PackReader } from "../pack/pack-reader.ts";
import { mappingOf, text } from "../shape/shape.ts";
import { isJsonObject, type Bilingual, type Json } from "#kernel";

/** The pack's own dictionary, `english.yaml`: Chinese name → English name. A pack may do without it. */
export function readEnglish(reader: PackReader): Readonly<Record<string, string>> {
  if (!reader.files.has("english.yaml")) return {};
  return readYaml(reader, "english.yaml", mappingOf(text)) ?? {};
}

/** Every name that a pack says in both languages, wherever it says it; its dictionary has the last word. */
export function englishOf(draft: Draft): ReadonlyMap<string, string> {
  const matters = draft.matterDrafts.map(({ matter }) => matter);
  const said: readonly (Bilingual | null | undefined)[] = [
    ...matters.flatMap(({ name, mainItem, handlingItem, result }) => [
      name,
      mainItem,
      handlingItem,
      result?.name,
    ]),
    ...[...(draft.organs?.values() ?? [])].map(({ name }) => name),
    ...[...(draft.roles?.values() ?? [])].map(({ name }) => name),
    ...[...(draft.registers?.values() ?? [])].map(({ name }) => name),
    ...matters.flatMap(({ form }) => form.fields.flatMap(choicesOf)),
    ...[...(draft.forms?.values() ?? [])].flatMap(({ fields }) => fields.flatMap(choicesOf)),
  ];
  const pairs = said.flatMap((each) => (each == null ? [] : [[each.zh, each.en] as const]));
  return new Map([...pairs, ...Object.entries(draft.english)]);
}

/** The choices of a field that are said in English too: `oneOf: [{const, title, "x-en"}]`, its own or its items'. */
function choicesOf({ schema }: FormField): readonly Bilingual[] {
  const items = schema["items"];
  const choices: Json | undefined = schema["oneOf"] ?? (isJsonObject(items) ? items["oneOf"] : undefined);
  if (!Array.isArray(choices)) return [];
  return choices.flatMap((choice) => {
    if (!isJsonObject(choice as Json)) return [];
    const { title: zh, "x-en": en } = choice as Record<string, Json>;
    return typeof zh === "string" && typeof en === "string" ? [{ zh, en }] : [];
  });
}
