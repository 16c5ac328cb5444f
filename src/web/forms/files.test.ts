import { describe, expect, it } from "vitest";
import { sayIn } from "../language/say.ts";
import { acceptOf, refuseFile, typeNames } from "./files.ts";

const say = (text: { zh: string; en: string }, parameters?: Record<string, string | number>): string =>
  sayIn("zh", text, parameters);
const rules = { types: ["application/pdf", "image/jpeg"], maxBytes: 1024 * 1024 };
const refused = (name: string, type: string, size: number): string | undefined => {
  const found = refuseFile({ name, type, size }, rules, say);
  return found === undefined ? undefined : say(found.sentence, found.parameters);
};

describe("files before they are sent", () => {
  it("takes what the material allows, also when the browser does not know the type", () => {
    expect(refused("平面图.pdf", "application/pdf", 2000)).toBeUndefined();
    expect(refused("平面图.JPEG", "", 2000)).toBeUndefined();
  });
  it("says what is wrong and what would be right", () => {
    expect(refused("平面图.exe", "application/x-msdownload", 2000)).toBe(
      "“平面图.exe”的类型不对，请换成 PDF、JPG",
    );
    expect(refused("平面图.pdf", "application/pdf", 50 * 1024 * 1024)).toBe(
      "“平面图.pdf”有 50 MB，超过上限 1 MB",
    );
    expect(refused("空.pdf", "application/pdf", 0)).toBe("“空.pdf”是空文件，请重新选择");
  });
  it("names types and fills the input's accept", () => {
    expect(typeNames(["application/pdf", ".jpg", "png"], say)).toBe("PDF、JPG、PNG");
    expect(acceptOf(["application/pdf", "jpg", ".png"])).toBe("application/pdf,.jpg,.png");
  });
});
