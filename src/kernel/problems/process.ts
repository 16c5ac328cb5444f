import { problems } from "./entry.ts";

export const PROCESS_PROBLEMS = problems({});
