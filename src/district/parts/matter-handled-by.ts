import { oneOf, optional, type Shape } from "../shape/shape.ts";

/** Whose a matter's cases are: the organ's that it names, or (属地办理) the town government's that covers the place. */
export type HandledBy = "organ" | "town";

export const handledBy: Shape<HandledBy> = optional(oneOf<HandledBy>("organ", "town"), "organ");
