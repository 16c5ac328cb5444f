declare module "@bpmn-io/element-templates-validator" {
  export function validateAllZeebe(templates: readonly unknown[]): {
    readonly valid: boolean;
    readonly results: readonly { readonly errors?: readonly { readonly message: string }[] | null }[];
  };
}
