import { expect, it } from "vitest";
import { checkPassword, hashPassword, verifyPassword } from "./index.ts";
import { normalAddress, normalLogin } from "./lockout.ts";

it("hashes a password so that it is known again, never twice alike, and says its cost", async () => {
  const [one, two] = [await hashPassword("Qianshan-2022"), await hashPassword("Qianshan-2022")];
  expect(one).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$/);
  expect(one).not.toBe(two);
  expect(await verifyPassword("Qianshan-2022", one)).toBe(true);
  expect(await verifyPassword("Qianshan-2023", one)).toBe(false);
});

async function timeOf(known: string | null): Promise<number> {
  const began = performance.now();
  expect(await verifyPassword("wrong", known)).toBe(false);
  return performance.now() - began;
}

it("works as long for nobody as for somebody", async () => {
  const hash = await hashPassword("Qianshan-2022");
  const rounds = await Promise.all(
    [0, 1, 2].map(async () => [await timeOf(hash), await timeOf(null)] as const),
  );
  const sum = (side: 0 | 1) => rounds.reduce((total, round) => total + round[side], 0);
  expect(sum(1) / sum(0)).toBeGreaterThan(0.4);
  expect(await verifyPassword("wrong", "not a hash")).toBe(false);
});

it("takes a password of ten characters and three kinds without the user name", () => {
  expect(checkPassword("Qianshan-2022", "zhao").ok).toBe(true);
  for (const weak of ["Ab1-", "qianshan2022", "Zhao-12345678", "Aa1Aa1Aa1Aa1"])
    expect(checkPassword(weak, "zhao").ok).toBe(false);
});

it("counts one person's names and one customer's addresses as one", () => {
  expect(normalLogin(" ＺHAO ")).toBe("zhao");
  expect(normalAddress("::ffff:10.0.0.1")).toBe("10.0.0.1");
  expect(normalAddress("2001:db8:1:2::5")).toBe(normalAddress("2001:0db8:1:2:ffff::9"));
  expect(normalAddress("2001:db8:1:3::5")).not.toBe(normalAddress("2001:db8:1:2::5"));
  expect(normalAddress("::1")).toBe("0:0:0:0::/64");
});
