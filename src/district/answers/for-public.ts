import type { Matter } from "../pack/pack.ts";

/**
 * Whether persons or firms apply for a matter. What nobody applies for, and what the staff of its organ alone begin
 * (拆违, 清河), is of the house: no catalogue, counter, rating or outside library knows it.
 */
export const isForPublic = ({ audience }: Pick<Matter, "audience">): boolean =>
  audience.some((each) => each !== "staff");
