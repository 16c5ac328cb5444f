import type { Bilingual, ColumnsAnswer } from "#contract";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { columnsQuery } from "../api/queries.ts";
import { shownColumns } from "./columns.ts";

/** The columns of a list as they are shown, and what can be chosen. */
export type Columns = {
  readonly list: string;
  readonly answer: ColumnsAnswer;
  readonly shown: readonly { readonly id: string; readonly name: Bilingual }[];
};

/** The columns that a list shows; undefined until the server has told them. */
export function useColumns(list: string, told: string): Columns | undefined {
  const answer = useQuery(columnsQuery(list)).data;
  return useMemo(() => {
    if (answer === undefined) return undefined;
    const names = new Map(answer.columns.map(({ id, name }) => [id, name]));
    const shown = shownColumns(answer, told).flatMap((id) => {
      const name = names.get(id);
      return name === undefined ? [] : [{ id, name }];
    });
    return { list, answer, shown };
  }, [answer, list, told]);
}
