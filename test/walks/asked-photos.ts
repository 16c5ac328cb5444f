import type { TaskAnswer } from "#contract";
import { isJsonObject, type Json, type JsonObject } from "#kernel";
import type { Person } from "../harness/person.ts";
import { samplePhoto } from "../support/sample-photo.ts";

let scene = 500;

/** The photos that a task was refused for want of, newly taken; undefined where it was refused for something else. */
export async function askedPhotos(
  person: Person,
  matter: string,
  task: TaskAnswer,
  refusal: unknown,
): Promise<JsonObject | undefined> {
  if (!JSON.stringify(refusal).includes('"/materials"')) return undefined;
  const asked = objectOf(objectOf(objectOf(task.form)["properties"])["materials"]);
  const taken: Record<string, Json> = {};
  for (const material of Object.keys(objectOf(asked["properties"]))) {
    scene += 1;
    const sent = await person.upload(matter, material, "现场.jpg", await samplePhoto({ scene }));
    if (sent.status !== 200) throw new Error(`${material}: ${JSON.stringify(sent.body)}`);
    taken[material] = [(sent.body as { readonly sha256: string }).sha256];
  }
  return taken;
}

const objectOf = (value: unknown): JsonObject => (isJsonObject(value as Json) ? (value as JsonObject) : {});
