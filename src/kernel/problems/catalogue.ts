import { ACCESS_PROBLEMS } from "./access.ts";
import { BATCH_PROBLEMS } from "./batches.ts";
import { CALENDAR_PROBLEMS } from "./calendar.ts";
import { CASE_PROBLEMS } from "./cases.ts";
import { CERTIFICATE_PROBLEMS } from "./certificates.ts";
import { CLI_PROBLEMS } from "./cli.ts";
import { DISTRICT_PROBLEMS } from "./district.ts";
import { DOCUMENT_PROBLEMS } from "./documents.ts";
import { ENGINE_PROBLEMS } from "./engine.ts";
import { FUSION_PROBLEMS } from "./fusion.ts";
import { GIVEN_PROBLEMS } from "./given.ts";
import { HTTP_PROBLEMS } from "./http.ts";
import { INDICATOR_PROBLEMS } from "./indicators.ts";
import { INSTANT_PROBLEMS } from "./instant.ts";
import { KERNEL_PROBLEMS } from "./kernel.ts";
import { LIST_PROBLEMS } from "./lists.ts";
import { MANDATE_PROBLEMS } from "./mandates.ts";
import { MESSAGE_PROBLEMS } from "./messages.ts";
import { MIGRATION_PROBLEMS } from "./migrations.ts";
import { MOVE_PROBLEMS } from "./moves.ts";
import { ORGAN_PROBLEMS } from "./organs.ts";
import { OFFERING_PROBLEMS } from "./offerings.ts";
import { PLACE_PROBLEMS } from "./places.ts";
import { PROCESS_PROBLEMS } from "./process.ts";
import { RATING_PROBLEMS } from "./ratings.ts";
import { REGISTER_PROBLEMS } from "./registers.ts";
import { LINK_PROBLEMS } from "./links.ts";
import { REPORT_PROBLEMS } from "./reports.ts";
import { ROLL_PROBLEMS } from "./rolls.ts";
import { RULE_PROBLEMS } from "./rules.ts";
import { SIGN_IN_PROBLEMS } from "./sign-in.ts";
import { STORE_PROBLEMS } from "./store.ts";
import { SUPERVISION_PROBLEMS } from "./supervision.ts";
import { WEBHOOK_PROBLEMS } from "./webhooks.ts";
import { WINDOW_PROBLEMS } from "./window.ts";

/** Every refusal the platform can give, one file a room, and one for lists, for migrations, for organs of a place and for what the catalogue offers. A code, once released, keeps its meaning for ever. */
export const CATALOGUE = {
  ...KERNEL_PROBLEMS,
  ...CALENDAR_PROBLEMS,
  ...RULE_PROBLEMS,
  ...ROLL_PROBLEMS,
  ...PROCESS_PROBLEMS,
  ...ENGINE_PROBLEMS,
  ...PLACE_PROBLEMS,
  ...DISTRICT_PROBLEMS,
  ...ACCESS_PROBLEMS,
  ...INDICATOR_PROBLEMS,
  ...DOCUMENT_PROBLEMS,
  ...REGISTER_PROBLEMS,
  ...CASE_PROBLEMS,
  ...CERTIFICATE_PROBLEMS,
  ...BATCH_PROBLEMS,
  ...MOVE_PROBLEMS,
  ...FUSION_PROBLEMS,
  ...MANDATE_PROBLEMS,
  ...MIGRATION_PROBLEMS,
  ...GIVEN_PROBLEMS,
  ...INSTANT_PROBLEMS,
  ...ORGAN_PROBLEMS,
  ...WINDOW_PROBLEMS,
  ...RATING_PROBLEMS,
  ...WEBHOOK_PROBLEMS,
  ...SUPERVISION_PROBLEMS,
  ...MESSAGE_PROBLEMS,
  ...OFFERING_PROBLEMS,
  ...STORE_PROBLEMS,
  ...HTTP_PROBLEMS,
  ...LINK_PROBLEMS,
  ...REPORT_PROBLEMS,
  ...LIST_PROBLEMS,
  ...SIGN_IN_PROBLEMS,
  ...CLI_PROBLEMS,
} as const;

export type ProblemCode = keyof typeof CATALOGUE;
