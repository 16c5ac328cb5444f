import { problems } from "./entry.ts";

export const HTTP_PROBLEMS = problems({});
