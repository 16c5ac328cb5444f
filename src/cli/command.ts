/** What a command may touch of its surroundings; tests pass their own. */
export type CliIo = {
  readonly stdin: AsyncIterable<string | Uint8Array>;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
};

/** What one verb of the yiwang command does. `run` answers the exit code: 0 ok, 1 false or refused, 2 wrong use. */
export type Command = {
  readonly run: (args: readonly string[], io: CliIo) => Promise<number>;
};
