import type { FileAnswer } from "#contract";
import { useEffect, useRef, useState } from "react";
import { asRefusal } from "../api/refusal.ts";
import { type Unfinished, unfinishedOf } from "../api/unfinished.ts";
import { endUnfinished, type Upload, type UploadPlace, uploadFile } from "../api/upload.ts";
import { useSay } from "../language/say.ts";
import { useAccount } from "../session/session.ts";
import { type FileRules, refuseFile } from "./files.ts";

export type Sending = {
  readonly key: number;
  readonly name: string;
  readonly size: number;
  readonly part: number;
  readonly waiting: boolean;
  readonly upload: Upload;
};

type FilesChange = (change: (files: readonly FileAnswer[]) => readonly FileAnswer[]) => void;

let nextKey = 0;

/** The files on their way to a material, what was refused, and what an earlier visit did not complete. */
export function useUploads(
  material: Omit<UploadPlace, "account">,
  rules: FileRules,
  onChange: FilesChange,
): {
  readonly sending: readonly Sending[];
  readonly refusals: readonly string[];
  readonly unfinished: readonly Unfinished[];
  readonly take: (files: Iterable<File>, replacing?: string) => void;
  readonly end: (url: string) => void;
} {
  const say = useSay();
  const place = { account: useAccount()?.id ?? "", ...material };
  const [sending, setSending] = useState<readonly Sending[]>([]);
  const [refusals, setRefusals] = useState<readonly string[]>([]);
  const [, setEnded] = useState(0);
  const running = useRef(new Set<Upload>());
  useEffect(() => {
    const uploads = running.current;
    return () => {
      for (const upload of uploads) upload.leave();
    };
  }, []);

  const send = async (file: File, replacing: string | undefined): Promise<void> => {
    const key = nextKey++;
    const watch = (part: number, waiting: boolean): void =>
      setSending((all) => all.map((one) => (one.key === key ? { ...one, part, waiting } : one)));
    const upload = uploadFile(place, file, watch);
    running.current.add(upload);
    setSending((all) => [...all, { key, name: file.name, size: file.size, part: 0, waiting: false, upload }]);
    try {
      const kept = await upload.done;
      onChange((files) => {
        const others = files.filter(({ sha256 }) => sha256 !== kept.sha256 && sha256 !== replacing);
        return [...others, kept];
      });
    } catch (error) {
      if (!(error instanceof DOMException)) {
        const { problem } = asRefusal(error);
        setRefusals((all) => [...all, `${file.name}: ${say(problem.message)}。${say(problem.next)}`]);
      }
    } finally {
      running.current.delete(upload);
      setSending((all) => all.filter((one) => one.key !== key));
    }
  };

  const take = (files: Iterable<File>, replacing?: string): void => {
    const said: string[] = [];
    for (const file of files) {
      const refused = refuseFile(file, rules, say);
      if (refused === undefined) void send(file, replacing);
      else said.push(say(refused.sentence, refused.parameters));
    }
    setRefusals(said);
  };
  const end = (url: string): void => {
    void endUnfinished(url);
    setEnded((times) => times + 1);
  };
  const unfinished = unfinishedOf(place).filter(
    ({ name, size }) => !sending.some((one) => one.name === name && one.size === size),
  );
  return { sending, refusals, unfinished, take, end };
}
