import { identical } from "../value/equal.ts";
import { anything, boolean, builtin, builtinInRun, optional, text, type Builtin } from "./define.ts";

export const BOOLEANS: readonly Builtin[] = [
  builtin("not", [boolean("negand")], (negand) => !negand),
  builtin("is", [anything("value1"), anything("value2")], identical),
  builtin("is defined", [anything("value")], () => true),
  builtin("get or else", [anything("value"), anything("default")], (value, otherwise) => value ?? otherwise),
  builtinInRun(
    "assert",
    [anything("value"), anything("condition"), optional(text("cause"))],
    (run, value, condition, cause) => {
      if (condition === true) return value;
      run.warnings.push(cause ?? "an assertion does not hold");
      return null;
    },
  ),
];
