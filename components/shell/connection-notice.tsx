import { Notice } from "#components/ui/notice.tsx";
import { formatSecond } from "#lib/format/datetime.ts";

/** @param lostSince ms since 1970 */
export const ConnectionNotice = ({ lostSince }: { lostSince: number }) => (
  <Notice tone="warn" className="rounded-none border-line border-b px-4 sm:px-6">
    <p role="alert">
      <strong className="font-semibold">No connection to the server</strong> since {formatSecond(lostSince)}. What is
      shown is from before. It is tried again every few seconds.
    </p>
  </Notice>
);
