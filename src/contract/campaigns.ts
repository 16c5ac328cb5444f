import { type Static, Type } from "typebox";
import { Bilingual } from "./common.ts";

const NullableString = Type.Union([Type.String(), Type.Null()]);

/** A campaign (专项行动) as its register keeps it. */
export const CampaignLine = Type.Object({
  id: Type.String(),
  name: Type.String(),
  leadOrgan: Bilingual,
  area: Bilingual,
  from: Type.String(),
  to: Type.String(),
  goal: Type.String(),
  status: Type.String(),
  statusName: Bilingual,
  /** The number of its closing report, where there is one; GET /api/campaigns/:id/report is its sealed PDF. */
  reportNo: NullableString,
});
export type CampaignLine = Static<typeof CampaignLine>;

/** GET /api/campaigns — those that the reader has to do with, the latest first. */
export const CampaignsAnswer = Type.Object({ items: Type.Array(CampaignLine) });
export type CampaignsAnswer = Static<typeof CampaignsAnswer>;

/**
 * GET /api/campaigns/:id — tasks with targets, and every day's report. What is done is nowhere typed: it is the sum of
 * the reports, each of which is a record that can be opened.
 */
export const CampaignAnswer = Type.Object({
  ...CampaignLine.properties,
  /** The reader sees the tasks of their own organ alone. */
  partial: Type.Boolean(),
  tasks: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      organ: Bilingual,
      target: Type.Integer(),
      unit: Type.String(),
    }),
  ),
  days: Type.Array(
    Type.Object({
      /** A record of the register `campaign-days`. */
      id: Type.String(),
      task: Type.String(),
      day: Type.String(),
      number: Type.Integer(),
      reported: Type.Boolean(),
      note: NullableString,
      caseNo: NullableString,
    }),
  ),
});
export type CampaignAnswer = Static<typeof CampaignAnswer>;
