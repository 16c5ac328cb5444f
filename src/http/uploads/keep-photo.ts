import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import type { FastifyRequest } from "fastify";
import type { Principal } from "#access";
import type { FileAnswer } from "#contract";
import { err, problem, type Problem, type Result } from "#kernel";
import type { Platform } from "../platform.ts";
import { imageTypeOf } from "./image-type.ts";
import { uploadDeskOf } from "./upload-desk.ts";

/** Whose photo it is to be, and what for. */
type Told = { readonly matter: string; readonly material: string; readonly name: string };

/**
 * Keeps a photo that came within another body, under a name that its content gives it. Errors: those of the upload desk.
 */
export async function keepSentPhoto(
  platform: Platform,
  principal: Principal,
  told: Omit<Told, "name">,
  content: Uint8Array,
): Promise<Result<FileAnswer, Problem>> {
  const desk = uploadDeskOf(platform, principal);
  const id = randomUUID();
  const name = `现场照片.${imageTypeOf(content) === "image/png" ? "png" : "jpg"}`;
  const announced = await desk.announce(id, content.length, { ...told, name });
  if (!announced.ok) return announced;
  const arrived = await desk.append(id, 0, Readable.from([content]));
  return arrived.ok ? desk.keep(id) : arrived;
}

/**
 * Keeps a photo that is the body of a request, for somebody who is not signed in. Errors: REQUEST_INVALID without a
 * length, those of the upload desk.
 */
export async function keepPhoto(
  platform: Platform,
  principal: Principal,
  told: Told,
  { headers, raw, id }: FastifyRequest,
): Promise<Result<FileAnswer, Problem>> {
  const desk = uploadDeskOf(platform, principal);
  const size = Number(headers["content-length"] ?? Number.NaN);
  if (!Number.isSafeInteger(size)) return err(problem("REQUEST_INVALID", { where: "content-length" }));
  const announced = await desk.announce(id, size, told);
  if (!announced.ok) return announced;
  const arrived = await desk.append(id, 0, raw);
  return arrived.ok ? desk.keep(id) : arrived;
}
