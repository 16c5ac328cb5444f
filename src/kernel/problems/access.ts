import { problems } from "./entry.ts";

export const ACCESS_PROBLEMS = problems({});
