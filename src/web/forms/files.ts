import type { Bilingual } from "#contract";
import { formatBytes } from "../format/bytes.ts";
import type { Say } from "../language/say.ts";
import { formWords } from "../words/forms.ts";

const NAMES: Readonly<Record<string, string>> = {
  "application/pdf": "PDF",
  "image/jpeg": "JPG",
  "image/png": "PNG",
  "image/webp": "WebP",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel",
};

const EXTENSIONS: Readonly<Record<string, readonly string[]>> = {
  "application/pdf": ["pdf"],
  "image/jpeg": ["jpg", "jpeg"],
  "image/png": ["png"],
  "image/webp": ["webp"],
};

/** What a material accepts: types (media types or file endings; none = all) and a size. */
export type FileRules = { readonly types: readonly string[]; readonly maxBytes: number };

/** `PDF、JPG、PNG` */
export function typeNames(types: readonly string[], say: Say): string {
  if (types.length === 0) return say(formWords.anyType);
  const names = types.map((type) => NAMES[type] ?? type.replace(/^.*[/.]/, "").toUpperCase());
  return [...new Set(names)].join(say({ zh: "、", en: ", " }));
}

/** The `accept` of a file input. */
export function acceptOf(types: readonly string[]): string {
  return types.map((type) => (type.includes("/") || type.startsWith(".") ? type : `.${type}`)).join(",");
}

/** Only pictures can come straight from a camera. */
export function takesPictures(types: readonly string[]): boolean {
  return types.length === 0 || types.some((type) => /image\/|jpe?g|png/i.test(type));
}

function isOfType(file: { readonly name: string; readonly type: string }, types: readonly string[]): boolean {
  if (types.length === 0) return true;
  const ending = file.name.toLowerCase().replace(/^.*\./, "");
  return types.some((type) => {
    if (type.includes("/"))
      return file.type === type || (file.type === "" && EXTENSIONS[type]?.includes(ending) === true);
    return type.toLowerCase().replace(/^\./, "") === ending;
  });
}

type Refused = { readonly sentence: Bilingual; readonly parameters: Readonly<Record<string, string>> };

/** Why a file cannot be taken, before anything is sent; the server looks at the content as well. */
export function refuseFile(
  file: { readonly name: string; readonly type: string; readonly size: number },
  rules: FileRules,
  say: Say,
): Refused | undefined {
  const name = file.name;
  if (file.size === 0) return { sentence: formWords.emptyFile, parameters: { name } };
  if (!isOfType(file, rules.types))
    return { sentence: formWords.wrongType, parameters: { name, types: typeNames(rules.types, say) } };
  if (file.size > rules.maxBytes)
    return {
      sentence: formWords.tooBig,
      parameters: { name, size: formatBytes(file.size), limit: formatBytes(rules.maxBytes) },
    };
  return undefined;
}
