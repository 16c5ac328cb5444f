import { problems } from "./entry.ts";

export const CLI_PROBLEMS = problems({});
