import { fileTypeFromBuffer } from "file-type";
import type { Material } from "#district";
import { err, ok, problem, type Problem, type Result } from "#kernel";

/** The longest head any of the allowed types needs to be recognised by its content. */
const HEAD_BYTES = 4_100;

/**
 * The media type of a content, which must be one that the material allows and fit the file's name.
 * Errors: FILE_TYPE_FORBIDDEN, FILE_MISLABELLED.
 */
export async function checkType(
  material: Material,
  name: string,
  content: AsyncIterable<Uint8Array>,
): Promise<Result<string, Problem>> {
  const found = await fileTypeFromBuffer(await headOf(content));
  const type = found?.mime ?? "application/octet-stream";
  if (!material.types.some((each) => each === type)) {
    const allowed = material.types.map((each) => TYPE_NAMES[each] ?? each).join("、");
    return err(problem("FILE_TYPE_FORBIDDEN", { name, allowed }));
  }
  const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? "";
  return (EXTENSIONS[type] ?? []).includes(extension)
    ? ok(type)
    : err(problem("FILE_MISLABELLED", { name, actual: TYPE_NAMES[type] ?? type }));
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  "application/pdf": "PDF",
  "image/jpeg": "JPG",
  "image/png": "PNG",
};

const EXTENSIONS: Readonly<Record<string, readonly string[]>> = {
  "application/pdf": ["pdf"],
  "image/jpeg": ["jpg", "jpeg"],
  "image/png": ["png"],
};

async function headOf(content: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of content) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= HEAD_BYTES) break;
  }
  return Buffer.concat(chunks);
}
