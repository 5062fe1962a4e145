import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { noteAnswer, noteSilence } from "./connection.ts";
import { errorInfo, isUnanswered } from "./error-info.ts";

const RETRIES = 2;

/** Only what may pass by itself is asked again: no answer, or a fault of the server's. */
function shouldRetry(failures: number, error: unknown) {
  const { httpStatus } = errorInfo(error);
  return failures < RETRIES && (httpStatus === undefined || httpStatus >= 500);
}

const UNCERTAIN =
  "The server could not be reached, so it is not certain that anything was changed. Look, then try again.";

/**
 * Its calls tell whether the server answers. The error of one that got no answer says so in words, not in the browser's.
 *
 * @param onSignedOut Called with each answer that says that the server no longer knows the session.
 * @param onSignedIn Called with each answer to a question.
 */
export function makeQueryClient(onSignedOut: () => void, onSignedIn: () => void) {
  const hear = (error: Error, unanswered: string) => {
    const { httpStatus } = errorInfo(error);
    if (isUnanswered(error)) {
      noteSilence();
      error.message = unanswered;
    } else if (httpStatus !== undefined) noteAnswer();
    if (httpStatus === 401) onSignedOut();
  };
  const onSuccess = () => {
    noteAnswer();
    onSignedIn();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onSuccess, onError: (error) => hear(error, errorInfo(error).message) }),
    mutationCache: new MutationCache({ onSuccess: noteAnswer, onError: (error) => hear(error, UNCERTAIN) }),
    defaultOptions: {
      queries: { staleTime: 2_000, retry: shouldRetry, refetchOnWindowFocus: true },
      mutations: { retry: false },
    },
  });
}
