import { problems } from "./entry.ts";

export const DOCUMENT_PROBLEMS = problems({});
