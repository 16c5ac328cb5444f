import {
  bilingual,
  flag,
  json,
  listOf,
  mappingOf,
  matching,
  object,
  oneOf,
  optional,
  text,
  wrong,
  type Shape,
} from "../shape/shape.ts";
import { isJsonObject, type Bilingual, type Json, type JsonObject } from "#kernel";

/** What a rehearsal must come to; only what is named is compared. */
export type Expectation = {
  readonly status: "completed" | "active" | "terminated" | "failed";
  readonly state: string | null;
  readonly outcome: string | null;
  /** Ids of the open tasks that are demanded (optional tasks are left out), in any order. */
  readonly open: readonly string[] | null;
  /** The organ that an open task is asked of, by the task's id. */
  readonly organs: Readonly<Record<string, string>>;
  readonly variables: JsonObject;
  /** Per clock: any of dueOn, promisedDueOn, statutoryDueOn, ourDays, yourDays, excludedDays, onTime. */
  readonly clocks: Readonly<Record<string, JsonObject>>;
  /** Ids of the service tasks carried out, in order, when the order matters. */
  readonly jobs: readonly string[] | null;
  /** The rungs of escalation ladders climbed, in order: when, of, action and to of each. */
  readonly escalated: readonly JsonObject[] | null;
};

/** A rehearsal of a matter (examples.yaml): a script of design §5 and what must come of it. */
export type Example = {
  readonly name: Bilingual;
  readonly receivedAt: string;
  /** The whole form: the `base` of the file with what this rehearsal changes. */
  readonly form: JsonObject;
  /** Materials promised for later (容缺). */
  readonly deferred: readonly string[];
  /** Applied for on a promise (告知承诺). */
  readonly committed: boolean;
  readonly steps: readonly JsonObject[];
  /** What service tasks give, by the element or the job's type, where it is not what they give by themselves. */
  readonly answers: Readonly<Record<string, JsonObject>>;
  readonly expect: Expectation;
  /** Where the example stands. */
  readonly file: string;
  readonly place: string;
};

export const jsonObject: Shape<JsonObject> = (node) =>
  isJsonObject(node.value) ? node.value : wrong(node, { zh: "一组字段", en: "a group of fields" });

const expectation = object<Expectation>({
  status: oneOf("completed", "active", "terminated", "failed"),
  state: optional(text, null),
  outcome: optional(text, null),
  open: optional(listOf(text), null),
  organs: optional(mappingOf(text), {}),
  variables: optional(mappingOf<Json>(json), {}),
  clocks: optional(mappingOf(jsonObject), {}),
  jobs: optional(listOf(text), null),
  escalated: optional(listOf(jsonObject), null),
});

export const exampleBody: Shape<Omit<Example, "file" | "place">> = object<Omit<Example, "file" | "place">>({
  name: bilingual,
  receivedAt: matching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})$/, {
    zh: "带时区的时间",
    en: "an instant with its offset",
  }),
  form: optional(jsonObject, {}),
  deferred: optional(listOf(text), []),
  committed: optional(flag, false),
  steps: listOf(jsonObject),
  answers: optional(mappingOf(jsonObject), {}),
  expect: expectation,
});
