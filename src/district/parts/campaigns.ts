/** The registers that campaigns (专项行动) stand in: what they are, what each organ has to do, and each day's report. */
export const CAMPAIGN_REGISTER = "campaigns";
export const CAMPAIGN_TASK_REGISTER = "campaign-tasks";
export const CAMPAIGN_DAY_REGISTER = "campaign-days";
