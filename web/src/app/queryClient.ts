import { QueryClient } from "@tanstack/react-query";
import { ApiError } from "../api/client";

export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        // What the server refuses will be refused again; only silence is worth another try.
        retry: (count, error) => count < 2 && error instanceof ApiError && error.isTemporary,
      },
      mutations: { networkMode: "always" },
    },
  });
}
