import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { FieldFault } from "#cases";
import { evaluateFeel } from "#rules";
import {
  isJsonObject,
  type Instant,
  type Json,
  type JsonObject,
  localDateOf,
  parseCreditCode,
  parseIdentityNumber,
  parseMobileNumber,
} from "#kernel";

/** Checks values against forms of the pack; compiled schemas are kept for as long as the schema lives. */
export type FormValidator = (
  schema: JsonObject,
  values: JsonObject,
  known?: JsonObject,
) => readonly FieldFault[];

/** A validator that knows the identity codes of domain §9; `now` decides whether a birthday lies ahead. */
export function formValidator(now: () => Instant): FormValidator {
  // Not strict: our own `x-` keywords say how a form looks, or what a JSON Schema cannot, and are passed by.
  const ajv = new Ajv2020({ allErrors: true, strict: false, useDefaults: false });
  addFormats.default(ajv);
  ajv.addFormat("citizen-id", (text: string) => parseIdentityNumber(text, localDateOf(now())).ok);
  ajv.addFormat("credit-code", (text: string) => parseCreditCode(text).ok);
  ajv.addFormat("mobile-phone", (text: string) => parseMobileNumber(text).ok);
  const compiled = new WeakMap<JsonObject, ValidateFunction>();
  return (schema, values, known = {}) => {
    const validate = compiled.get(schema) ?? ajv.compile(schema);
    compiled.set(schema, validate);
    if (!validate(values)) return faultsOf(validate.errors ?? [], schema);
    const blank = blanksIn(schema, values);
    return blank.length > 0 ? blank : checksOf(schema, { values, known }, now());
  };
}

/** Spaces alone say nothing: a text that must have a length, and has none but spaces, is missing. */
function blanksIn(schema: JsonObject, value: Json, pointer = ""): readonly FieldFault[] {
  if (typeof value === "string") {
    if (typeof schema["minLength"] !== "number" || value.trim() !== "") return [];
    const label = titleOf(schema, pointer);
    return [{ pointer, message: { zh: `“${label.zh}”没有填写`, en: `“${label.en}” is missing` } }];
  }
  if (Array.isArray(value)) {
    const { items } = schema;
    return isJsonObject(items) ? value.flatMap((each, at) => blanksIn(items, each, `${pointer}/${at}`)) : [];
  }
  const { properties } = schema;
  if (!isJsonObject(value) || !isJsonObject(properties)) return [];
  return Object.entries(value).flatMap(([name, each]) => {
    const property = properties[name];
    return isJsonObject(property) ? blanksIn(property, each, `${pointer}/${name}`) : [];
  });
}

type Given = { readonly values: JsonObject; readonly known: JsonObject };

/**
 * What must hold across fields and with what is known of the case, asked once every field by itself is right. What
 * cannot be told does not hold; a field has one fault, its first.
 */
function checksOf(schema: JsonObject, { values, known }: Given, now: Instant): readonly FieldFault[] {
  const checks = Array.isArray(schema["x-checks"]) ? schema["x-checks"].filter(isJsonObject) : [];
  if (checks.length === 0) return [];
  const properties = isJsonObject(schema["properties"]) ? Object.keys(schema["properties"]) : [];
  // A field that was left empty is null, whatever an earlier answer to it was.
  const all = { ...known, ...Object.fromEntries(properties.map((name) => [name, null])), ...values };
  const told = new Map<string, FieldFault>();
  for (const { holds, at, zh, en } of checks) {
    const pointer = `/${String(at)}`;
    const answer = evaluateFeel(String(holds).replace(/^=/, ""), all, { now });
    if ((answer.ok && answer.value.value === true) || told.has(pointer)) continue;
    told.set(pointer, { pointer, message: { zh: String(zh), en: String(en) } });
  }
  return [...told.values()];
}

function faultsOf(errors: readonly ErrorObject[], schema: JsonObject): readonly FieldFault[] {
  const told = new Map<string, FieldFault>();
  for (const error of errors) {
    if (error.keyword === "if" || error.keyword === "anyOf") continue;
    const missing = error.keyword === "required" ? `/${String(error.params["missingProperty"])}` : "";
    const pointer = `${error.instancePath}${missing}`;
    if (!told.has(pointer))
      told.set(pointer, { pointer, message: sentenceOf(error, labelOf(schema, pointer)) });
  }
  return [...told.values()];
}

function labelOf(schema: JsonObject, pointer: string): { zh: string; en: string } {
  const name = pointer.split("/")[1] ?? "";
  const properties = schema["properties"] as Readonly<Record<string, JsonObject>> | undefined;
  return titleOf(properties?.[name], name);
}

function titleOf(property: JsonObject | undefined, name: string): { zh: string; en: string } {
  const zh = property?.["title"];
  const en = property?.["x-en"];
  return { zh: typeof zh === "string" ? zh : name, en: typeof en === "string" ? en : name };
}

const FORMAT_SENTENCES: Readonly<Record<string, { zh: string; en: string }>> = {
  "citizen-id": {
    zh: "不是有效的身份证号码，请核对18位数字和校验码",
    en: "is not a valid identity number; check its 18 characters",
  },
  "credit-code": {
    zh: "不是有效的统一社会信用代码，请核对18位字符",
    en: "is not a valid unified social credit code; check its 18 characters",
  },
  "mobile-phone": {
    zh: "不是有效的手机号码，请填写11位数字",
    en: "is not a valid mobile number; give 11 digits",
  },
  date: { zh: "不是有效的日期，请写成 2022-09-30 的形式", en: "is not a date such as 2022-09-30" },
  "date-time": {
    zh: "不是有效的时间，请写成 2022-09-30T10:00:00+08:00 的形式",
    en: "is not a moment such as 2022-09-30T10:00:00+08:00",
  },
};

function sentenceOf(error: ErrorObject, label: { zh: string; en: string }): FieldFault["message"] {
  const { params } = error;
  const say = (zh: string, en: string) => ({ zh: `“${label.zh}”${zh}`, en: `“${label.en}” ${en}` });
  switch (error.keyword) {
    case "required":
      return say("没有填写", "is missing");
    case "minLength":
      return params["limit"] === 1
        ? say("没有填写", "is missing")
        : say(`至少要${params["limit"]}个字`, `needs at least ${params["limit"]} characters`);
    case "maxLength":
      return say(`最多${params["limit"]}个字`, `takes at most ${params["limit"]} characters`);
    case "minItems":
      return say(`至少选择${params["limit"]}项`, `needs at least ${params["limit"]}`);
    case "minimum":
    case "exclusiveMinimum":
      return say(
        `应当${error.keyword === "minimum" ? "不小于" : "大于"}${params["limit"]}`,
        `must be ${params["comparison"]} ${params["limit"]}`,
      );
    case "maximum":
    case "exclusiveMaximum":
      return say(
        `应当${error.keyword === "maximum" ? "不大于" : "小于"}${params["limit"]}`,
        `must be ${params["comparison"]} ${params["limit"]}`,
      );
    case "enum":
    case "oneOf":
    case "const":
      return say("不在可选范围内，请重新选择", "is not one of the choices");
    case "additionalProperties":
      return {
        zh: `表单里没有“${params["additionalProperty"]}”这一项`,
        en: `the form has no field “${params["additionalProperty"]}”`,
      };
    case "format": {
      const sentence = FORMAT_SENTENCES[String(params["format"])];
      return sentence === undefined
        ? say("格式不正确", "has the wrong format")
        : say(sentence.zh, sentence.en);
    }
    default:
      return say("填写不正确，请检查", "is not right; please check it");
  }
}
