/** What the tests use of the package `open311` (Code for America's node-open311), which brings no types. */
declare module "open311" {
  type Told<Answer> = (fault: unknown, answer: Answer) => void;
  type Found = { readonly service_request_id: string; readonly token?: string; readonly status?: string };

  export default class Open311 {
    constructor(options: {
      readonly discovery: string;
      readonly jurisdiction: string;
      readonly apiKey: string;
    });
    serviceDiscovery(
      options: { readonly cache: true; readonly type: "production" | "test" },
      told: Told<{ readonly endpoints: readonly unknown[] }>,
    ): void;
    serviceList(
      told: Told<readonly { readonly service_code: string; readonly service_name: string }[]>,
    ): void;
    serviceDefinition(
      code: string,
      told: Told<{ readonly service_code: string; readonly attributes: readonly unknown[] }>,
    ): void;
    submitRequest(
      request: Readonly<Record<string, string | Readonly<Record<string, string>>>>,
      told: Told<readonly Found[]>,
    ): void;
    token(token: string, told: Told<readonly Found[]>): void;
    serviceRequest(id: string, told: Told<readonly Found[]>): void;
    serviceRequests(
      ids: readonly string[],
      parameters: Readonly<Record<string, string>>,
      told: Told<readonly Found[]>,
    ): void;
  }
}
