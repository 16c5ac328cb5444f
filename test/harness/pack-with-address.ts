import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parse, stringify } from "yaml";
import { qianshanFiles } from "../support/qianshan-files.ts";

type District = { readonly exchange?: { readonly addresses?: Readonly<Record<string, string>> } };

/** Qianshan's pack in a folder, with another address outside; `change` mends other files. The caller removes it. */
export async function packWithAddress(
  name: string,
  url: string,
  change: Readonly<Record<string, (text: string) => string>> = {},
): Promise<string> {
  const files = qianshanFiles({
    "district.yaml": (text) => {
      const district = parse(text) as District;
      const addresses = { ...district.exchange?.addresses, [name]: url };
      return stringify({ ...district, exchange: { ...district.exchange, addresses } });
    },
    ...change,
  });
  const folder = await mkdtemp(join(tmpdir(), "yiwang-pack-"));
  for (const [path, text] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}
