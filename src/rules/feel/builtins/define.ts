import {
  isContext,
  isDuration,
  isKind,
  isList,
  type FeelContext,
  type FeelDate,
  type FeelDateTime,
  type FeelDuration,
  type FeelFunction,
  type FeelList,
  type FeelRange,
  type FeelTime,
  type FeelValue,
  type Run,
} from "../value/value.ts";

/** One parameter: its name for named arguments, and how a value becomes what the body works with. */
export type Reader<Type> = {
  readonly name: string;
  /** undefined: the value does not fit. */
  readonly read: (value: FeelValue) => Type | undefined;
  readonly optional: boolean;
};

/** One way to call a built-in; several of one name are tried in order. */
export type Builtin = FeelFunction;

type Readers = readonly Reader<unknown>[];
/** What the readers of a parameter list give. */
type Read<Given extends Readers> = {
  readonly [Index in keyof Given]: Given[Index] extends Reader<infer Type> ? Type : never;
};

/** A built-in whose answer depends on its arguments alone; arguments that do not fit make null. */
export function builtin<const Given extends Readers>(
  name: string,
  parameters: Given,
  body: (...values: Read<Given>) => FeelValue,
): Builtin {
  return builtinInRun(name, parameters, (_run, ...values) => body(...values));
}

/** A built-in that calls functions or asks for the moment, and so needs the run. */
export function builtinInRun<const Given extends Readers>(
  name: string,
  parameters: Given,
  body: (run: Run, ...values: Read<Given>) => FeelValue,
): Builtin {
  return {
    kind: "function",
    name,
    parameters: parameters.map((each) => each.name),
    variadic: false,
    call: (values, run) => {
      const read = readValues(parameters, values);
      return read === undefined ? null : body(run, ...(read as Read<Given>));
    },
  };
}

function readValues(
  readers: readonly Reader<unknown>[],
  values: readonly (FeelValue | undefined)[],
): readonly unknown[] | undefined {
  const read: unknown[] = [];
  for (const [index, reader] of readers.entries()) {
    const value = values[index];
    if (value === undefined) {
      if (!reader.optional) return undefined;
      read.push(undefined);
      continue;
    }
    const fitted = fit(reader, value);
    if (fitted === undefined) return undefined;
    read.push(fitted);
  }
  return values.length > readers.length ? undefined : read;
}

/** A list of one stands for its item where the item alone fits (DMN 1.5, 10.3.2.9.4). */
function fit(reader: Reader<unknown>, value: FeelValue): unknown {
  const direct = reader.read(value);
  if (direct !== undefined || !isList(value) || value.length !== 1) return direct;
  return reader.read(value[0] ?? null);
}

/** A built-in over a list or over its arguments: `min([1, 2])` and `min(1, 2)`. */
export function builtinOverList(
  name: string,
  body: (list: FeelList) => FeelValue,
  parameter = "list",
): Builtin {
  return {
    kind: "function",
    name,
    parameters: [parameter],
    variadic: true,
    call: (values) => {
      const given = values.map((value) => value ?? null);
      if (given.length === 0) return null;
      const only = given[0] ?? null;
      if (given.length > 1) return body(given);
      return only === null ? null : body(isList(only) ? only : [only]);
    },
  };
}

const reader = <Type>(name: string, read: (value: FeelValue) => Type | undefined): Reader<Type> => ({
  name,
  read,
  optional: false,
});

/** The parameter may be left out; null given for it still does not fit, unless its reader takes null. */
export const optional = <Type>({ name, read }: Reader<Type>): Reader<Type | undefined> => ({
  name,
  read,
  optional: true,
});

/** The parameter also takes null. */
export const nullable = <Type>({ name, read, optional: may }: Reader<Type>): Reader<Type | null> => ({
  name,
  read: (value) => (value === null ? null : read(value)),
  optional: may,
});

export const anything = (name: string): Reader<FeelValue> => reader(name, (value) => value);
export const something = (name: string): Reader<Exclude<FeelValue, null>> =>
  reader(name, (value) => value ?? undefined);
export const text = (name: string): Reader<string> =>
  reader(name, (value) => (typeof value === "string" ? value : undefined));
export const number = (name: string): Reader<number> =>
  reader(name, (value) => (typeof value === "number" ? value : undefined));
export const boolean = (name: string): Reader<boolean> =>
  reader(name, (value) => (typeof value === "boolean" ? value : undefined));
export const list = (name: string): Reader<FeelList> =>
  reader(name, (value) => (value === null ? undefined : isList(value) ? value : [value]));
export const context = (name: string): Reader<FeelContext> =>
  reader(name, (value) => (isContext(value) ? value : undefined));
export const range = (name: string): Reader<FeelRange> =>
  reader(name, (value) => (isKind(value, "range") ? value : undefined));
export const func = (name: string): Reader<FeelFunction> =>
  reader(name, (value) => (isKind(value, "function") ? value : undefined));
export const date = (name: string): Reader<FeelDate> =>
  reader(name, (value) => (isKind(value, "date") ? value : undefined));
export const time = (name: string): Reader<FeelTime> =>
  reader(name, (value) => (isKind(value, "time") ? value : undefined));
export const dateTime = (name: string): Reader<FeelDateTime> =>
  reader(name, (value) => (isKind(value, "date and time") ? value : undefined));
export const duration = (name: string): Reader<FeelDuration> =>
  reader(name, (value) => (isDuration(value) ? value : undefined));
/** The day of a date or of a date and time. */
export const day = (name: string): Reader<FeelDate> =>
  reader(name, (value) =>
    isKind(value, "date") ? value : isKind(value, "date and time") ? value.date : undefined,
  );

/** Several ways to call one name: the first whose arguments fit answers. */
export function overloaded(ways: readonly Builtin[]): Builtin {
  const [first] = ways;
  if (first === undefined || ways.length === 1) return first ?? builtin("", [], () => null);
  return {
    kind: "function",
    name: first.name,
    parameters: first.parameters,
    variadic: true,
    ways,
    call: (values, run) => {
      for (const way of ways) {
        const answer = way.call(values, run);
        if (answer !== null) return answer;
      }
      return null;
    },
  };
}
