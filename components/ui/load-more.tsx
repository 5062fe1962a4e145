"use client";

import { useEffect, useRef } from "react";
import { Button } from "./button.tsx";

interface LoadMoreProps {
  hasMore: boolean;
  loading: boolean;
  onMore: () => void;
  label: string;
  /** Whether coming into view loads the next page by itself. */
  auto?: boolean;
}

/** The end of a list that has more: a button, which also loads when scrolled to. */
export function LoadMore({ hasMore, loading, onMore, label, auto = false }: LoadMoreProps) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!auto || !hasMore || loading || !ref.current) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && onMore(), { rootMargin: "300px" });
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, [auto, hasMore, loading, onMore]);

  if (!hasMore) return null;
  return (
    <div ref={ref} className="flex justify-center py-4">
      <Button size="sm" pending={loading} onClick={onMore}>
        {label}
      </Button>
    </div>
  );
}
