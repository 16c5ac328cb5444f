import { problems } from "./entry.ts";

export const CASE_PROBLEMS = problems({});
