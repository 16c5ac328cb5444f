import type { Handler } from "./handler.ts";
import { reachEnd } from "./none-end.ts";

export const terminateEnd: Handler<"terminateEnd"> = { activate: reachEnd, endsScope: true };
