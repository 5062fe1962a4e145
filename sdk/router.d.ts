// The tRPC API of App Tasks, for typed clients: createTRPCClient<AppRouter>. Made from the server's own router by
// `npm run router-types`; what stands here is what the API takes and gives. Needs the types of @trpc/server, version 11,
// which @trpc/client brings along. No transformer: plain JSON, times ISO 8601 UTC.
import type { TRPCBuiltRouter, TRPCMutationProcedure, TRPCQueryProcedure, TRPCSubscriptionProcedure } from "@trpc/server";

export type AppRouter = TRPCBuiltRouter<
  { ctx: object; meta: object; errorShape: {
    message: string;
    data: {
      status: string;
      field: string | undefined;
      position: number | undefined;
      runId: number | undefined;
      error: RunErrorInfo | undefined;
      retryAfterS: number | undefined;
      code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
      httpStatus: number;
      /** Path to the procedure that threw the error */
      path?: string;
    } | {
      status: string;
      field: string | undefined;
      position?: undefined;
      runId?: undefined;
      error?: undefined;
      retryAfterS?: undefined;
      code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
      httpStatus: number;
      /** Path to the procedure that threw the error */
      path?: string;
    } | {
      status: string;
      field?: undefined;
      position?: undefined;
      runId?: undefined;
      error?: undefined;
      retryAfterS?: undefined;
      code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
      httpStatus: number;
      /** Path to the procedure that threw the error */
      path?: string;
    };
    code: -32001 | -32002 | -32003 | -32004 | -32005 | -32008 | -32009 | -32012 | -32013 | -32015 | -32022 | -32028 | -32029 | -32099 | -32600 | -32603 | -32700;
  }; transformer: false },
  {
    account: {
      get: TRPCQueryProcedure<{
        input: {
          [key: string]: never;
        } | undefined;
        output: Account;
        meta: object;
      }>;
      rename: TRPCMutationProcedure<{
        input: {
          name: string;
        };
        output: {
          name: string;
        };
        meta: object;
      }>;
      changePassword: TRPCMutationProcedure<{
        input: {
          current: string;
          next: string;
        };
        output: {
          endedSessions: number;
        };
        meta: object;
      }>;
      sendVerification: TRPCMutationProcedure<{
        input: {
          [key: string]: never;
        } | undefined;
        output: {
          mail: MailOutcome;
        };
        meta: object;
      }>;
      sessions: TRPCQueryProcedure<{
        input: {
          [key: string]: never;
        } | undefined;
        output: SessionInfo[];
        meta: object;
      }>;
      revokeSession: TRPCMutationProcedure<{
        input: {
          id: string;
        };
        output: {
          id: string;
        };
        meta: object;
      }>;
      revokeOtherSessions: TRPCMutationProcedure<{
        input: {
          [key: string]: never;
        } | undefined;
        output: {
          ended: number;
        };
        meta: object;
      }>;
      beginPasskey: TRPCMutationProcedure<{
        input: {
          password: string;
        };
        output: {
          user: {
            id: string;
            name: string;
            displayName: string;
          };
          rp: {
            id?: string;
            name: string;
          };
          challenge: string;
          pubKeyCredParams: {
            alg: number;
            type: "public-key";
          }[];
          timeout?: number;
          excludeCredentials?: {
            id: string;
            transports?: string[];
            type: string;
          }[];
          authenticatorSelection?: {
            authenticatorAttachment?: "cross-platform" | "platform";
            requireResidentKey?: boolean;
            residentKey?: "discouraged" | "preferred" | "required";
            userVerification?: "discouraged" | "preferred" | "required";
          };
          hints?: ("client-device" | "hybrid" | "security-key")[];
          attestation?: "direct" | "enterprise" | "indirect" | "none";
          attestationFormats?: ("android-key" | "android-safetynet" | "apple" | "fido-u2f" | "none" | "packed" | "tpm")[];
        };
        meta: object;
      }>;
      finishPasskey: TRPCMutationProcedure<{
        input: {
          name: string;
          response: {
            id: string;
            rawId: string;
            type: "public-key";
            response: {
              clientDataJSON: string;
              attestationObject: string;
              transports?: string[];
              [key: string]: unknown;
            };
            clientExtensionResults?: {
              [key: string]: unknown;
            };
            [key: string]: unknown;
          };
        };
        output: Passkey;
        meta: object;
      }>;
      renamePasskey: TRPCMutationProcedure<{
        input: {
          id: string;
          name: string;
        };
        output: Passkey;
        meta: object;
      }>;
      removePasskey: TRPCMutationProcedure<{
        input: {
          id: string;
        };
        output: {
          id: string;
        };
        meta: object;
      }>;
      /** What the sign-in page may offer. */
      waysIn: TRPCQueryProcedure<{
        input: void;
        output: {
          canMail: boolean;
        };
        meta: object;
      }>;
      requestReset: TRPCMutationProcedure<{
        input: {
          email: string;
        };
        output: {};
        meta: object;
      }>;
      resetPassword: TRPCMutationProcedure<{
        input: {
          token: string;
          password: string;
        };
        output: {
          email: string;
        };
        meta: object;
      }>;
      verifyEmail: TRPCMutationProcedure<{
        input: {
          token: string;
        };
        output: {
          email: string;
        };
        meta: object;
      }>;
    };
    actions: {
      list: TRPCQueryProcedure<{
        input: {
          limit?: number;
          offset?: number;
          appId?: number;
        };
        output: ActionPage;
        meta: object;
      }>;
      get: TRPCQueryProcedure<{
        input: {
          id: number;
          appId?: number;
        };
        output: {
          action: Action;
        };
        meta: object;
      }>;
      create: TRPCMutationProcedure<{
        input: {
          name: string;
          code: unknown;
          description?: string | null;
          active?: boolean;
          environment?: unknown;
          triggers?: unknown;
          dependencies?: unknown;
          frequency?: string | null;
          timezone?: string | null;
          appId?: number;
        };
        output: {
          action: Action;
        };
        meta: object;
      }>;
      update: TRPCMutationProcedure<{
        input: {
          id: number;
          name?: string;
          code?: unknown;
          description?: string | null;
          active?: boolean;
          environment?: unknown;
          triggers?: unknown;
          dependencies?: unknown;
          frequency?: string | null;
          timezone?: string | null;
          appId?: number;
        };
        output: {
          action: Action;
        };
        meta: object;
      }>;
      remove: TRPCMutationProcedure<{
        input: {
          id: number;
          appId?: number;
        };
        output: {
          id: number;
        };
        meta: object;
      }>;
      publish: TRPCMutationProcedure<{
        input: {
          id: number;
          appId?: number;
        };
        output: {
          action: Action;
        };
        meta: object;
      }>;
      unpublish: TRPCMutationProcedure<{
        input: {
          id: number;
          appId?: number;
        };
        output: {
          action: Action;
        };
        meta: object;
      }>;
      run: TRPCMutationProcedure<{
        input: {
          idOrName: string | number;
          payload?: unknown;
          /** The same key for the same task gives the same run, however often it is sent. */
          idempotencyKey?: string;
          appId?: number;
        };
        output: {
          runId: number;
        };
        meta: object;
      }>;
      runWithResult: TRPCMutationProcedure<{
        input: {
          idOrName: string | number;
          payload?: unknown;
          /** The same key for the same task gives the same run, however often it is sent. */
          idempotencyKey?: string;
          appId?: number;
        };
        output: RunAnswer;
        meta: object;
      }>;
      logs: TRPCQueryProcedure<{
        input: {
          /** One task, by its id. */
          id?: number;
          limit?: number;
          offset?: number;
          where?: {
            type?: "app.task.completed" | "app.task.failed";
            data?: {
              taskId?: number;
            };
          };
          appId?: number;
        };
        output: {
          count: number;
          logs: ActionLogEntry[];
        };
        meta: object;
      }>;
    };
    apps: {
      list: TRPCQueryProcedure<{
        input: void;
        output: AppSummary[];
        meta: object;
      }>;
      get: TRPCQueryProcedure<{
        input: {
          id: number;
        };
        output: AppSummary;
        meta: object;
      }>;
      create: TRPCMutationProcedure<{
        input: {
          name: string;
        };
        output: App;
        meta: object;
      }>;
      update: TRPCMutationProcedure<{
        input: {
          id: number;
          name?: string;
          limits?: {
            tasks?: number;
            runsPerMinute?: number;
            concurrentRuns?: number;
            payloadBytes?: number;
            resultBytes?: number;
            mailsPerDay?: number;
            pushesPerDay?: number;
            smsPerDay?: number;
          };
        };
        output: App;
        meta: object;
      }>;
      remove: TRPCMutationProcedure<{
        input: {
          id: number;
        };
        output: {
          id: number;
        };
        meta: object;
      }>;
    };
    audit: {
      /** Of one app, or of the whole organisation. */
      list: TRPCQueryProcedure<{
        input: {
          targetKind?: "account" | "app" | "data-source" | "endpoint" | "export" | "invitation" | "member" | "organization" | "procedure" | "run" | "screen" | "secret" | "session" | "task" | "token" | "user-key" | "webhook";
          targetId?: string;
          actorKind?: "run" | "system" | "token" | "user" | "webhook";
          actorId?: string;
          /** The verb: `create`, `publish`, `denied` … */
          action?: string;
          /** At or after. */
          since?: string;
          /** Before. */
          until?: string;
          /** Entries whose actor or target has this in its name, whatever the case. */
          search?: string;
          /** Of this app only; absent: of the whole organisation. */
          appId?: number;
          limit?: number;
          /** Entries older than the one with this id. */
          cursor?: number | null;
        };
        output: AuditPage;
        meta: object;
      }>;
      history: TRPCQueryProcedure<{
        input: {
          targetKind: "screen" | "task";
          targetId: string;
          limit?: number;
          cursor?: number | null;
          appId?: number;
        };
        output: AuditPage;
        meta: object;
      }>;
    };
    dataSources: {
      list: TRPCQueryProcedure<{
        input: {
          appId?: number;
        } | undefined;
        output: DataSource[];
        meta: object;
      }>;
      summaries: TRPCQueryProcedure<{
        input: {
          appId?: number;
        } | undefined;
        output: DataSourceSummary[];
        meta: object;
      }>;
      get: TRPCQueryProcedure<{
        input: {
          id: number;
          appId?: number;
        };
        output: DataSource;
        meta: object;
      }>;
      getByName: TRPCQueryProcedure<{
        input: {
          name: string;
          appId?: number;
        };
        output: DataSource;
        meta: object;
      }>;
      create: TRPCMutationProcedure<{
        input: {
          name: string;
          columns?: string[];
          entries?: {
            [key: string]: unknown;
          }[];
          appId?: number;
        };
        output: DataSource;
        meta: object;
      }>;
      edit: TRPCMutationProcedure<{
        input: {
          id: number;
          name?: string;
          columns?: string[];
          appId?: number;
        };
        output: DataSource;
        meta: object;
      }>;
      remove: TRPCMutationProcedure<{
        input: {
          id: number;
          appId?: number;
        };
        output: {
          id: number;
        };
        meta: object;
      }>;
      find: TRPCQueryProcedure<{
        input: {
          dataSourceId: number;
          where?: {
            [key: string]: unknown;
          } | null;
          /** A text that stands in any of the columns, with case aside. */
          search?: string | null;
          attributes?: string[] | null;
          order?: ([string, "ASC" | "DESC" | "asc" | "desc"])[] | null;
          limit?: number | null;
          offset?: number | null;
          includePagination?: boolean | null;
          appId?: number;
        };
        output: DataSourceEntry[] | EntryPage;
        meta: object;
      }>;
      findById: TRPCQueryProcedure<{
        input: {
          dataSourceId: number;
          id: number;
          appId?: number;
        };
        output: DataSourceEntry;
        meta: object;
      }>;
      getIndexes: TRPCQueryProcedure<{
        input: {
          dataSourceId: number;
          columns: string[];
          appId?: number;
        };
        output: {
          [key: string]: unknown[];
        };
        meta: object;
      }>;
      insert: TRPCMutationProcedure<{
        input: {
          dataSourceId: number;
          data: {
            [key: string]: unknown;
          };
          appId?: number;
        };
        output: DataSourceEntry;
        meta: object;
      }>;
      update: TRPCMutationProcedure<{
        input: {
          dataSourceId: number;
          id: number;
          data: {
            [key: string]: unknown;
          };
          extend?: boolean | null;
          appId?: number;
        };
        output: DataSourceEntry;
        meta: object;
      }>;
      append: TRPCMutationProcedure<{
        input: {
          dataSourceId: number;
          rows: {
            [key: string]: unknown;
          }[];
          appId?: number;
        };
        output: DataSourceEntry[];
        meta: object;
      }>;
      commit: TRPCMutationProcedure<{
        input: {
          dataSourceId: number;
          entries?: ({
            data: {
              [key: string]: unknown;
            };
            id?: number | null;
          })[] | null;
          delete?: number[] | null;
          append?: boolean | null;
          extend?: boolean | null;
          returnEntries?: boolean | null;
          appId?: number;
        };
        output: CommitResult;
        meta: object;
      }>;
      importCsv: TRPCMutationProcedure<{
        input: {
          dataSourceId: number;
          csv: string;
          /** `replace` takes out what was there, in the same transaction. */
          mode?: "append" | "replace";
          appId?: number;
        };
        output: {
          imported: number;
          columns: string[];
        };
        meta: object;
      }>;
      previewCsv: TRPCMutationProcedure<{
        input: {
          csv: string;
          appId?: number;
        };
        output: CsvPreview;
        meta: object;
      }>;
      removeById: TRPCMutationProcedure<{
        input: {
          dataSourceId: number;
          id: number;
          appId?: number;
        };
        output: {
          id: number;
        };
        meta: object;
      }>;
      removeEntries: TRPCMutationProcedure<{
        input: {
          dataSourceId: number;
          ids: number[];
          appId?: number;
        };
        output: {
          removed: number;
        };
        meta: object;
      }>;
      removeWhere: TRPCMutationProcedure<{
        input: {
          dataSourceId: number;
          where: {
            [key: string]: unknown;
          };
          appId?: number;
        };
        output: {
          removed: number;
        };
        meta: object;
      }>;
    };
    endpoints: {
      list: TRPCQueryProcedure<{
        input: {
          appId?: number;
        } | undefined;
        output: Endpoint[];
        meta: object;
      }>;
      create: TRPCMutationProcedure<{
        input: {
          url: string;
          events: ("run.cancelled" | "run.completed" | "run.crashed" | "run.failed" | "run.out_of_memory" | "run.timed_out" | "schedule.missed" | "task.created" | "task.removed" | "task.restored" | "task.updated")[];
          description?: string;
          appId?: number;
        };
        output: ShownEndpoint;
        meta: object;
      }>;
      update: TRPCMutationProcedure<{
        input: {
          id: number;
          url?: string;
          events?: ("run.cancelled" | "run.completed" | "run.crashed" | "run.failed" | "run.out_of_memory" | "run.timed_out" | "schedule.missed" | "task.created" | "task.removed" | "task.restored" | "task.updated")[];
          description?: string;
          active?: boolean;
          appId?: number;
        };
        output: Endpoint;
        meta: object;
      }>;
      rotate: TRPCMutationProcedure<{
        input: {
          id: number;
          appId?: number;
        };
        output: ShownEndpoint;
        meta: object;
      }>;
      remove: TRPCMutationProcedure<{
        input: {
          id: number;
          appId?: number;
        };
        output: {
          id: number;
        };
        meta: object;
      }>;
      test: TRPCMutationProcedure<{
        input: {
          id: number;
          appId?: number;
        };
        output: Delivery;
        meta: object;
      }>;
      deliveries: TRPCQueryProcedure<{
        input: {
          endpointId?: number;
          status?: "delivered" | "failed" | "pending";
          eventType?: "endpoint.test" | "run.cancelled" | "run.completed" | "run.crashed" | "run.failed" | "run.out_of_memory" | "run.timed_out" | "schedule.missed" | "task.created" | "task.removed" | "task.restored" | "task.updated";
          runId?: number;
          limit?: number;
          /** Deliveries older than the one with this id. */
          cursor?: number | null;
          appId?: number;
        };
        output: DeliveryPage;
        meta: object;
      }>;
      delivery: TRPCQueryProcedure<{
        input: {
          id: number;
          appId?: number;
        };
        output: DeliveryDetails;
        meta: object;
      }>;
      redeliver: TRPCMutationProcedure<{
        input: {
          id: number;
          appId?: number;
        };
        output: Delivery;
        meta: object;
      }>;
    };
    logs: {
      list: TRPCQueryProcedure<{
        input: {
          /** One task, by its id. */
          id?: number;
          where?: {
            type?: "app.task.completed" | "app.task.failed";
          };
          limit?: number;
          offset?: number;
          appId?: number;
        };
        output: {
          count: number;
          logs: LogEntry[];
        };
        meta: object;
      }>;
      lines: TRPCQueryProcedure<{
        input: {
          runId?: number;
          taskId?: number;
          /** Status of the line's run. */
          status?: "cancelled" | "completed" | "crashed" | "failed" | "missed" | "out_of_memory" | "queued" | "running" | "skipped" | "timed_out";
          mode?: "on-demand" | "scheduled";
          level?: "error" | "debug" | "log" | "info" | "warn" | ("debug" | "error" | "info" | "log" | "warn")[];
          kind?: "system" | "push" | "task" | "secret" | "data-source" | "console" | "fetch" | "mail" | "sms" | ("console" | "data-source" | "fetch" | "mail" | "push" | "secret" | "sms" | "system" | "task")[];
          from?: string;
          to?: string;
          /** Lines whose message holds this text, whatever the case; in double quotes, with exactly these capitals. */
          search?: string;
          /** Lines that were given an object with this field of its own, and with this value when one is named. */
          field?: {
            name: string;
            value?: string;
          };
          /** `desc`: newest first, older pages follow. `asc`: lines after `cursor`, for following a run. */
          order?: "asc" | "desc";
          limit?: number;
          cursor?: number | null;
          appId?: number;
        };
        output: LinePage;
        meta: object;
      }>;
      /** What is written from now on, as server-sent events; each has its line's id. */
      stream: TRPCSubscriptionProcedure<{
        input: {
          runId?: number;
          /** Status of the line's run. */
          status?: "cancelled" | "completed" | "crashed" | "failed" | "missed" | "out_of_memory" | "queued" | "running" | "skipped" | "timed_out";
          /** Lines that were given an object with this field of its own, and with this value when one is named. */
          field?: {
            name: string;
            value?: string;
          };
          /** Lines whose message holds this text, whatever the case; in double quotes, with exactly these capitals. */
          search?: string;
          taskId?: number;
          mode?: "on-demand" | "scheduled";
          level?: "error" | "debug" | "log" | "info" | "warn" | ("debug" | "error" | "info" | "log" | "warn")[];
          kind?: "system" | "push" | "task" | "secret" | "data-source" | "console" | "fetch" | "mail" | "sms" | ("console" | "data-source" | "fetch" | "mail" | "push" | "secret" | "sms" | "system" | "task")[];
          from?: string;
          /** Id of a line: those after it come first, then what is written from now on. Without it, only the latter. */
          cursor?: number | null;
          /** Id of the last line that a reader got before its link broke, as `EventSource` and tRPC's client send it; goes before `cursor`. */
          lastEventId?: string;
          appId?: number;
        };
        output: AsyncIterable<{
          /** The id of the message to keep track of in case the connection gets lost */
          id: string;
          /** The data field of the message */
          data: LogLine;
        }, void, unknown>;
        meta: object;
      }>;
      line: TRPCQueryProcedure<{
        input: {
          id: number;
          appId?: number;
        };
        output: LogLine;
        meta: object;
      }>;
      findLine: TRPCQueryProcedure<{
        input: {
          at: string;
          appId?: number;
        };
        output: {
          id: number | null;
        };
        meta: object;
      }>;
    };
    me: {
      /** Who is signed in, and the rows of the authorization matrix that their role does not let them through. */
      get: TRPCQueryProcedure<{
        input: void;
        output: {
          denied: string[];
          /** Id of the session itself. */
          id: string;
          user: {
            id: string;
            name: string;
            email: string;
          };
          organization: {
            id: string;
            name: string;
          };
          role: "admin" | "editor" | "owner" | "viewer";
          /** The apps that the person is let into; null for all of the organisation. */
          appIds: number[] | null;
        };
        meta: object;
      }>;
    };
    members: {
      list: TRPCQueryProcedure<{
        input: {
          [key: string]: never;
        } | undefined;
        output: Member[];
        meta: object;
      }>;
      invite: TRPCMutationProcedure<{
        input: {
          email: string;
          role: "admin" | "editor" | "owner" | "viewer";
          appIds?: number[] | null;
        };
        output: {
          invitation: Invitation;
          link: string;
          mail: MailOutcome;
        };
        meta: object;
      }>;
      invitations: TRPCQueryProcedure<{
        input: {
          [key: string]: never;
        } | undefined;
        output: Invitation[];
        meta: object;
      }>;
      revokeInvitation: TRPCMutationProcedure<{
        input: {
          id: string;
        };
        output: {
          id: string;
        };
        meta: object;
      }>;
      setRole: TRPCMutationProcedure<{
        input: {
          id: string;
          role: "admin" | "editor" | "owner" | "viewer";
          appIds?: number[] | null;
        };
        output: {
          id: string;
          role: "admin" | "editor" | "owner" | "viewer";
          appIds: number[] | null;
        };
        meta: object;
      }>;
      remove: TRPCMutationProcedure<{
        input: {
          id: string;
        };
        output: {
          id: string;
        };
        meta: object;
      }>;
      leave: TRPCMutationProcedure<{
        input: {
          [key: string]: never;
        } | undefined;
        output: {
          id: string;
        };
        meta: object;
      }>;
      createResetLink: TRPCMutationProcedure<{
        input: {
          id: string;
        };
        output: {
          link: string;
        };
        meta: object;
      }>;
      /** What an invitation is for, by the secret of its link. */
      invitation: TRPCQueryProcedure<{
        input: {
          token: string;
        };
        output: InvitationView;
        meta: object;
      }>;
      accept: TRPCMutationProcedure<{
        input: {
          token: string;
          /** For those who have no account yet; without it the person who is signed in accepts. */
          newcomer?: {
            name: string;
            password: string;
          };
        };
        output: {
          email: string;
          organization: string;
        };
        meta: object;
      }>;
    };
    messages: {
      list: TRPCQueryProcedure<{
        input: {
          channel?: "email" | "push" | "sms";
          status?: "failed" | "kept" | "sending" | "sent" | "uncertain";
          taskId?: number;
          runId?: number;
          /** Messages with this text in a recipient or in the subject, whatever the case. */
          search?: string;
          limit?: number;
          cursor?: number | null;
          appId?: number;
        };
        output: MessagePage;
        meta: object;
      }>;
      get: TRPCQueryProcedure<{
        input: {
          id: number;
          appId?: number;
        };
        output: Message;
        meta: object;
      }>;
      /** For people only: whether a message may go twice is theirs to decide. */
      resend: TRPCMutationProcedure<{
        input: {
          id: number;
          appId?: number;
        };
        output: Message;
        meta: object;
      }>;
    };
    notifications: {
      inbox: TRPCQueryProcedure<{
        input: {
          limit?: number;
          offset?: number;
          appId?: number;
        };
        output: Inbox;
        meta: object;
      }>;
      unreadCount: TRPCQueryProcedure<{
        input: {
          appId?: number;
        } | undefined;
        output: {
          unread: number;
        };
        meta: object;
      }>;
      markRead: TRPCMutationProcedure<{
        input: {
          ids: number[] | "all";
          appId?: number;
        };
        output: {
          unread: number;
        };
        meta: object;
      }>;
      list: TRPCQueryProcedure<{
        input: {
          status?: "draft" | "published" | "scheduled";
          limit?: number;
          offset?: number;
          appId?: number;
        };
        output: {
          notifications: NotificationSummary[];
          total: number;
        };
        meta: object;
      }>;
      remove: TRPCMutationProcedure<{
        input: {
          id: number;
          appId?: number;
        };
        output: {
          id: number;
        };
        meta: object;
      }>;
    };
    organizations: {
      /** Those that the person belongs to. */
      list: TRPCQueryProcedure<{
        input: {
          [key: string]: never;
        } | undefined;
        output: OrganizationMembership[];
        meta: object;
      }>;
      create: TRPCMutationProcedure<{
        input: {
          name: string;
        };
        output: {
          id: string;
        };
        meta: object;
      }>;
      rename: TRPCMutationProcedure<{
        input: {
          name: string;
        };
        output: {
          name: string;
        };
        meta: object;
      }>;
      setActive: TRPCMutationProcedure<{
        input: {
          id: string;
        };
        output: {
          id: string;
        };
        meta: object;
      }>;
    };
    overview: {
      get: TRPCQueryProcedure<{
        input: {
          /** The zone that says when today began. */
          timezone?: string;
          appId?: number;
        };
        output: Overview;
        meta: object;
      }>;
    };
    push: {
      publicKey: TRPCQueryProcedure<{
        input: {
          appId?: number;
        } | undefined;
        output: {
          publicKey: string;
        };
        meta: object;
      }>;
      subscribe: TRPCMutationProcedure<{
        input: {
          endpoint: string;
          keys: {
            p256dh: string;
            auth: string;
          };
          expirationTime?: number | null;
          userAgent?: string | null;
          appId?: number;
        };
        output: {
          id: number;
          userId: string | null;
        };
        meta: object;
      }>;
      unsubscribe: TRPCMutationProcedure<{
        input: {
          endpoint: string;
          appId?: number;
        };
        output: {
          removed: boolean;
        };
        meta: object;
      }>;
      deliveries: TRPCQueryProcedure<{
        input: {
          messageId: number;
          limit?: number;
          cursor?: number | null;
          appId?: number;
        };
        output: {
          deliveries: PushDelivery[];
          nextCursor: number | null;
        };
        meta: object;
      }>;
      list: TRPCQueryProcedure<{
        input: {
          limit?: number;
          cursor?: number | null;
          appId?: number;
        };
        output: {
          subscriptions: PushSubscriptionInfo[];
          nextCursor: number | null;
          total: number;
        };
        meta: object;
      }>;
      remove: TRPCMutationProcedure<{
        input: {
          id: number;
          appId?: number;
        };
        output: {
          id: number;
        };
        meta: object;
      }>;
      sendTest: TRPCMutationProcedure<{
        input: {
          id: number;
          appId?: number;
        };
        output: PushAnswer;
        meta: object;
      }>;
      replaceKey: TRPCMutationProcedure<{
        input: {
          appId?: number;
        } | undefined;
        output: {
          publicKey: string;
        };
        meta: object;
      }>;
    };
    runs: {
      list: TRPCQueryProcedure<{
        input: {
          taskId?: number;
          status?: "failed" | "queued" | "running" | "completed" | "timed_out" | "out_of_memory" | "cancelled" | "crashed" | "skipped" | "missed" | ("cancelled" | "completed" | "crashed" | "failed" | "missed" | "out_of_memory" | "queued" | "running" | "skipped" | "timed_out")[];
          trigger?: "api" | "backfill" | "event" | "replay" | "schedule" | "studio" | "task";
          environment?: "draft" | "published";
          /** Number of the screen's version that ran. */
          version?: number;
          /** Queued at or after. */
          since?: string;
          /** Queued before. */
          until?: string;
          /** Took at least so long, ms. */
          minDurationMs?: number;
          /** Runs whose error, `Name: message`, holds this text, whatever the case. */
          search?: string;
          sort?: "fastest" | "newest" | "oldest" | "slowest";
          limit?: number;
          /** Id of the last run of the page before. */
          cursor?: number | null;
          appId?: number;
        };
        output: {
          runs: RunSummary[];
          nextCursor: number | null;
        };
        meta: object;
      }>;
      /** How many runs a filter names, up to a bound. */
      count: TRPCQueryProcedure<{
        input: {
          taskId?: number;
          status?: "failed" | "queued" | "running" | "completed" | "timed_out" | "out_of_memory" | "cancelled" | "crashed" | "skipped" | "missed" | ("cancelled" | "completed" | "crashed" | "failed" | "missed" | "out_of_memory" | "queued" | "running" | "skipped" | "timed_out")[];
          trigger?: "api" | "backfill" | "event" | "replay" | "schedule" | "studio" | "task";
          environment?: "draft" | "published";
          /** Number of the screen's version that ran. */
          version?: number;
          /** Queued at or after. */
          since?: string;
          /** Queued before. */
          until?: string;
          /** Took at least so long, ms. */
          minDurationMs?: number;
          /** Runs whose error, `Name: message`, holds this text, whatever the case. */
          search?: string;
          /** Only those that the action can be done to. */
          action?: "cancel" | "replay";
          appId?: number;
        };
        output: RunCount;
        meta: object;
      }>;
      get: TRPCQueryProcedure<{
        input: {
          id: number;
          appId?: number;
        };
        output: Run;
        meta: object;
      }>;
      /** What the run's browser showed when it ended; null for a run without one. */
      page: TRPCQueryProcedure<{
        input: {
          id: number;
          appId?: number;
        };
        output: RunPage | null;
        meta: object;
      }>;
      /** Waits for a run to end and answers as `tasks.runWithResult` does. */
      wait: TRPCQueryProcedure<{
        input: {
          id: number;
          patienceMs?: number;
          appId?: number;
        };
        output: RunAnswer;
        meta: object;
      }>;
      cancel: TRPCMutationProcedure<{
        input: {
          id: number;
          appId?: number;
        };
        output: Run;
        meta: object;
      }>;
      replay: TRPCMutationProcedure<{
        input: {
          id: number;
          payload?: unknown;
          environment?: "draft" | "published";
          appId?: number;
        };
        output: {
          runId: number;
        };
        meta: object;
      }>;
      /** Cancels or replays many runs, a batch a call. */
      bulk: TRPCMutationProcedure<{
        input: {
          action: "cancel" | "replay";
          ids?: number[];
          filter?: {
            taskId?: number;
            status?: "failed" | "queued" | "running" | "completed" | "timed_out" | "out_of_memory" | "cancelled" | "crashed" | "skipped" | "missed" | ("cancelled" | "completed" | "crashed" | "failed" | "missed" | "out_of_memory" | "queued" | "running" | "skipped" | "timed_out")[];
            trigger?: "api" | "backfill" | "event" | "replay" | "schedule" | "studio" | "task";
            environment?: "draft" | "published";
            /** Number of the screen's version that ran. */
            version?: number;
            /** Queued at or after. */
            since?: string;
            /** Queued before. */
            until?: string;
            /** Took at least so long, ms. */
            minDurationMs?: number;
            /** Runs whose error, `Name: message`, holds this text, whatever the case. */
            search?: string;
          };
          /** Leaves runs with a higher id alone; the newest run when the operation begins, unless given. */
          upTo?: number;
          /** Names the operation: under one key no run is replayed twice, however often a call is repeated. */
          key?: string;
          /** What the batch before answered as `nextCursor`. */
          cursor?: string | null;
          appId?: number;
        };
        output: BulkRunsResult;
        meta: object;
      }>;
    };
    savedViews: {
      list: TRPCQueryProcedure<{
        input: {
          page: "logs" | "runs";
          appId?: number;
        };
        output: SavedView[];
        meta: object;
      }>;
      save: TRPCMutationProcedure<{
        input: {
          page: "logs" | "runs";
          name: string;
          query: string;
          appId?: number;
        };
        output: SavedView;
        meta: object;
      }>;
      remove: TRPCMutationProcedure<{
        input: {
          id: number;
          appId?: number;
        };
        output: {
          id: number;
        };
        meta: object;
      }>;
    };
    schedules: {
      preview: TRPCQueryProcedure<{
        input: {
          frequency: string;
          timezone?: string;
          from?: string;
          count?: number;
          appId?: number;
        };
        output: SchedulePreview;
        meta: object;
      }>;
      describe: TRPCQueryProcedure<{
        input: {
          frequency: string;
          timezone?: string;
          appId?: number;
        };
        output: {
          /** The schedule in words. */
          text: string;
          warnings: {
            code: string;
            message: string;
          }[];
        };
        meta: object;
      }>;
      parse: TRPCQueryProcedure<{
        input: {
          /** A sentence ("every weekday at 9:30") or a cron expression. */
          text: string;
          timezone?: string;
          appId?: number;
        };
        output: ParsedSchedule;
        meta: object;
      }>;
      audit: TRPCQueryProcedure<{
        input: {
          taskId: number;
          from: string;
          to: string;
          appId?: number;
        };
        output: Audit;
        meta: object;
      }>;
      timetable: TRPCQueryProcedure<{
        input: {
          from: string;
          to: string;
          appId?: number;
        };
        output: Timetable;
        meta: object;
      }>;
      load: TRPCQueryProcedure<{
        input: {
          from: string;
          to: string;
          /** A task to leave out: the one that is being edited. */
          exceptTaskId?: number;
          appId?: number;
        };
        output: LoadAhead;
        meta: object;
      }>;
      /** The timetable of all apps of the organisation. */
      organizationTimetable: TRPCQueryProcedure<{
        input: {
          from: string;
          to: string;
        };
        output: Timetable;
        meta: object;
      }>;
      skipFire: TRPCMutationProcedure<{
        input: {
          scheduleId: number;
          fireAt: string;
          appId?: number;
        };
        output: {
          runId: number;
        };
        meta: object;
      }>;
      moveFire: TRPCMutationProcedure<{
        input: {
          scheduleId: number;
          fireAt: string;
          to: string;
          appId?: number;
        };
        output: {
          runId: number;
        };
        meta: object;
      }>;
      undoFire: TRPCMutationProcedure<{
        input: {
          scheduleId: number;
          fireAt: string;
          appId?: number;
        };
        output: {
          scheduleId: number;
        };
        meta: object;
      }>;
      backfill: TRPCMutationProcedure<{
        input: {
          taskId: number;
          from: string;
          to: string;
          /** Only lists what would run. */
          dryRun?: boolean;
          /** Runs at once. */
          concurrency?: number;
          appId?: number;
        };
        output: Backfill;
        meta: object;
      }>;
      health: TRPCQueryProcedure<{
        input: void;
        output: SchedulerHealth;
        meta: object;
      }>;
    };
    screens: {
      list: TRPCQueryProcedure<{
        input: {
          appId?: number;
        } | undefined;
        output: ScreenSummary[];
        meta: object;
      }>;
      get: TRPCQueryProcedure<{
        input: {
          id: number;
          appId?: number;
        };
        output: Screen;
        meta: object;
      }>;
      /** Whether this server can run screens that ask for a browser. */
      engines: TRPCQueryProcedure<{
        input: {
          appId?: number;
        } | undefined;
        output: {
          browser: boolean;
        };
        meta: object;
      }>;
      create: TRPCMutationProcedure<{
        input: {
          name: string;
          code?: string;
          html?: string;
          settings?: {
            libraries?: ("dayjs" | "handlebars" | "lodash" | "moment")[];
            dom?: boolean;
            engine?: "browser" | "isolate";
            entry?: "execute" | "handler";
          };
          appId?: number;
        };
        output: Screen;
        meta: object;
      }>;
      saveDraft: TRPCMutationProcedure<{
        input: {
          id: number;
          code: string;
          html?: string;
          settings?: {
            libraries?: ("dayjs" | "handlebars" | "lodash" | "moment")[];
            dom?: boolean;
            engine?: "browser" | "isolate";
            entry?: "execute" | "handler";
          };
          name?: string;
          /** The draft that the edit started from; when another one was saved since, the save is refused. */
          baseVersion?: number;
          appId?: number;
        };
        output: Screen;
        meta: object;
      }>;
      publish: TRPCMutationProcedure<{
        input: {
          id: number;
          /** Number of the version to publish; the draft when absent. */
          version?: number;
          appId?: number;
        };
        output: Screen;
        meta: object;
      }>;
      /** The same, each case that it asks for told when it has run; for links that can stream. */
      streamPublish: TRPCMutationProcedure<{
        input: {
          id: number;
          /** Number of the version to publish; the draft when absent. */
          version?: number;
          appId?: number;
        };
        output: AsyncGenerator<PublishEvent, void, undefined>;
        meta: object;
      }>;
      setPublishRule: TRPCMutationProcedure<{
        input: {
          id: number;
          publishNeedsCases: boolean;
          appId?: number;
        };
        output: Screen;
        meta: object;
      }>;
      versions: TRPCQueryProcedure<{
        input: {
          id: number;
          appId?: number;
        };
        output: ScreenVersion[];
        meta: object;
      }>;
      version: TRPCQueryProcedure<{
        input: {
          id: number;
          version: number;
          appId?: number;
        };
        output: ScreenVersionDetails;
        meta: object;
      }>;
      restore: TRPCMutationProcedure<{
        input: {
          id: number;
          version: number;
          appId?: number;
        };
        output: Screen;
        meta: object;
      }>;
      remove: TRPCMutationProcedure<{
        input: {
          id: number;
          appId?: number;
        };
        output: {
          id: number;
        };
        meta: object;
      }>;
      testRun: TRPCMutationProcedure<{
        input: {
          id?: number;
          code?: string;
          html?: string;
          settings?: {
            libraries?: ("dayjs" | "handlebars" | "lodash" | "moment")[];
            dom?: boolean;
            engine?: "browser" | "isolate";
            entry?: "execute" | "handler";
          };
          payload?: unknown;
          appId?: number;
        };
        output: TestRunResult;
        meta: object;
      }>;
      /** The same, told while it runs; for links that can stream. */
      streamTestRun: TRPCMutationProcedure<{
        input: {
          id?: number;
          code?: string;
          html?: string;
          settings?: {
            libraries?: ("dayjs" | "handlebars" | "lodash" | "moment")[];
            dom?: boolean;
            engine?: "browser" | "isolate";
            entry?: "execute" | "handler";
          };
          payload?: unknown;
          appId?: number;
        };
        output: AsyncGenerator<TestRunEvent, void, undefined>;
        meta: object;
      }>;
      recentPayloads: TRPCQueryProcedure<{
        input: {
          id: number;
          appId?: number;
        };
        output: RecentPayload[];
        meta: object;
      }>;
      cases: {
        list: TRPCQueryProcedure<{
          input: {
            id: number;
            appId?: number;
          };
          output: ScreenCase[];
          meta: object;
        }>;
        save: TRPCMutationProcedure<{
          input: {
            id: number;
            name: string;
            /** The case to change; a new one when absent. */
            caseId?: number;
            payload?: unknown;
            expectation?: {
              outcome: "completes";
            } | {
              outcome: "result";
              result?: unknown;
            } | {
              outcome: "fails";
            };
            appId?: number;
          };
          output: ScreenCase;
          meta: object;
        }>;
        remove: TRPCMutationProcedure<{
          input: {
            id: number;
            caseId: number;
            appId?: number;
          };
          output: {
            caseId: number;
          };
          meta: object;
        }>;
        run: TRPCMutationProcedure<{
          input: {
            id: number;
            code?: string;
            html?: string;
            settings?: {
              libraries?: ("dayjs" | "handlebars" | "lodash" | "moment")[];
              dom?: boolean;
              engine?: "browser" | "isolate";
              entry?: "execute" | "handler";
            };
            appId?: number;
          };
          output: CaseOutcome[];
          meta: object;
        }>;
        /** The same, each told when it has run; for links that can stream. */
        stream: TRPCMutationProcedure<{
          input: {
            id: number;
            code?: string;
            html?: string;
            settings?: {
              libraries?: ("dayjs" | "handlebars" | "lodash" | "moment")[];
              dom?: boolean;
              engine?: "browser" | "isolate";
              entry?: "execute" | "handler";
            };
            appId?: number;
          };
          output: AsyncGenerator<CaseOutcome, void, undefined>;
          meta: object;
        }>;
      };
    };
    secrets: {
      list: TRPCQueryProcedure<{
        input: {
          appId?: number;
        } | undefined;
        output: SecretInfo[];
        meta: object;
      }>;
      set: TRPCMutationProcedure<{
        input: {
          name: string;
          kind: "secret" | "variable";
          value: string;
          appId?: number;
        };
        output: {
          name: string;
        };
        meta: object;
      }>;
      remove: TRPCMutationProcedure<{
        input: {
          name: string;
          kind: "secret" | "variable";
          appId?: number;
        };
        output: {
          name: string;
        };
        meta: object;
      }>;
    };
    setup: {
      status: TRPCQueryProcedure<{
        input: void;
        output: {
          needed: boolean;
        };
        meta: object;
      }>;
      createOwner: TRPCMutationProcedure<{
        input: {
          token: string;
          organization: string;
          name: string;
          email: string;
          password: string;
        };
        output: {
          email: string;
        };
        meta: object;
      }>;
    };
    tasks: {
      list: TRPCQueryProcedure<{
        input: {
          appId?: number;
        } | undefined;
        output: Task[];
        meta: object;
      }>;
      get: TRPCQueryProcedure<{
        input: {
          idOrName: string | number;
          appId?: number;
        };
        output: Task;
        meta: object;
      }>;
      create: TRPCMutationProcedure<{
        input: {
          name: string;
          pageId: number;
          active?: boolean;
          /** Whether pages may run it with a publishable token; by default a task without a schedule may be, one with may not. */
          callable?: boolean;
          /** Absent, null or "" make a task that runs on demand only. */
          frequency?: string | null;
          timezone?: string;
          /** What scheduled runs get. */
          payload?: unknown;
          /** All schedules, where one is not enough; the first is the task's `frequency`. Instead of `frequency` and `payload`. */
          schedules?: {
            frequency: string;
            /** Names the schedule that is meant, when one of the task's is to be changed. */
            id?: number;
            timezone?: string;
            payload?: unknown;
          }[];
          /** What else shall start a run; absent in a change: they stay. */
          triggers?: ({
            type: "app.task.completed" | "app.task.failed" | "dataSource.entry.create" | "dataSource.entry.delete" | "dataSource.entry.update";
            /** Judged as a filter by the service. */
            where?: {
              [key: string]: unknown;
            };
          })[];
          timeoutMs?: number;
          misfire?: "all" | "latest" | "skip";
          misfireGraceMs?: number;
          overlap?: "allow" | "cancel-previous" | "queue" | "skip";
          retries?: number;
          retryDelayMs?: number;
          retryOn?: ("failed" | "out_of_memory" | "timed_out")[];
          spreadMs?: number;
          startsAt?: string | null;
          endsAt?: string | null;
          pausedUntil?: string | null;
          appId?: number;
        };
        output: Task;
        meta: object;
      }>;
      update: TRPCMutationProcedure<{
        input: {
          idOrName: string | number;
          name?: string;
          pageId?: number;
          active?: boolean;
          /** Whether pages may run it with a publishable token; by default a task without a schedule may be, one with may not. */
          callable?: boolean;
          /** Absent, null or "" make a task that runs on demand only. */
          frequency?: string | null;
          timezone?: string;
          /** What scheduled runs get. */
          payload?: unknown;
          /** All schedules, where one is not enough; the first is the task's `frequency`. Instead of `frequency` and `payload`. */
          schedules?: {
            frequency: string;
            /** Names the schedule that is meant, when one of the task's is to be changed. */
            id?: number;
            timezone?: string;
            payload?: unknown;
          }[];
          /** What else shall start a run; absent in a change: they stay. */
          triggers?: ({
            type: "app.task.completed" | "app.task.failed" | "dataSource.entry.create" | "dataSource.entry.delete" | "dataSource.entry.update";
            /** Judged as a filter by the service. */
            where?: {
              [key: string]: unknown;
            };
          })[];
          timeoutMs?: number;
          misfire?: "all" | "latest" | "skip";
          misfireGraceMs?: number;
          overlap?: "allow" | "cancel-previous" | "queue" | "skip";
          retries?: number;
          retryDelayMs?: number;
          retryOn?: ("failed" | "out_of_memory" | "timed_out")[];
          spreadMs?: number;
          startsAt?: string | null;
          endsAt?: string | null;
          pausedUntil?: string | null;
          /** The task's `updatedAt` when the edit started; when it was changed since, the change is refused. */
          baseUpdatedAt?: string;
          appId?: number;
        };
        output: Task;
        meta: object;
      }>;
      remove: TRPCMutationProcedure<{
        input: {
          idOrName: string | number;
          appId?: number;
        };
        output: {
          id: number;
        };
        meta: object;
      }>;
      /** Takes a removal back. */
      restore: TRPCMutationProcedure<{
        input: {
          id: number;
          appId?: number;
        };
        output: Task;
        meta: object;
      }>;
      run: TRPCMutationProcedure<{
        input: {
          idOrName: string | number;
          payload?: unknown;
          /** The same key for the same task gives the same run, however often it is sent. */
          idempotencyKey?: string;
          appId?: number;
        };
        output: {
          runId: number;
        };
        meta: object;
      }>;
      runWithResult: TRPCMutationProcedure<{
        input: {
          idOrName: string | number;
          payload?: unknown;
          /** The same key for the same task gives the same run, however often it is sent. */
          idempotencyKey?: string;
          appId?: number;
        };
        output: RunAnswer;
        meta: object;
      }>;
      /** What an import would make. It changes nothing, but its text is too long for an address. */
      previewImport: TRPCMutationProcedure<{
        input: {
          /** JSON. */
          text: string;
          /** The screen that stands for a page, by the page's id; the empty text names tasks that have none. */
          screens?: {
            [key: string]: number;
          };
          /** Places of entries that are left out. */
          skip?: number[];
          appId?: number;
        };
        output: ImportPreview;
        meta: object;
      }>;
      import: TRPCMutationProcedure<{
        input: {
          /** JSON. */
          text: string;
          /** The screen that stands for a page, by the page's id; the empty text names tasks that have none. */
          screens?: {
            [key: string]: number;
          };
          /** Places of entries that are left out. */
          skip?: number[];
          appId?: number;
        };
        output: {
          made: ImportedTask[];
        };
        meta: object;
      }>;
      /** How the newest runs of each task went. */
      stats: TRPCQueryProcedure<{
        input: {
          /** How far back an ended run counts. */
          days?: number;
          appId?: number;
        };
        output: TaskStats[];
        meta: object;
      }>;
      /** How long the newest runs of one task took. */
      durations: TRPCQueryProcedure<{
        input: {
          taskId: number;
          limit?: number;
          appId?: number;
        };
        output: RunDuration[];
        meta: object;
      }>;
    };
    templates: {
      list: TRPCQueryProcedure<{
        input: {
          appId?: number;
        } | undefined;
        output: ScreenTemplate[];
        meta: object;
      }>;
      use: TRPCMutationProcedure<{
        input: {
          template: "check-out" | "my-projects" | "rss-import" | "send-leads" | "todays-bookings" | "usage-report" | "weekly-reminders";
          /** The template's own name when absent. */
          name?: string;
          /** IANA name of the zone that its task keeps time in. UTC when absent. */
          timezone?: string;
          /** Whether its task is made too. */
          withTask?: boolean;
          appId?: number;
        };
        output: UsedTemplate;
        meta: object;
      }>;
    };
    tokens: {
      /** What the token that asks is, and which app it speaks for. */
      current: TRPCQueryProcedure<{
        input: {
          appId?: number;
        } | undefined;
        output: CurrentToken;
        meta: object;
      }>;
      list: TRPCQueryProcedure<{
        input: {
          appId?: number;
        } | undefined;
        output: Token[];
        meta: object;
      }>;
      create: TRPCMutationProcedure<{
        input: {
          name: string;
          kind: "publishable" | "secret";
          scopes: ("data:read" | "data:write" | "logs:read" | "messages:read" | "notifications:receive" | "screens:read" | "screens:write" | "tasks:read" | "tasks:run" | "tasks:write")[];
          origins?: string[];
          /** When it expires; absent or null: never. */
          expiresAt?: string | null;
          appId?: number;
        };
        output: {
          id: number;
          name: string;
          kind: "publishable" | "secret";
          /** The first characters, to tell tokens apart. */
          prefix: string;
          scopes: ("data:read" | "data:write" | "logs:read" | "messages:read" | "notifications:receive" | "screens:read" | "screens:write" | "tasks:read" | "tasks:run" | "tasks:write")[];
          origins: string[];
          createdAt: string;
          lastUsedAt: string | null;
          /** From then on it is refused; null: never. */
          expiresAt: string | null;
          /** Until when the token that it replaced is good, where it was rotated; null when none is. */
          previousExpiresAt: string | null;
          token: string;
        };
        meta: object;
      }>;
      rotate: TRPCMutationProcedure<{
        input: {
          id: number;
          /** 0 ends the old text at once, as for one that leaked. */
          overlapHours?: number;
          /** A new expiry; absent: it stays. */
          expiresAt?: string | null;
          appId?: number;
        };
        output: {
          id: number;
          name: string;
          kind: "publishable" | "secret";
          /** The first characters, to tell tokens apart. */
          prefix: string;
          scopes: ("data:read" | "data:write" | "logs:read" | "messages:read" | "notifications:receive" | "screens:read" | "screens:write" | "tasks:read" | "tasks:run" | "tasks:write")[];
          origins: string[];
          createdAt: string;
          lastUsedAt: string | null;
          /** From then on it is refused; null: never. */
          expiresAt: string | null;
          /** Until when the token that it replaced is good, where it was rotated; null when none is. */
          previousExpiresAt: string | null;
          token: string;
        };
        meta: object;
      }>;
      revoke: TRPCMutationProcedure<{
        input: {
          id: number;
          appId?: number;
        };
        output: {
          id: number;
        };
        meta: object;
      }>;
    };
    userKey: {
      get: TRPCQueryProcedure<{
        input: {
          appId?: number;
        } | undefined;
        output: UserKeyInfo | null;
        meta: object;
      }>;
      rotate: TRPCMutationProcedure<{
        input: {
          /** False when the old key leaked: its tokens are refused from now on. */
          keepPrevious?: boolean;
          appId?: number;
        };
        output: {
          key: string;
        };
        meta: object;
      }>;
    };
    webhooks: {
      list: TRPCQueryProcedure<{
        input: {
          taskId?: number;
          appId?: number;
        };
        output: Webhook[];
        meta: object;
      }>;
      create: TRPCMutationProcedure<{
        input: {
          idOrName: string | number;
          name: string;
          kind: "hmac" | "key";
          appId?: number;
        };
        output: ShownWebhook;
        meta: object;
      }>;
      rotate: TRPCMutationProcedure<{
        input: {
          id: number;
          appId?: number;
        };
        output: ShownWebhook;
        meta: object;
      }>;
      revoke: TRPCMutationProcedure<{
        input: {
          id: number;
          appId?: number;
        };
        output: {
          id: number;
        };
        meta: object;
      }>;
    };
  }
>;

/** A person's own account. */
export interface Account {
  name: string;
  email: string;
  isEmailVerified: boolean;
  /** Whether signing in with the password asks for a code too. */
  hasTotp: boolean;
  passkeys: Passkey[];
  /** Whether the server can send mails: links to a new password, to show that an address is theirs. */
  canMail: boolean;
}

/** An action as clients see it: a task with code of its own. Times are ISO 8601 UTC. */
export interface Action {
  /** Also the id of its task. */
  id: number;
  appId: number;
  name: string;
  description: string | null;
  /** Of the draft; what is published runs. */
  code: string;
  active: boolean;
  environment: "any" | "client" | "server";
  actionVersion: "v3";
  triggers: ActionTrigger[];
  dependencies: string[];
  /** Always empty: dependencies are not loaded from addresses here. */
  assets: never[];
  /** Cron expression; null for an action without a schedule. */
  frequency: string | null;
  /** IANA name; null where none was set. */
  timezone: string | null;
  /** The screen that holds its code, in the studio. */
  pageId: number;
  isPublished: boolean;
  lastRunAt: string | null;
  createdAt: string;
  updatedAt: string;
}

/** The record of a finished run of an action. */
export interface ActionLogEntry {
  id: number;
  createdAt: string;
  type: "app.task.completed" | "app.task.failed";
  appId: number;
  data: {
    mode: "on-demand" | "scheduled";
    runOn: "server";
    taskId: number;
    payload?: unknown;
    /** ms */
    duration: number;
    actionVersion: "v3";
    runId: number;
    /** Only of on-demand runs that completed. */
    result?: {
      data?: unknown;
      success: true;
    };
    error?: {
      name: string;
      message: string;
      stack: string;
    };
  };
}

export interface ActionPage {
  actions: Action[];
  pagination: {
    total: number;
    hasMore: boolean;
  };
}

/** What starts an action. `log` and `analytics` have a filter with the event's `type`. */
export interface ActionTrigger {
  trigger: "analytics" | "log" | "manual" | "schedule";
  where?: {
    [key: string]: unknown;
  };
}

/** A run that goes on or waits for a place, as an app's overview shows it. */
export interface ActiveRun {
  id: number;
  taskId: number;
  taskName: string;
  status: "queued" | "running";
  environment: "draft" | "published";
  queuedAt: string;
  startedAt: string | null;
}

export interface App {
  id: number;
  name: string;
  limits: AppLimits;
  createdAt: string;
  updatedAt: string;
}

export interface AppLimits {
  /** Live tasks at once. */
  tasks: number;
  /** On-demand runs in a minute; scheduled ones are not counted. */
  runsPerMinute: number;
  /** Runs at once, on all processes together; further ones wait. */
  concurrentRuns: number;
  /** Size of a payload, bytes of JSON. */
  payloadBytes: number;
  /** Size of a result, bytes of JSON. */
  resultBytes: number;
  /** Mails in any 24 hours. */
  mailsPerDay: number;
  /** Text messages in any 24 hours. */
  smsPerDay: number;
  /** Push messages in any 24 hours, one for each subscription. */
  pushesPerDay: number;
}

/** An app with what its card in the studio shows. */
export interface AppSummary {
  taskCount: number;
  activeTaskCount: number;
  nextRunAt: string | null;
  /** Runs that ended in the last 24 hours. */
  completed24h: number;
  failed24h: number;
  id: number;
  name: string;
  limits: AppLimits;
  createdAt: string;
  updatedAt: string;
}

/**
 * The user of an app on whose behalf a run was asked for: what the app's own signed token said. `sub` is the app's id of
 * the user; the other claims are whatever the app chose to say.
 */
export interface AppUser {
  sub: string;
  email?: string;
  name?: string;
  [key: string]: unknown;
}

/** One execution of a run that ended. */
export interface Attempt {
  number: number;
  status: "cancelled" | "completed" | "crashed" | "failed" | "missed" | "out_of_memory" | "queued" | "running" | "skipped" | "timed_out";
  error: RunErrorInfo | null;
  startedAt: string | null;
  finishedAt: string;
  durationMs: number;
}

/** A task that ended badly in the last day and has not completed a run since. */
export interface Attention {
  taskId: number;
  taskName: string;
  environment: "draft" | "published";
  /** The newest of its bad runs. */
  run: {
    id: number;
    status: "cancelled" | "completed" | "crashed" | "failed" | "missed" | "out_of_memory" | "queued" | "running" | "skipped" | "timed_out";
    at: string;
    errorLine: string | null;
  };
  /** Its bad runs since it last completed one, in the last day. */
  count: number;
  /** When the oldest of them was, ISO 8601 UTC. */
  since: string;
}

export interface Audit {
  /** Every fire that the history of the task's schedules promises in the window, ISO 8601 UTC; not those yet to be planned. */
  expected: string[];
  /** The ledger's rows in the window, oldest fire first. */
  rows: LedgerRow[];
  /** Expected fires without a row. */
  holes: string[];
  /** Rows beyond the one that a fire should have, and rows that no schedule asked for. */
  duplicates: string[];
  /** How late runs started, over the window's rows; null when none started. */
  drift: {
    p50Ms: number;
    p95Ms: number;
  } | null;
}

/** One change: who, what, when, from where, and the fields that differ, before and after. `at` is ISO 8601 UTC. */
export interface AuditEntry {
  id: number;
  at: string;
  /** Null for what happened to the organisation and not to one of its apps. */
  appId: number | null;
  actor: {
    kind: "run" | "system" | "token" | "user" | "webhook";
    id: string | null;
    name: string;
  };
  action: string;
  target: {
    kind: "account" | "app" | "data-source" | "endpoint" | "export" | "invitation" | "member" | "organization" | "procedure" | "run" | "screen" | "secret" | "session" | "task" | "token" | "user-key" | "webhook";
    id: string;
    name: string;
  };
  before: {
    [key: string]: unknown;
  } | null;
  after: {
    [key: string]: unknown;
  } | null;
  /** Address, program and name of the request, as far as they are known. */
  source: {
    ip: string | null;
    userAgent: string | null;
    requestId: string | null;
  };
}

/** A page of the trail, newest first. */
export interface AuditPage {
  entries: AuditEntry[];
  nextCursor: number | null;
}

export interface Backfill {
  fires: BackfillFire[];
  /** Runs that were queued; 0 for a dry run. */
  queued: number;
}

export interface BackfillFire {
  scheduleId: number;
  /** ISO 8601 UTC. */
  fireAt: string;
  /** `ran`: it has a run that executed, or one under way. `due`: it is run by the backfill. */
  state: "due" | "ran";
  /** The newest run of the fire, whatever became of it. */
  runId: number | null;
  status: "cancelled" | "completed" | "crashed" | "failed" | "missed" | "out_of_memory" | "queued" | "running" | "skipped" | "timed_out" | null;
}

/** What one batch did. `nextCursor` is for the next call, null when nothing is left. */
export interface BulkRunsResult {
  /** Runs that it was done to. */
  done: number;
  /** Runs that it was not done to, and why. */
  skipped: {
    id: number;
    status: string;
    message: string;
  }[];
  nextCursor: string | null;
}

/** What must come of a case: that the handler completes, that it completes with this very result, or that it fails. */
export type CaseExpectation = {
  outcome: "completes";
} | {
  outcome: "result";
  result?: unknown;
} | {
  outcome: "fails";
};

/** What a case said of some code. */
export interface CaseOutcome {
  caseId: number;
  name: string;
  passed: boolean;
  /** Why it did not pass, as a sentence; null when it did. */
  problem: string | null;
  durationMs: number;
}

export interface CommitResult {
  inserted: number;
  updated: number;
  deleted: number;
  /** What the source holds after the commit, the first 10,000; absent with `returnEntries: false`. */
  entries?: DataSourceEntry[];
}

/** What the first look into a CSV text shows. */
export interface CsvPreview {
  columns: string[];
  rowCount: number;
  /** The first five. */
  rows: {
    [key: string]: string;
  }[];
}

/** What a token learns about itself. */
export interface CurrentToken {
  /** The app that it speaks for. */
  app: {
    id: number;
    name: string;
  };
  name: string;
  id: number;
  kind: "publishable" | "secret";
  scopes: ("data:read" | "data:write" | "logs:read" | "messages:read" | "notifications:receive" | "screens:read" | "screens:write" | "tasks:read" | "tasks:run" | "tasks:write")[];
  /** From then on it is refused; null: never. */
  expiresAt: string | null;
}

export interface DataSource {
  id: number;
  appId: number;
  name: string;
  columns: string[];
  createdAt: string;
  updatedAt: string;
}

export interface DataSourceEntry {
  id: number;
  dataSourceId: number;
  data: {
    [key: string]: unknown;
  };
  /** Place in the list, from 0; later entries have higher numbers. */
  order: number;
  createdAt: string;
  updatedAt: string;
  /** Who wrote it last: a task, a person or a token by its name. */
  writtenBy: string | null;
  /** The run that wrote it last; null when no run did. */
  writtenByRun: number | null;
}

/** A data source in the studio's list: how much is in it, and who wrote to it last. */
export interface DataSourceSummary {
  entryCount: number;
  /** Of the entry that was written last; null in a source that has none. */
  lastWrite: {
    at: string;
    by: string | null;
    runId: number | null;
  } | null;
  id: number;
  appId: number;
  name: string;
  columns: string[];
  createdAt: string;
  updatedAt: string;
}

export type DeliveredEvent = "endpoint.test" | "run.cancelled" | "run.completed" | "run.crashed" | "run.failed" | "run.out_of_memory" | "run.timed_out" | "schedule.missed" | "task.created" | "task.removed" | "task.restored" | "task.updated";

/** One event on its way to one endpoint. */
export interface Delivery {
  id: number;
  endpointId: number;
  url: string;
  /** The webhook's id: the same at each attempt. */
  messageId: string;
  eventType: DeliveredEvent;
  status: "delivered" | "failed" | "pending";
  attempts: number;
  /** When it is tried next; null once it has ended. */
  nextAttemptAt: string | null;
  /** What the last attempt was answered with; null when nothing was. */
  lastStatusCode: number | null;
  lastError: string | null;
  lastDurationMs: number | null;
  runId: number | null;
  createdAt: string;
  finishedAt: string | null;
}

export interface DeliveryDetails {
  /** To the letter, as it is signed. */
  body: string;
  id: number;
  endpointId: number;
  url: string;
  /** The webhook's id: the same at each attempt. */
  messageId: string;
  eventType: DeliveredEvent;
  status: "delivered" | "failed" | "pending";
  attempts: number;
  /** When it is tried next; null once it has ended. */
  nextAttemptAt: string | null;
  /** What the last attempt was answered with; null when nothing was. */
  lastStatusCode: number | null;
  lastError: string | null;
  lastDurationMs: number | null;
  runId: number | null;
  createdAt: string;
  finishedAt: string | null;
}

export interface DeliveryPage {
  deliveries: Delivery[];
  nextCursor: number | null;
}

/** Another system's address that is told what happens in an app. Times are ISO 8601 UTC. */
export interface Endpoint {
  id: number;
  url: string;
  description: string;
  events: ("run.cancelled" | "run.completed" | "run.crashed" | "run.failed" | "run.out_of_memory" | "run.timed_out" | "schedule.missed" | "task.created" | "task.removed" | "task.restored" | "task.updated")[];
  /** Switched on. */
  active: boolean;
  /** Why it was switched off; null while it is on. */
  disabledReason: string | null;
  /** When deliveries began to fail without one that arrived since. */
  failingSince: string | null;
  createdAt: string;
  createdBy: string | null;
  updatedAt: string;
}

export interface EntryPage {
  entries: DataSourceEntry[];
  pagination: {
    limit: number;
    offset: number;
    total: number;
  };
}

/** What would become of one entry. */
export interface ImportItem {
  /** Its place in the text, from 0. */
  index: number;
  kind: ImportKind;
  name: string;
  /** Whether it was active where it comes from; here everything begins inactive. */
  wasActive: boolean;
  /** The page that a task names; null for an action, which brings its code, and for a task that names none. */
  pageId: number | null;
  /** The screen that it would run; null for an action and while there is none. */
  screen: {
    id: number;
    name: string;
  } | null;
  /** Of an action's code. */
  codeLines: number | null;
  schedules: ImportSchedule[];
  /** What else would start it, in a few words each. */
  triggers: string[];
  /** Fields that mean something where it comes from and nothing here. */
  leftOut: string[];
  /** Null for what can be made. */
  problem: ImportProblem | null;
  /** Whether it was asked to be left out. */
  isSkipped: boolean;
}

export type ImportKind = "action" | "task";

export interface ImportPreview {
  items: ImportItem[];
  /** Tasks that the app may still get. */
  placesLeft: number;
}

/** What is wrong with an entry. */
export interface ImportProblem {
  status: string;
  message: string;
  /** Of the entry, where one is at fault. */
  field: string | null;
  /** Where in that field, characters from 0. */
  position: number | null;
}

/** A schedule that an entry asks for; without words and times when it cannot be read. */
export interface ImportSchedule {
  frequency: string;
  timezone: string;
  text: string | null;
  /** When it would fire next if the task were active, ISO 8601 UTC. */
  nextFireAt: string | null;
}

/** What an import made. */
export interface ImportedTask {
  kind: ImportKind;
  id: number;
  name: string;
}

export interface Inbox {
  entries: InboxEntry[];
  pagination: {
    limit: number;
    offset: number;
    total: number;
  };
  /** Null for a page without a user token, for which nobody keeps what was read. */
  unread: number | null;
}

/** A notification in one user's inbox. */
export interface InboxEntry {
  id: number;
  data: NotificationData;
  orderAt: string;
  /** Null while unread, and for a page without a user token. */
  readAt: string | null;
}

/** A person who was asked to join and has not answered yet. */
export interface Invitation {
  id: string;
  email: string;
  role: "admin" | "editor" | "owner" | "viewer";
  appIds: number[] | null;
  invitedBy: string;
  createdAt: string;
  expiresAt: string;
  isExpired: boolean;
}

/** What the holder of an invitation's link is shown. */
export interface InvitationView {
  organization: string;
  email: string;
  role: "admin" | "editor" | "owner" | "viewer";
  invitedBy: string;
  expiresAt: string;
  /** Who is signed in in this browser; null for nobody. */
  signedInAs: string | null;
}

/** A fire and what became of it. */
export interface LedgerRow {
  runId: number;
  scheduleId: number;
  /** ISO 8601 UTC. */
  fireAt: string;
  status: "cancelled" | "completed" | "crashed" | "failed" | "missed" | "out_of_memory" | "queued" | "running" | "skipped" | "timed_out";
  reason: string | null;
  startedAt: string | null;
  /** From the instant it should start (its fire time, or where that was spread or moved to) to its start, ms. */
  delayMs: number | null;
  durationMs: number | null;
}

/** Lines in the order asked for. */
export interface LinePage {
  lines: LogLine[];
  /** Where the next page begins. Newest first it is null at the end; oldest first it is kept, to ask again later. */
  nextCursor: number | null;
  /** Whether there may be more to read now. A page can be short, even empty, and yet have more behind it. */
  hasMore: boolean;
  /** Id of the app's newest line as it stood before the page was read, whatever the filter; 0 for an empty log. */
  head: number;
}

export interface LoadAhead {
  /** ISO 8601 UTC, a whole minute: the first that is counted. */
  from: string;
  /** How many runs start in each minute from there on. */
  minutes: number[];
  /** How many tasks they are of. */
  tasks: number;
  /** Whether there are so many fires that some were left out. */
  isCut: boolean;
}

/** The record of a finished run, in the shape of the reference document. */
export interface LogEntry {
  id: number;
  createdAt: string;
  type: "app.task.completed" | "app.task.failed";
  appId: number;
  data: {
    mode: "on-demand" | "scheduled";
    /** ms */
    duration: number;
    pageId: number;
    taskId: number;
    taskName: string;
    runId: number;
    status: string;
    result?: unknown;
    error?: RunErrorInfo;
  };
}

export interface LogLine {
  id: number;
  runId: number;
  taskId: number | null;
  taskName: string;
  seq: number;
  at: string;
  level: "debug" | "error" | "info" | "log" | "warn";
  kind: "console" | "data-source" | "fetch" | "mail" | "push" | "secret" | "sms" | "system" | "task";
  message: string;
  /** The arguments as JSON values; null for lines that are no console call. */
  args: unknown[] | null;
  /** ms from call to answer of what a capability did; null for other lines. */
  durationMs: number | null;
}

/** What became of the mail beside a link: none was sent where the operator has set up no mail server. */
export type MailOutcome = "failed" | "none" | "sent";

/** A person in an organisation. */
export interface Member {
  id: string;
  userId: string;
  name: string;
  email: string;
  role: "admin" | "editor" | "owner" | "viewer";
  /** The apps that they are let into; null for all of the organisation. */
  appIds: number[] | null;
  isYou: boolean;
  joinedAt: string;
  /** Whether signing in asks for more than a password, or a passkey is there to do without; null for eyes of less than an admin. */
  hasSecondFactor: boolean | null;
  /** Null when they have no session, and for eyes of less than an admin. */
  lastSeenAt: string | null;
}

export interface Message {
  fromName: string | null;
  /** Null for a text message, and for a mail that has only text. */
  html: string | null;
  text: string | null;
  headers: {
    [key: string]: string;
  };
  attachments: StoredAttachment[];
  push: PushContent | null;
  messageId: string;
  /** Times it was handed over, or tried to. */
  attempts: number;
  id: number;
  appId: number;
  channel: "email" | "push" | "sms";
  status: "failed" | "kept" | "sending" | "sent" | "uncertain";
  /** Null for a test run's. */
  taskId: number | null;
  taskName: string | null;
  runId: number | null;
  /** Of mails and text messages. */
  recipients: MessageRecipient[];
  /** Null for a text message; the title of a push message. */
  subject: string | null;
  attachmentCount: number;
  /** Of a push message: how many subscriptions it went to, by what became of it. */
  pushCounts: PushCounts | null;
  error: string | null;
  createdAt: string;
  sentAt: string | null;
}

export interface MessagePage {
  messages: MessageSummary[];
  nextCursor: number | null;
  /** Whether each channel has a server that messages are handed to. */
  delivers: {
    email: boolean;
    push: boolean;
    sms: boolean;
  };
}

export interface MessageRecipient {
  /** A mail address, or a telephone number. */
  address: string;
  name?: string;
  type: "bcc" | "cc" | "to";
  /** Why the server did not take the message for this one, when it took it for others. */
  rejected?: string;
}

/** A message as lists show it. Times are ISO 8601 UTC. */
export interface MessageSummary {
  id: number;
  appId: number;
  channel: "email" | "push" | "sms";
  status: "failed" | "kept" | "sending" | "sent" | "uncertain";
  /** Null for a test run's. */
  taskId: number | null;
  taskName: string | null;
  runId: number | null;
  /** Of mails and text messages. */
  recipients: MessageRecipient[];
  /** Null for a text message; the title of a push message. */
  subject: string | null;
  attachmentCount: number;
  /** Of a push message: how many subscriptions it went to, by what became of it. */
  pushCounts: PushCounts | null;
  error: string | null;
  createdAt: string;
  sentAt: string | null;
}

export interface NotificationData {
  title: string;
  message: string;
  /** Where a tap leads, as the app understands it. */
  navigate?: unknown;
  [key: string]: unknown;
}

/** With what the studio's list shows beside it. */
export interface NotificationSummary {
  /** Users who read it. */
  reads: number;
  taskId: number | null;
  taskName: string | null;
  runId: number | null;
  /** The push message in the outbox; null before it is made. */
  messageId: number | null;
  pushCounts: PushCounts | null;
  id: number;
  status: "draft" | "published" | "scheduled";
  data: NotificationData;
  /** A filter over users; null for everyone. */
  scope: {
    [key: string]: unknown;
  } | null;
  /** Its place among the others, and when a scheduled one is shown. */
  orderAt: string;
  createdAt: string;
  updatedAt: string;
  /** What is pushed when it is published; null for the inbox alone. */
  push: PushContent | null;
}

/** An organisation that a person belongs to. */
export interface OrganizationMembership {
  id: string;
  name: string;
  role: "admin" | "editor" | "owner" | "viewer";
  isActive: boolean;
}

/** What an app does now, and how its day has gone. */
export interface Overview {
  /** The first of them: running ones, then those that wait. */
  active: ActiveRun[];
  runningCount: number;
  waitingCount: number;
  /** The tasks that need a look, the latest trouble first. */
  attention: Attention[];
  today: {
    /** When the day began, ISO 8601 UTC. */
    since: string;
    completed: number;
    failed: number;
    /** Fires that nobody ran in time. */
    missed: number;
    /** From 0 to 1; null before the first end of the day. */
    successRate: number | null;
    p50Ms: number | null;
    p95Ms: number | null;
    /** How long after their time runs of schedules started; null before the first of the day. */
    startDelay: {
      p50Ms: number;
      p95Ms: number;
    } | null;
    /** Whether there were more runs than are looked at, so that the numbers speak of the newest. */
    isCut: boolean;
  };
}

export interface ParsedSchedule {
  /** The cron expression that the text means. */
  frequency: string;
  timezone: string;
  /** What was understood, in words. */
  text: string;
}

export interface Passkey {
  id: string;
  name: string;
  createdAt: string;
  lastUsedAt: string | null;
  /** Kept by a service that brings it to all devices of its owner. */
  isSynced: boolean;
}

/** What a publish that is watched says: how each case ended that it asks for, then the screen as it is published. */
export type PublishEvent = {
  type: "case";
  outcome: CaseOutcome;
} | {
  type: "published";
  screen: Screen;
};

/** What `sendPushNotification` resolves to; `failed` counts what a later attempt may still send. */
export interface PushAnswer {
  /** Of the message in the outbox. */
  id: number;
  sent: number;
  failed: number;
  /** Subscriptions that were dead and are removed. */
  removed: number;
  /** Handed over without an answer: it may have arrived. */
  uncertain: number;
}

/** What a push message says, as the app's service worker gets it beside `ttl` and `urgency`, which are for the way. */
export interface PushContent {
  title: string;
  body: string;
  /** A number for the app's icon. */
  badge?: number;
  /** Address of a picture. */
  icon?: string;
  /** Where a tap leads: an address, or what the app makes of it. */
  navigate?: unknown;
  data?: unknown;
  /** Seconds. */
  ttl: number;
  urgency: "high" | "low" | "normal" | "very-low";
}

export type PushCounts = {
  failed: number;
  sending: number;
  sent: number;
  uncertain: number;
  waiting: number;
  gone: number;
};

/** One subscription's share of a message. Times are ISO 8601 UTC. */
export interface PushDelivery {
  id: number;
  subscriptionId: number;
  userId: string | null;
  userAgent: string | null;
  status: "failed" | "gone" | "sending" | "sent" | "uncertain" | "waiting";
  /** HTTP status of the push service; null when there was no answer. */
  statusCode: number | null;
  error: string | null;
  attempts: number;
}

/** A browser that agreed to push messages, as the studio lists it: never its address or keys. Times are ISO 8601 UTC. */
export interface PushSubscriptionInfo {
  id: number;
  userId: string | null;
  userName: string | null;
  userAgent: string | null;
  /** Host of its push service. */
  service: string;
  createdAt: string;
  /** When the browser last said that it is subscribed. */
  confirmedAt: string;
  lastSentAt: string | null;
  lastError: string | null;
}

export interface RecentPayload {
  runId: number;
  taskName: string;
  /** ISO 8601 UTC: when the run was asked for. */
  at: string;
  payload: unknown;
}

export interface Run {
  /** Executions that ended, oldest first. */
  attempts: Attempt[];
  payload: unknown;
  result: unknown;
  /** Whether a result was recorded: a result of null is one. */
  hasResult: boolean;
  replayOf: number | null;
  parentRunId: number | null;
  /** The app user on whose behalf it was asked for; null for nobody. */
  user: AppUser | null;
  id: number;
  appId: number;
  taskId: number;
  taskName: string;
  pageId: number;
  screenName: string;
  screenVersionId: number | null;
  /** Number of the screen's version that ran; null before it was chosen. */
  screenVersion: number | null;
  environment: "draft" | "published";
  status: "cancelled" | "completed" | "crashed" | "failed" | "missed" | "out_of_memory" | "queued" | "running" | "skipped" | "timed_out";
  trigger: "api" | "backfill" | "event" | "replay" | "schedule" | "studio" | "task";
  scheduleId: number | null;
  /** The instant the schedule named; null for runs that were asked for. */
  fireAt: string | null;
  /** The past fire that a backfill makes up for. */
  backfillOf: string | null;
  /** Not to start before: the fire was spread or moved, or a retry pauses. Null: at once. */
  effectiveAt: string | null;
  /** Waits for another run of its task or backfill to end. */
  held: boolean;
  queuedAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  durationMs: number | null;
  /** Why a fire became no execution, or why a run ended without one. */
  reason: string | null;
  /** Executions begun. */
  attempt: number;
  /** Of those, the ones that failed and were or will be tried again. */
  failures: number;
  error: RunErrorInfo | null;
}

/** What who waits for a run is told: its result, or the status it has while it goes on. */
export interface RunAnswer {
  runId: number;
  status: "cancelled" | "completed" | "crashed" | "failed" | "missed" | "out_of_memory" | "queued" | "running" | "skipped" | "timed_out";
  /** What the handler gave back; absent while the run goes on. */
  result?: unknown;
}

export interface RunCount {
  /** At most `RUN_COUNT_MAX`. */
  count: number;
  /** Whether there are more than that. */
  isMore: boolean;
  /** Id of the app's newest run; 0 when it has none. A bulk operation that is given it leaves later runs alone. */
  newestId: number;
}

/** A run that was executed, and how long it took. */
export interface RunDuration {
  runId: number;
  status: "cancelled" | "completed" | "crashed" | "failed" | "missed" | "out_of_memory" | "queued" | "running" | "skipped" | "timed_out";
  /** ISO 8601 UTC */
  startedAt: string;
  durationMs: number;
}

/** The error of a run as callers and the studio see it; `line` and `column` are 1-based, in the builder's own code. */
export interface RunErrorInfo {
  name: string;
  message: string;
  stack: string;
  status: string;
  line?: number;
  column?: number;
  /** What the screen would have to switch on for its code to get further. */
  needs?: ScreenNeed;
}

/** What a run's browser showed when it ended. */
export interface RunPage {
  /** JPEG, base64; null when it was too large, or when the run had read a secret. */
  screenshot: string | null;
  text: string;
}

/** A run as clients see it. Times are ISO 8601 UTC, durations ms. */
export interface RunSummary {
  id: number;
  appId: number;
  taskId: number;
  taskName: string;
  pageId: number;
  screenName: string;
  screenVersionId: number | null;
  /** Number of the screen's version that ran; null before it was chosen. */
  screenVersion: number | null;
  environment: "draft" | "published";
  status: "cancelled" | "completed" | "crashed" | "failed" | "missed" | "out_of_memory" | "queued" | "running" | "skipped" | "timed_out";
  trigger: "api" | "backfill" | "event" | "replay" | "schedule" | "studio" | "task";
  scheduleId: number | null;
  /** The instant the schedule named; null for runs that were asked for. */
  fireAt: string | null;
  /** The past fire that a backfill makes up for. */
  backfillOf: string | null;
  /** Not to start before: the fire was spread or moved, or a retry pauses. Null: at once. */
  effectiveAt: string | null;
  /** Waits for another run of its task or backfill to end. */
  held: boolean;
  queuedAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  durationMs: number | null;
  /** Why a fire became no execution, or why a run ended without one. */
  reason: string | null;
  /** Executions begun. */
  attempt: number;
  /** Of those, the ones that failed and were or will be tried again. */
  failures: number;
  error: RunErrorInfo | null;
}

/** A list's filters and columns under a name. */
export interface SavedView {
  id: number;
  page: "logs" | "runs";
  name: string;
  /** The query part of the page's address, without its question mark. */
  query: string;
  createdBy: string | null;
}

export interface SchedulePreview {
  /** The schedule in words. */
  text: string;
  warnings: {
    code: string;
    message: string;
  }[];
  /** The next fire times, ISO 8601 UTC. */
  fires: string[];
}

export interface SchedulerHealth {
  /** Seconds since somebody last ticked (noted every 10 s); null when nobody ever did. */
  tickAgeS: number | null;
  /** How long the oldest due fire has waited to be planned, seconds; 0 when none is due. */
  lagS: number;
  /** Runs that wait for a worker, now. */
  queueDepth: number;
  /** How long the oldest of them has waited, seconds. */
  queueAgeS: number;
  /** Fires are due and nobody plans them. */
  isStale: boolean;
}

/** With what its draft holds. */
export interface Screen {
  /** Why a run of the draft's code could not even begin; null when it can be read. */
  syntaxError: SyntaxFault | null;
  /** Of the published version; null until the first publish. */
  publishedCode: string | null;
  publishedHtml: string | null;
  publishedSettings: ScreenSettings | null;
  id: number;
  appId: number;
  name: string;
  /** Number of the newest version, the draft. */
  draftVersion: number;
  /** Number of the version that scheduled runs and apps use; null until the first publish. */
  publishedVersion: number | null;
  /** A version is published only when all of the screen's cases pass with it. */
  publishNeedsCases: boolean;
  taskCount: number;
  /** Median of its last 50 completed runs, ms; null when it has none. */
  usualDurationMs: number | null;
  createdAt: string;
  updatedAt: string;
  code: string;
  /** The page's markup, for screens that touch it. */
  html: string;
  settings: ScreenSettings;
}

/** A payload that a screen is tried with, and what must come of it. */
export interface ScreenCase {
  id: number;
  screenId: number;
  name: string;
  /** Null when none is sent. */
  payload?: unknown;
  expectation: CaseExpectation;
  updatedAt: string;
}

/** Something that a screen has only when its settings switch it on. */
export type ScreenNeed = "dayjs" | "dom" | "handlebars" | "lodash" | "moment";

/** What the code of a screen needs around it; part of the version. */
export interface ScreenSettings {
  libraries: ("dayjs" | "handlebars" | "lodash" | "moment")[];
  /** `document`, `window` and `$` on the isolate engine. */
  dom: boolean;
  engine: "browser" | "isolate";
  entry: "execute" | "handler";
}

/** A screen as clients see it. */
export interface ScreenSummary {
  id: number;
  appId: number;
  name: string;
  /** Number of the newest version, the draft. */
  draftVersion: number;
  /** Number of the version that scheduled runs and apps use; null until the first publish. */
  publishedVersion: number | null;
  /** A version is published only when all of the screen's cases pass with it. */
  publishNeedsCases: boolean;
  taskCount: number;
  /** Median of its last 50 completed runs, ms; null when it has none. */
  usualDurationMs: number | null;
  createdAt: string;
  updatedAt: string;
}

/** A template as the studio offers it. */
export interface ScreenTemplate {
  key: "check-out" | "my-projects" | "rss-import" | "send-leads" | "todays-bookings" | "usage-report" | "weekly-reminders";
  /** What the screen is called unless its builder says otherwise. */
  name: string;
  /** What it does, in a sentence. */
  summary: string;
  /** What it lacks until somebody sets it, each a sentence; empty when it works as it comes. */
  needs: string[];
  task: {
    name: string;
    /** Cron expression; null for a task that runs on demand. */
    frequency: string | null;
  };
  /** Data sources that it reads and writes; those that the app lacks are made, with rows to try it on. */
  dataSources: string[];
}

export interface ScreenVersion {
  id: number;
  screenId: number;
  number: number;
  createdAt: string;
  createdBy: string | null;
  isPublished: boolean;
}

export interface ScreenVersionDetails {
  id: number;
  screenId: number;
  number: number;
  createdAt: string;
  createdBy: string | null;
  isPublished: boolean;
  code: string;
  /** The page's markup, for screens that touch it. */
  html: string;
  settings: ScreenSettings;
}

/** A secret or variable as the studio lists it; times are ISO 8601 UTC. */
export interface SecretInfo {
  name: string;
  kind: "secret" | "variable";
  /** Of a variable; null for every secret, and for a variable that no key at hand opens. */
  value: string | null;
  /** False when the server no longer has the key that the value was encrypted with: it has to be set again. */
  isReadable: boolean;
  updatedAt: string;
  updatedBy: string | null;
  /** When a run last read the secret, to the minute; null for variables, which every run is given. */
  lastReadAt: string | null;
}

/** A place where the person is signed in. */
export interface SessionInfo {
  id: string;
  isCurrent: boolean;
  ip: string | null;
  userAgent: string | null;
  createdAt: string;
  lastSeenAt: string;
}

/** The endpoint with its signing secret in plain text, this once: it is stored encrypted and never shown again. */
export type ShownEndpoint = {
  id: number;
  url: string;
  description: string;
  events: ("run.cancelled" | "run.completed" | "run.crashed" | "run.failed" | "run.out_of_memory" | "run.timed_out" | "schedule.missed" | "task.created" | "task.removed" | "task.restored" | "task.updated")[];
  /** Switched on. */
  active: boolean;
  /** Why it was switched off; null while it is on. */
  disabledReason: string | null;
  /** When deliveries began to fail without one that arrived since. */
  failingSince: string | null;
  createdAt: string;
  createdBy: string | null;
  updatedAt: string;
  secret: string;
};

/** The webhook with its key in plain text, this once: it is stored encrypted and never shown again. */
export type ShownWebhook = {
  id: number;
  taskId: number;
  taskName: string;
  name: string;
  kind: "hmac" | "key";
  /** Of the address: `/api/hooks/…`. */
  path: string;
  createdAt: string;
  createdBy: string | null;
  lastUsedAt: string | null;
  secret: string;
};

export interface StoredAttachment {
  name: string;
  contentType: string;
  /** Decoded size. */
  bytes: number;
  /** Base64. */
  content: string;
}

/** Where code cannot be read: 1-based, columns in UTF-16 units. */
export interface SyntaxFault {
  message: string;
  line: number;
  column: number;
}

/** A task as clients see it. Times are ISO 8601 UTC. */
export interface Task {
  id: number;
  appId: number;
  name: string;
  /** The screen that the task runs. */
  pageId: number;
  screenName: string;
  /** Whether the schedule and the triggers fire; an on-demand run works either way. */
  active: boolean;
  /** Whether pages may run it with a publishable token. */
  callable: boolean;
  /** Cron expression of the first schedule; null for a task that only runs on demand. */
  frequency: string | null;
  /** IANA name. */
  timezone: string;
  timeoutMs: number;
  misfire: "all" | "latest" | "skip";
  misfireGraceMs: number;
  overlap: "allow" | "cancel-previous" | "queue" | "skip";
  retries: number;
  retryDelayMs: number;
  retryOn: ("failed" | "out_of_memory" | "timed_out")[];
  spreadMs: number;
  startsAt: string | null;
  endsAt: string | null;
  pausedUntil: string | null;
  /** What runs of the first schedule get. */
  payload?: unknown;
  schedules: TaskSchedule[];
  /** What else starts a run, while the task is active: something that happens in the app. */
  triggers: TaskTrigger[];
  /** When the newest started run began; null before the first. */
  lastRunAt: string | null;
  /**
   * When a schedule next starts a run: the fire that comes next, leaving out those skipped ahead of time, at the time it
   * was moved to if it was. Null while inactive or without a frequency.
   */
  nextRunAt: string | null;
  /** Why a schedule stopped although the task is active: it cannot be computed any more. */
  scheduleError: string | null;
  /** The newest run, whatever became of it; not one of a fire that is still to come. */
  lastRun: {
    id: number;
    status: "cancelled" | "completed" | "crashed" | "failed" | "missed" | "out_of_memory" | "queued" | "running" | "skipped" | "timed_out";
  } | null;
  createdAt: string;
  updatedAt: string;
}

/** How one run ended. */
export interface TaskOutcome {
  runId: number;
  status: "cancelled" | "completed" | "crashed" | "failed" | "missed" | "out_of_memory" | "queued" | "running" | "skipped" | "timed_out";
  /** When it started, or when its fire was due, ISO 8601 UTC. */
  at: string;
  /** Null for a run that never started. */
  durationMs: number | null;
}

/** One of a task's schedules as clients see it. */
export interface TaskSchedule {
  id: number;
  /** Cron expression. */
  frequency: string;
  /** IANA name. */
  timezone: string;
  /** What its runs get. */
  payload?: unknown;
  /** The fire time that comes next; null while the task is inactive or when there is none. */
  nextRunAt: string | null;
  /** How long after its fire time a run of this schedule starts, ms: the task's spread, always the same. */
  spreadOffsetMs: number;
  /** Why the schedule stopped although the task is active: it cannot be computed any more. */
  error: string | null;
}

/** How a task's newest ended runs went: at most STATS_RUNS_MAX of them, none older than the days asked for. */
export interface TaskStats {
  taskId: number;
  /** The last OUTCOMES_SHOWN, oldest first. */
  outcomes: TaskOutcome[];
  /** Runs that were executed to an end of their own: neither cancelled nor skipped nor missed. */
  executed: number;
  /** The share of those that completed, from 0 to 1; null when there is none. */
  successRate: number | null;
  /** Durations of completed runs; null when there is none. */
  p50Ms: number | null;
  p95Ms: number | null;
}

/** A task's wish to run when something happens. */
export interface TaskTrigger {
  type: "app.task.completed" | "app.task.failed" | "dataSource.entry.create" | "dataSource.entry.delete" | "dataSource.entry.update";
  /** MongoDB style, over the event: `{ dataSourceId: 177, "data.Status": "open" }`. Empty: every event of the type. */
  where: {
    [key: string]: unknown;
  };
}

export type TestLine = {
  at: string;
  message: string;
  level: "debug" | "error" | "info" | "log" | "warn";
  kind: "console" | "data-source" | "fetch" | "mail" | "push" | "secret" | "sms" | "system" | "task";
  /** The arguments as JSON values; null for lines that are no console call. */
  args: unknown[] | null;
  /** ms from call to answer of what a capability did; null for other lines. */
  durationMs: number | null;
};

/** What a test run says while it runs: lines as they are written, then how it ended. */
export type TestRunEvent = {
  type: "lines";
  lines: TestLine[];
} | {
  type: "end";
  outcome: {
    error?: RunErrorInfo;
    /** Null: a test leaves no run behind. */
    runId: null;
    status: "cancelled" | "completed" | "crashed" | "failed" | "missed" | "out_of_memory" | "queued" | "running" | "skipped" | "timed_out";
    /** What the browser showed, on the browser engine. */
    page?: RunPage;
    result?: unknown;
    durationMs: number;
  };
};

export interface TestRunResult {
  /** Null: a test leaves no run behind. */
  runId: null;
  status: "cancelled" | "completed" | "crashed" | "failed" | "missed" | "out_of_memory" | "queued" | "running" | "skipped" | "timed_out";
  result?: unknown;
  error?: RunErrorInfo;
  durationMs: number;
  /** What the browser showed, on the browser engine. */
  page?: RunPage;
  lines: TestLine[];
}

export interface Timetable {
  fires: TimetableFire[];
  /** Fires in each hour that has any, whether listed or not. */
  hours: {
    hour: string;
    taskId: number;
    taskName: string;
    appName: string;
    fires: number;
    failed: number;
  }[];
  /** Minutes that several tasks share, busiest first. */
  crowded: {
    minute: string;
    taskNames: string[];
  }[];
  /** Whether `fires` leaves some out. */
  isCut: boolean;
}

export interface TimetableFire {
  appId: number;
  appName: string;
  taskId: number;
  taskName: string;
  scheduleId: number;
  /** ISO 8601 UTC. */
  fireAt: string;
  /** When it starts, where that is not at its time: spread or moved. */
  effectiveAt: string | null;
  status: "cancelled" | "completed" | "crashed" | "failed" | "missed" | "out_of_memory" | "queued" | "running" | "skipped" | "timed_out" | "upcoming";
  runId: number | null;
}

export interface Token {
  id: number;
  name: string;
  kind: "publishable" | "secret";
  /** The first characters, to tell tokens apart. */
  prefix: string;
  scopes: ("data:read" | "data:write" | "logs:read" | "messages:read" | "notifications:receive" | "screens:read" | "screens:write" | "tasks:read" | "tasks:run" | "tasks:write")[];
  origins: string[];
  createdAt: string;
  lastUsedAt: string | null;
  /** From then on it is refused; null: never. */
  expiresAt: string | null;
  /** Until when the token that it replaced is good, where it was rotated; null when none is. */
  previousExpiresAt: string | null;
}

/** What came of a template. */
export interface UsedTemplate {
  screenId: number;
  /** Its schedule is switched off until somebody switches it on; null when none was asked for. */
  task: {
    id: number;
    name: string;
  } | null;
  /** Names of the data sources that were made; those that were there already are used as they are. */
  dataSources: string[];
}

/** The key that signs an app's user tokens, as the studio shows it; times are ISO 8601 UTC. */
export interface UserKeyInfo {
  createdAt: string;
  createdBy: string | null;
  /** Until when tokens of the key before are still taken; null when there is none. */
  previousUntil: string | null;
}

/** An address at which another system asks for a run of one task. */
export interface Webhook {
  id: number;
  taskId: number;
  taskName: string;
  name: string;
  kind: "hmac" | "key";
  /** Of the address: `/api/hooks/…`. */
  path: string;
  createdAt: string;
  createdBy: string | null;
  lastUsedAt: string | null;
}

