import type { Mask } from "#district";
import { maskAddress, maskBankCard, maskIdentityNumber, maskName, maskPhone } from "#kernel";

/** A value as its mask leaves it (domain §11, common practice). */
export function maskBy(mask: Mask, text: string): string {
  switch (mask) {
    case "name":
      return maskName(text);
    case "identity":
      return maskIdentityNumber(text);
    case "phone":
      return maskPhone(text);
    case "address":
      return maskAddress(text);
    case "account":
      return maskBankCard(text);
    case "whole":
      return "****";
  }
}
