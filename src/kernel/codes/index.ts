// Public numbers of people, organs, certificates and cases: read, checked, written, masked.
// It never echoes a personal number in a refusal and never asks a register whether one exists.
// Each file is one number; start with iso7064.ts for the check characters.
export { formatCaseNumber, parseCaseNumber, type CaseNumber } from "./case-number.ts";
export {
  CERTIFICATE_ROOT,
  formatCertificateIdentifier,
  parseCertificateIdentifier,
  type CertificateIdentifier,
} from "./certificate-identifier.ts";
export { creditCheck, creditChecks, parseCreditCode } from "./credit-code.ts";
export { parseIdentityNumber, type IdentityNumber } from "./identity-number.ts";
export { mod11And10, mod11Radix2, mod37And36 } from "./iso7064.ts";
export {
  maskAddress,
  maskBankCard,
  maskEmail,
  maskIdentityNumber,
  maskName,
  maskPhone,
  maskPlate,
} from "./masking.ts";
export { parseMobileNumber } from "./mobile-number.ts";
