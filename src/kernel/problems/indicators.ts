import { problems } from "./entry.ts";

export const INDICATOR_PROBLEMS = problems({});
