import { problems } from "./entry.ts";

export const CALENDAR_PROBLEMS = problems({});
