import { describe, expect, it } from "vitest";
import { requestsUnderWay } from "./requests-under-way.ts";

describe("requests under way", () => {
  it("are done once for all who ask the same meanwhile, and again for who asks afterwards", async () => {
    const share = requestsUnderWay<number>();
    let done = 0;
    const work = async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      return (done += 1);
    };
    const same = { by: "alice key-1", asked: "a licence" };
    const answers = await Promise.all(Array.from({ length: 200 }, () => share(same, work)));
    expect(new Set(answers)).toEqual(new Set([1]));
    expect(await share(same, work)).toBe(2);
  });

  it("give a fault to all who waited, and are tried anew by the next", async () => {
    const share = requestsUnderWay<string>();
    const same = { by: "alice key-1", asked: "a licence" };
    const away = async (): Promise<string> => Promise.reject(new Error("away"));
    const told = await Promise.allSettled([share(same, away), share(same, away)]);
    expect(told.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(await share(same, async () => "there")).toBe("there");
  });

  it("keep what is asked otherwise under one key apart, one behind the other", async () => {
    const share = requestsUnderWay<string>();
    const order: string[] = [];
    const work = (name: string) => async () => {
      order.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, 1));
      order.push(`${name} ends`);
      return name;
    };
    const by = "alice key-1";
    const answers = ["a", "b", "a", "c"].map((asked) => share({ by, asked }, work(asked)));
    expect(await Promise.all(answers)).toEqual(["a", "b", "a", "c"]);
    expect(order).toEqual(["a begins", "a ends", "b begins", "b ends", "c begins", "c ends"]);
  });
});
