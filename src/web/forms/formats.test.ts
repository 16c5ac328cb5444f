import { describe, expect, it } from "vitest";
import { isCitizenId, isCreditCode, keepsFormat } from "./formats.ts";

describe("numbers of people and firms", () => {
  it("checks the last character of an identity number", () => {
    expect(isCitizenId("11010519491231002X")).toBe(true);
    expect(isCitizenId("110105194912310021")).toBe(false);
    expect(isCitizenId("11010519491231002")).toBe(false);
  });
  it("checks the last character of a credit code", () => {
    expect(isCreditCode("91350100M000100Y43")).toBe(true);
    expect(isCreditCode("91350100M000100Y44")).toBe(false);
    expect(isCreditCode("I1350100M000100Y43")).toBe(false);
  });
  it("leaves formats it does not know to the server", () => {
    expect(keepsFormat("mobile-phone", "13900000000")).toBe(true);
    expect(keepsFormat("mobile-phone", "0412-1234567")).toBe(false);
    expect(keepsFormat("uri", "anything")).toBe(true);
  });
});
