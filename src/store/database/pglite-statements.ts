import { parse, protocol, type PGlite, type Results } from "@electric-sql/pglite";
import type { Row, Sql } from "./database.ts";
import { nameOf } from "./statement-names.ts";

const { serialize } = protocol;

/**
 * Asks the one connection of an embedded database within a transaction. What was asked before is kept prepared under its
 * name: reading and planning a statement takes it several times as long as answering, as each table's rules are planned
 * with it. The protocol is the server's; the driver's own `query` offers no names.
 */
export function statementsOn(engine: PGlite): (unnamed: Sql["query"]) => Sql["query"] {
  /** Type numbers of the parameters of what is prepared, by name. */
  const prepared = new Map<string, readonly number[]>();
  const send = (...messages: readonly Uint8Array[]) =>
    engine.execProtocolStream(Buffer.concat([...messages, serialize.sync()]), {
      syncToFs: false,
      throwOnError: true,
    });
  const prepare = async (name: string, text: string): Promise<readonly number[]> => {
    const told = await send(serialize.parse({ name, text }), serialize.describe({ type: "S", name }));
    const types = parse.parseDescribeStatementResults(told);
    prepared.set(name, types);
    return types;
  };
  return (unnamed) =>
    <Shape extends Row>(text: string, parameters?: readonly unknown[]) => {
      const name = parameters === undefined ? undefined : nameOf(text, parameters);
      if (parameters === undefined || name === undefined) return unnamed<Shape>(text, parameters);
      // In the order in which they are asked, with what makes them ready.
      return engine.runExclusive(async () => {
        const types = prepared.get(name) ?? (await prepare(name, text));
        const values = parameters.map((value, place) => wireText(engine, value, types[place]));
        const told = await send(
          serialize.bind({ statement: name, values }),
          serialize.describe({ type: "P" }),
          serialize.execute({}),
        );
        const [answer] = parse.parseResults(told, engine.parsers) as Results<Shape>[];
        return answer?.rows ?? [];
      });
    };
}

/** A parameter in the text that its type is sent in. */
function wireText(engine: PGlite, value: unknown, type: number | undefined): string | null {
  if (value === null || value === undefined) return null;
  const serializer = type === undefined ? undefined : engine.serializers[type];
  return serializer === undefined ? String(value) : serializer(value);
}
