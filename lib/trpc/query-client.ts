import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { errorInfo } from "./error-info.ts";

const RETRIES = 2;

/** Only what may pass by itself is asked again: no answer, or a fault of the server's. */
function shouldRetry(failures: number, error: unknown) {
  const { httpStatus } = errorInfo(error);
  return failures < RETRIES && (httpStatus === undefined || httpStatus >= 500);
}

/**
 * @param onSignedOut Called with each answer that says that the server no longer knows the session.
 * @param onSignedIn Called with each answer to a question.
 */
export function makeQueryClient(onSignedOut: () => void, onSignedIn: () => void) {
  const onError = (error: unknown) => {
    if (errorInfo(error).httpStatus === 401) onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError, onSuccess: onSignedIn }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: { staleTime: 2_000, retry: shouldRetry, refetchOnWindowFocus: true },
      mutations: { retry: false },
    },
  });
}
