import type { ReactNode } from "react";
import { useForm } from "../form-context.ts";
import type { WidgetProps } from "../widget.ts";
import { Nested } from "./nested.tsx";

/** Where something is: as the phone says in the field, on a map at a desk, typed elsewhere. */
export function PointInput(props: WidgetProps): ReactNode {
  const { drawPlace: DrawPlace } = useForm();
  return DrawPlace === undefined ? (
    <Nested {...props} />
  ) : (
    <DrawPlace
      value={props.value}
      onChange={props.onChange}
      corrects={props.schema["x-corrects"] !== undefined}
      told={props.schema["x-before"]}
    />
  );
}
