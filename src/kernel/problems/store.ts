import { problems } from "./entry.ts";

export const STORE_PROBLEMS = problems({});
