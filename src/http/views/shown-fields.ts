import { maskBy, type CasePart, type Sight } from "#access";
import {
  correctedFields,
  isInternal,
  openForm,
  personalBefore,
  personalForm,
  valueInBoth,
  type StoredCase,
} from "#cases";
import type { CaseAnswer } from "#contract";
import { titleNames, type DistrictPack, type FormField, type Matter } from "#district";
import { isJsonObject, type Bilingual, type Json, type JsonObject } from "#kernel";
import type { PersonalRow } from "#registers";

/** A field of the application as a reader sees it. */
export type ShownField = {
  readonly field: FormField;
  /** As it stands; undefined where it was left empty. */
  readonly value: Json | undefined;
  readonly masked: boolean;
  readonly words: Bilingual;
  /** Before it was last corrected; undefined where it never was. */
  readonly before: Bilingual | undefined;
  readonly href: string | undefined;
};

const NOTHING: Bilingual = { zh: "", en: "" };

type Showing = {
  readonly pack: DistrictPack;
  readonly matter: Matter;
  readonly stored: StoredCase;
  readonly rows: readonly PersonalRow[];
  readonly sight: Sight;
  readonly part: CasePart;
};

/**
 * The fields of the application that this reader needs, in their order; what they may not see in full, and what is
 * personal of the others that an overseer sees, is masked, then and now.
 */
export function shownFields({ pack, matter, stored, rows, sight, part }: Showing): readonly ShownField[] {
  const values = { ...openForm(stored), ...personalForm(rows) };
  const corrected = new Map(correctedFields(stored.state.variables).map((each) => [each.field, each]));
  const personal = personalBefore(rows);
  const { variables } = stored.state;
  const names = titleNames(pack, matter, { ...variables, form: values }, stored.head.receivedAt);
  return matter.form.fields.flatMap((field): ShownField[] => {
    const { name } = field;
    const theirs = part.whole || part.fields.has(name);
    if (isInternal(field) || (!theirs && !part.oversees)) return [];
    const value = values[name];
    const seen = theirs ? sight : "masked";
    const masked = field.personal && (seen === "masked" || (seen === "names" && field.mask !== "name"));
    const { href, said } = placeOf(field, value ?? null);
    const was = corrected.get(name);
    const before = was === undefined ? undefined : field.personal ? (personal[name] ?? null) : was.before;
    return [
      {
        field,
        value,
        masked,
        words: said ?? withName(field, names, wordsOf(pack, field, value, masked)),
        before: before === undefined ? undefined : wordsOf(pack, field, before, masked),
        href,
      },
    ];
  });
}

/** The application as the page of its case shows it: what was filled in, and what was. */
export function formAnswer(fields: readonly ShownField[]): CaseAnswer["form"] {
  return fields.flatMap(({ field, value, masked, words, before, href }) =>
    isEmpty(value) && before === undefined
      ? []
      : [
          {
            name: field.name,
            label: field.label,
            value: words,
            masked,
            ...(before === undefined ? {} : { before }),
            ...(href === undefined ? {} : { href }),
          },
        ],
  );
}

const isEmpty = (value: Json | undefined): boolean => value === undefined || value === null || value === "";

function wordsOf(pack: DistrictPack, field: FormField, value: Json | undefined, masked: boolean): Bilingual {
  if (value === undefined || isEmpty(value)) return NOTHING;
  const { zh, en } = valueInBoth(field, value, pack);
  return masked ? { zh: maskBy(field.mask, zh), en: maskBy(field.mask, en) } : { zh, en };
}

/** A code by its name, as the matter's `titleNames` say it (`x-name`), with the code behind it. */
function withName({ schema }: FormField, names: JsonObject, words: Bilingual): Bilingual {
  const name = names[String(schema["x-name"])];
  if (typeof name !== "string" || words.zh === "") return words;
  return { zh: `${name}（${words.zh}）`, en: `${name} (${words.en})` };
}

/** The page of what a value names (`x-place: {to, zh?, en?}`), and what it is called where its id tells nobody anything. */
function placeOf(
  { schema }: FormField,
  value: Json,
): { readonly href: string | undefined; readonly said?: Bilingual } {
  const place = schema["x-place"];
  if (isEmpty(value) || !isJsonObject(place) || typeof place["to"] !== "string") return { href: undefined };
  const href = place["to"].replace("{value}", encodeURIComponent(String(value)));
  const { zh, en } = place;
  return typeof zh === "string" && typeof en === "string" ? { href, said: { zh, en } } : { href };
}
