import { problems } from "./entry.ts";

export const ENGINE_PROBLEMS = problems({});
