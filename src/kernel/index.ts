// Words everyone shares: results, problems, instants, plain JSON and its hash.
// It knows no room above it, does no input or output, and reads no clock.
// Start with result.ts and problem.ts; every refusal's text stands in problems/.
export { canonicalJson, hashOf, sha256Hex } from "./canonical.ts";
export {
  CERTIFICATE_ROOT,
  creditCheck,
  creditChecks,
  formatCaseNumber,
  formatCertificateIdentifier,
  maskAddress,
  maskBankCard,
  maskIdentityNumber,
  maskName,
  maskEmail,
  maskPhone,
  maskPlate,
  mod11And10,
  mod11Radix2,
  mod37And36,
  parseCaseNumber,
  parseCertificateIdentifier,
  parseCreditCode,
  parseIdentityNumber,
  parseMobileNumber,
  type CaseNumber,
  type CertificateIdentifier,
  type IdentityNumber,
} from "./codes/index.ts";
export {
  dayAfter,
  instantFromMillis,
  instantOf,
  localDateOf,
  localTimeOf,
  millisOf,
  parseInstant,
  parseLocalDate,
  SHANGHAI,
  startOfDay,
  type Instant,
  type LocalDate,
} from "./instant.ts";
export { isJsonObject, type Json, type JsonObject } from "./json.ts";
export { isProblem, problem, type Bilingual, type Problem } from "./problem.ts";
export type { ProblemCode } from "./problems/catalogue.ts";
export { err, expectOk, ok, type Result } from "./result.ts";
