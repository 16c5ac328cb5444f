import { problems } from "./entry.ts";

export const RULE_PROBLEMS = problems({});
