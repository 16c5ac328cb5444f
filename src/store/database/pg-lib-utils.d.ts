// The driver's own way from a value to what is sent, which its types leave out.
declare module "pg/lib/utils" {
  export function prepareValue(value: unknown): string | Buffer | null;
}
