import { createContext, type ReactNode } from "react";
import type { Schema, Values } from "./schema.ts";

/** What a control is given: its schema and value, and how it is named and described. */
export type WidgetProps = {
  readonly id: string;
  readonly name: string;
  readonly pointer: string;
  readonly schema: Schema;
  readonly label: string;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly required: boolean;
  readonly invalid: boolean;
  readonly describedBy: string | undefined;
};

export type FieldsProps = {
  readonly schema: Schema;
  readonly values: Values;
  readonly onChange: (values: Values) => void;
  /** Only these fields, in this order; all when left out. */
  readonly only?: readonly string[];
  readonly pointer?: string;
  /** False in a group that may be left out as a whole. */
  readonly asked?: boolean;
};

type DrawFields = (props: FieldsProps) => ReactNode;

/** How questions inside a question are drawn: given from above, for a form contains itself. */
export const NestedFields = createContext<DrawFields>(() => null);
