import type { Bilingual } from "#contract";
import { sayIn } from "../language/say.ts";
import { formWords } from "../words/forms.ts";
import {
  choicesOf,
  exampleOf,
  isObject,
  labelOf,
  objectAt,
  type Schema,
  typeOf,
  widgetOf,
} from "./schema.ts";

function fill(
  sentence: Bilingual,
  parameters: Readonly<Record<"zh" | "en", Record<string, string>>>,
): Bilingual {
  return { zh: sayIn("zh", sentence, parameters.zh), en: sayIn("en", sentence, parameters.en) };
}

function about(sentence: Bilingual, label: Bilingual, more: Record<string, string> = {}): Bilingual {
  return fill(sentence, { zh: { label: label.zh, ...more }, en: { label: label.en, ...more } });
}

/** Whether the field is answered by choosing rather than typing. */
function isChosen(schema: Schema): boolean {
  const widget = widgetOf(schema);
  return (
    choicesOf(schema).length > 0 ||
    ["radio", "officers"].includes(widget) ||
    choicesOf(objectAt(schema, "items")).length > 0 ||
    (typeOf(schema) === "boolean" && widget !== "sign")
  );
}

/** What is said of a required field that was left empty. */
export function missingSentence(schema: Schema, name: string): Bilingual {
  const label = labelOf(schema, name);
  const widget = widgetOf(schema);
  if (widget === "sign") return formWords.requiredSign;
  if (widget === "files" || widget === "materials") return about(formWords.requiredFile, label);
  return about(isChosen(schema) ? formWords.requiredChoice : formWords.required, label);
}

function limited(sentence: Bilingual, schema: Schema, keyword: string, label: Bilingual): Bilingual {
  return about(sentence, label, { limit: String(schema[keyword]) });
}

function ofPattern(schema: Schema, label: Bilingual): Bilingual {
  const example = exampleOf(schema);
  return example === undefined
    ? about(formWords.pattern, label)
    : about(formWords.patternExample, label, { example });
}

function ofType(schema: Schema, label: Bilingual): Bilingual {
  if (typeOf(schema) === "integer") return about(formWords.notWhole, label);
  return about(typeOf(schema) === "number" ? formWords.notNumber : formWords.other, label);
}

function ofFormat(schema: Schema, label: Bilingual): Bilingual {
  const own = FORMATS[String(schema["format"])];
  return own === undefined ? ofPattern(schema, label) : about(own, label);
}

const FORMATS: Readonly<Record<string, Bilingual>> = {
  date: formWords.notDate,
  "date-time": formWords.notMoment,
  "citizen-id": formWords.notCitizenId,
  "credit-code": formWords.notCreditCode,
  "mobile-phone": formWords.notMobile,
};

type Writer = (schema: Schema, label: Bilingual, keyword: string, name: string) => Bilingual;

const limit =
  (sentence: Bilingual): Writer =>
  (schema, label, keyword) =>
    limited(sentence, schema, keyword, label);

const SENTENCES: Readonly<Record<string, Writer>> = {
  minLength: (schema, label, keyword, name) =>
    schema["minLength"] === 1
      ? missingSentence(schema, name)
      : limited(formWords.tooShort, schema, keyword, label),
  maxLength: limit(formWords.tooLong),
  minimum: limit(formWords.tooSmall),
  exclusiveMinimum: limit(formWords.notAbove),
  maximum: limit(formWords.tooLarge),
  exclusiveMaximum: limit(formWords.notBelow),
  minItems: (schema, label, keyword, name) =>
    schema["minItems"] === 1
      ? missingSentence(schema, name)
      : limited(formWords.tooFew, schema, keyword, label),
  maxItems: limit(formWords.tooMany),
  uniqueItems: (_, label) => about(formWords.twice, label),
  pattern: ofPattern,
  format: ofFormat,
  type: ofType,
  enum: (_, label) => about(formWords.notChoice, label),
  oneOf: (_, label) => about(formWords.notChoice, label),
  anyOf: (_, label) => about(formWords.notChoice, label),
  const: (schema, label, _, name) =>
    widgetOf(schema) === "sign" ? missingSentence(schema, name) : about(formWords.other, label),
};

/** The sentence for a keyword that failed; a schema may bring its own as `x-error: {zh, en}`. */
export function sentenceFor(keyword: string, schema: Schema, name: string): Bilingual {
  const own = schema["x-error"];
  if (isObject(own) && typeof own["zh"] === "string" && keyword !== "minLength")
    return { zh: own["zh"], en: typeof own["en"] === "string" ? own["en"] : own["zh"] };
  const label = labelOf(schema, name);
  return SENTENCES[keyword]?.(schema, label, keyword, name) ?? about(formWords.other, label);
}
