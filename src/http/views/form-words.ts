import { isJsonObject, type Bilingual, type JsonObject } from "#kernel";

/** What a form says of its task in a keyword of ours: `x-effect`, `x-otherwise`. */
export function saidIn(schema: JsonObject | undefined, keyword: string): Bilingual | undefined {
  const said = schema?.[keyword];
  if (!isJsonObject(said) || typeof said["zh"] !== "string") return undefined;
  return { zh: said["zh"], en: typeof said["en"] === "string" ? said["en"] : said["zh"] };
}
