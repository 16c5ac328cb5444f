import { afterAll, beforeAll } from "vitest";
import { onEachDatabase } from "../harness/test-platform.ts";
import { describeActs } from "./bad-input/acts.ts";
import { describeAddresses } from "./bad-input/addresses.ts";
import { describeApplications } from "./bad-input/applications.ts";
import { BadInputGround } from "./bad-input/ground.ts";

onEachDatabase("bad input", (database) => {
  const ground = new BadInputGround();
  beforeAll(() => ground.open(database), 180_000);
  afterAll(() => ground.close());

  describeApplications(ground);
  describeActs(ground);
  // Last: it moves the clock until sessions end.
  describeAddresses(ground);
});
