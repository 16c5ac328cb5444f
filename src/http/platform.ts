import type { CaseWork } from "#cases";
import type { Sender } from "#district";
import type { Indicator } from "#indicators";
import type { Instant, JsonObject, Problem, Result } from "#kernel";
import type { DecisionModels } from "#rules";
import type { FileVault, PartFolder, Store, UploadQuota } from "#store";
import type { SignInOptions } from "./sign-in/index.ts";
import type { LiveHub } from "./live-hub.ts";

/** How uploads are bounded. */
export type UploadSetting = {
  /** So long after it was announced an upload can go on; then it is cleared away. */
  readonly keepHours: number;
  readonly quota: UploadQuota;
  /** Requests of one account that carry parts of files. */
  readonly requestsPerMinute: number;
};

export const UPLOAD_DEFAULTS: UploadSetting = {
  keepHours: 24,
  quota: { files: 100, bytes: 1024 ** 3 },
  requestsPerMinute: 1_200,
};

/** The most rows of one export unless the installation says otherwise: what is made in about ten seconds. */
export const EXPORT_ROWS = 20_000;

/** Everything the routes stand on; `app` puts it together. */
export type Platform = {
  readonly work: CaseWork;
  readonly store: Store;
  readonly vault: FileVault;
  /** The bytes of uploads on their way. */
  readonly parts: PartFolder;
  readonly uploads: UploadSetting;
  readonly live: LiveHub;
  /** The BPMN that a plan was compiled from. */
  readonly drawingOf: (plan: string) => Promise<string | undefined>;
  /** Rules of matters by the hash that they were published under. */
  readonly findRules: (hash: string) => Promise<Result<DecisionModels, Problem>>;
  readonly indicators: readonly Indicator[];
  /** The most rows that one export holds. */
  readonly exportRows: number;
  readonly signIn: SignInOptions;
  /** The query code by which a case is found without sign-in, given anew so many times. */
  readonly queryCodeOf: (caseNo: string, issue: number) => string;
  /** The key with which a system or device of channels.yaml reports. */
  readonly senderKeyOf: (sender: Pick<Sender, "id" | "issue">) => string;
  /** The signature of a link to one photo of one case, for who does not sign in. */
  readonly mediaSignatureOf: (caseNo: string, sha256: string) => string;
  /**
   * Fetches a photo from a URL under an address of the district, at most so many bytes of it. Errors: MEDIA_AWAY,
   * FILE_TOO_LARGE.
   */
  readonly fetchMedia: (address: string, url: string, most: number) => Promise<Result<Uint8Array, Problem>>;
  /** The signature of a link by which a party without an account does one task. */
  readonly linkSignatureOf: (link: string) => string;
  /** Whether a key opens a sealed document to a system outside that was told of it. */
  readonly opensDocument: (id: string, key: string) => boolean;
  /** By which ways people can be told outside the platform. */
  readonly outgoing: { readonly email: boolean; readonly sms: boolean };
  readonly now: () => Instant;
  readonly demo: boolean;
  /** Folder of the built faces, or null where only the interface is served. */
  readonly webFolder: string | null;
  /** Whether the process can do its work now: the answer of /readyz. */
  readonly ready: () => Promise<boolean>;
  /** Typesets a paper of the pack's templates that is no numbered document: nothing of it is kept. */
  readonly print: (template: string, data: JsonObject) => Promise<Result<Uint8Array, Problem>>;
  /** Called after every kept change, so that worker and screens do not wait for their next round. */
  readonly changed: () => void;
  /** Roots that sealed files must lead to, in DER. */
  readonly trust: readonly Uint8Array[];
  readonly logger: JsonObject | boolean;
};
