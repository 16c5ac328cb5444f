import { problems } from "./entry.ts";

export const DISTRICT_PROBLEMS = problems({});
