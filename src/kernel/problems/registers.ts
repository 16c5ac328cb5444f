import { problems } from "./entry.ts";

export const REGISTER_PROBLEMS = problems({});
