import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { expectOk, type LocalDate } from "../index.ts";
import {
  formatCaseNumber,
  formatCertificateIdentifier,
  maskAddress,
  maskBankCard,
  maskIdentityNumber,
  maskName,
  maskPhone,
  maskPlate,
  mod11And10,
  mod37And36,
  parseCaseNumber,
  parseCertificateIdentifier,
  creditChecks,
  parseCreditCode,
  parseIdentityNumber,
  parseMobileNumber,
} from "./index.ts";

const TODAY = "2022-12-22" as LocalDate;

describe("identity numbers", () => {
  test.each([
    ["11010519491231002X", "1949-12-31", "female"],
    ["11010519491231002x", "1949-12-31", "female"],
    ["440524188001010014", "1880-01-01", "male"],
    ["210311199003071230", "1990-03-07", "male"],
    ["210311198501150025", "1985-01-15", "female"],
    ["210311201609010010", "2016-09-01", "male"],
    ["210311199506120030", "1995-06-12", "male"],
  ])("%s is valid, born on %s, %s", (number, bornOn, sex) => {
    expect(expectOk(parseIdentityNumber(number, TODAY))).toMatchObject({ bornOn, sex });
  });

  test.each([
    ["a wrong check character", "210311199003071231", "校验位不符"],
    ["two digits exchanged", "210311199003072130", "校验位不符"],
    ["a day that does not exist", "210311199002301236", "出生日期不存在"],
    ["a birth after today", "210311209003071230", "出生日期晚于今天"],
    ["no such province", "990311199003071230", "前两位不是省级代码"],
    ["fifteen digits", "210311900307123", "应为18位"],
    ["letters", "2103111990030712AB", "应为18位"],
  ])("%s is refused without repeating the number", (_, number, reason) => {
    const refused = parseIdentityNumber(number, TODAY);
    expect(refused).toMatchObject({ ok: false, error: { code: "ID_NUMBER_INVALID" } });
    expect(JSON.stringify(refused)).toContain(reason);
    expect(JSON.stringify(refused)).not.toContain(number);
  });

  test("born today is not in the future", () => {
    expect(parseIdentityNumber("210311201609010010", "2016-09-01" as LocalDate).ok).toBe(true);
    expect(parseIdentityNumber("210311201609010010", "2016-08-31" as LocalDate).ok).toBe(false);
  });
});

describe("credit codes", () => {
  test("end with the checks of the inner organisation code and of the whole", () => {
    expect(creditChecks("9111010855138508")).toBe("2Q");
    expect(creditChecks("9133010079965505")).toBe("8B");
    const made = `92210311MA200001${creditChecks("92210311MA200001")}`;
    expect(parseCreditCode(made, { organisationCode: true }).ok).toBe(true);
  });

  const REAL = [
    "91110108551385082Q",
    "11100000000013338W",
    "91330100799655058B",
    "91440300708461136T",
    "91350100M000100Y43",
  ];
  test.each([...REAL, "91210311MA0QX8AB02", "11210311MB0A12345L"])("%s is valid", (code) => {
    expect(parseCreditCode(code.toLowerCase())).toEqual({ ok: true, value: code });
  });

  test("the inner organisation code is checked only when asked", () => {
    const inner = { organisationCode: true };
    for (const code of REAL) expect(parseCreditCode(code, inner).ok).toBe(true);
    expect(parseCreditCode("91210311MA0QX8AB02", inner).ok).toBe(false);
  });

  test.each(["91110108551385082R", "9111010855138508Q", "91110108551385O82Q", ""])(
    "“%s” is refused",
    (code) => {
      expect(parseCreditCode(code)).toMatchObject({ ok: false, error: { code: "CREDIT_CODE_INVALID" } });
    },
  );
});

describe("certificate identifiers", () => {
  test.each([
    "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U",
    "1.2.156.3005.2.11100000MB03271699022.340100.000000016.001.9",
    "1.2.156.3005.2.11100000000013338W009.11330105002500287C.2025052201.002.0",
  ])("%s is read", (text) => {
    expect(parseCertificateIdentifier(text).ok).toBe(true);
  });

  test("what is written is read back part by part", () => {
    const parts = {
      type: "11100000000013338W011",
      issuer: "11430000006122244L",
      serial: "20230000403",
      version: "001",
    };
    const text = expectOk(formatCertificateIdentifier(parts));
    expect(text).toBe("1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U");
    expect(parseCertificateIdentifier(text)).toEqual({ ok: true, value: parts });
  });

  test.each([
    { type: "11100000MB03271699022", issuer: "340100", serial: "000000016", version: "001" },
    { type: "11100000000013338W011", issuer: "11430000006122244L", serial: "no", version: "001" },
    { type: "11100000000013338W011", issuer: "11430000006122244L", serial: "1", version: "1" },
  ])("what is written is strict about its parts", (parts) => {
    expect(formatCertificateIdentifier(parts)).toMatchObject({ ok: false });
  });

  test.each([
    "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.V",
    "1.2.156.3005.3.A.B.C.001.0",
    "1.2.156.3005.2.A.B.C",
    "",
  ])("“%s” is refused", (text) => {
    expect(parseCertificateIdentifier(text)).toMatchObject({
      ok: false,
      error: { code: "CERTIFICATE_IDENTIFIER_INVALID" },
    });
  });
});

describe("case numbers", () => {
  test("22 digits hold county, day, type and sequence", () => {
    const parts = { county: "210311", date: TODAY, type: "01", sequence: 42 };
    const number = expectOk(formatCaseNumber(parts));
    expect(number).toMatch(/^210311202212220100042\d$/);
    expect(parseCaseNumber(`${number.slice(0, 6)}-${number.slice(6)}`)).toEqual({ ok: true, value: parts });
  });

  test.each([0, 100_000, 1.5])("a sequence of %d is refused", (sequence) => {
    expect(formatCaseNumber({ county: "210311", date: TODAY, type: "01", sequence })).toMatchObject({
      ok: false,
    });
  });

  test("any one digit changed is found", () => {
    const number = expectOk(formatCaseNumber({ county: "210311", date: TODAY, type: "01", sequence: 7 }));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 21 }), fc.integer({ min: 1, max: 9 }), (place, add) => {
        const digit = (Number(number.charAt(place)) + add) % 10;
        return !parseCaseNumber(number.slice(0, place) + digit + number.slice(place + 1)).ok;
      }),
    );
  });
});

test("ISO 7064 check characters agree with the standard's published example", () => {
  expect(mod11And10("0794")).toBe("5");
  expect(mod37And36("A12425GABC1234002")).toBe("M");
});

test.each([
  ["13812345678", true],
  ["+86 138-1234-5678", true],
  ["12812345678", false],
  ["1381234567", false],
])("mobile number %s: %s", (text, valid) => {
  expect(parseMobileNumber(text)).toMatchObject(
    valid ? { value: "13812345678" } : { error: { code: "MOBILE_NUMBER_INVALID" } },
  );
});

describe("masks", () => {
  test.each([
    [maskIdentityNumber("210311199003071230"), "210311********1230"],
    [maskIdentityNumber("210311199003071230", true), "2****************0"],
    [maskPhone("13812341234"), "138****1234"],
    [maskName("张三"), "张*"],
    [maskName("张小明"), "张*明"],
    [maskName("欧阳小明"), "欧**明"],
    [maskName("𠮷田"), "𠮷*"],
    [maskName("张"), "*"],
    [maskAddress("辽宁省鞍山市千山区汤岗子街道泉兴社区1号楼"), "辽宁省鞍山市千山区汤岗子街道****"],
    [maskAddress("鞍山市千山区唐家房镇唐家房村3组"), "鞍山市千山区唐家房镇****"],
    [maskAddress("鞍山市铁东区胜利路12号"), "鞍山市铁东区胜利路****"],
    [maskAddress("某处"), "****"],
    [maskBankCard("6222 0202 0001 2345 678"), "***************5678"],
    [maskPlate("辽C·A8812"), "辽C·***12"],
    [maskPhone("110"), "****"],
    [maskIdentityNumber("123456"), "****"],
  ])("%s", (masked, expected) => {
    expect(masked).toBe(expected);
  });
});
