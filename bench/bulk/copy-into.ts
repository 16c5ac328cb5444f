import type { Client, Connection, Submittable } from "pg";

/** COPY of text lines through the driver's own protocol; chunks are taken when the socket has room. */
export function copyInto(client: Client, statement: string, chunks: Iterable<string>): Promise<void> {
  return new Promise((resolve, reject) => {
    let failed: Error | undefined;
    const query: Submittable & Record<string, unknown> = {
      submit: (connection: Connection) => connection.query(statement),
      handleCopyInResponse: (connection: CopyConnection) => void send(connection, chunks),
      handleCommandComplete: () => undefined,
      handleError: (thrown: Error) => {
        failed = thrown;
        reject(thrown);
      },
      handleReadyForQuery: () => {
        if (failed === undefined) resolve();
      },
    };
    client.query(query);
  });
}

/** What of the driver's connection a copy uses; its published types leave it out. */
type CopyConnection = {
  readonly stream: {
    readonly writableNeedDrain: boolean;
    once(event: "drain", listener: () => void): unknown;
  };
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
};

async function send(connection: CopyConnection, chunks: Iterable<string>): Promise<void> {
  for (const chunk of chunks) {
    connection.sendCopyFromChunk(Buffer.from(chunk));
    if (connection.stream.writableNeedDrain)
      await new Promise<void>((resolve) => connection.stream.once("drain", resolve));
  }
  connection.endCopyFrom();
}
