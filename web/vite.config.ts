import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { mockApi } from "./mock/plugin";

// `vite --mode mock` answers the API from mock/ for work on the pages without a server. Nothing under
// src/ refers to it, so it cannot end up in a build.
export default defineConfig(({ mode }) => {
  const mock = mode === "mock";
  const server = process.env["MILLRACE_SERVER"] ?? "http://127.0.0.1:8080";
  return {
    plugins: [react(), mock ? mockApi() : null],
    server: { port: 5173, ...(mock ? {} : { proxy: { "/api": server, "/healthz": server } }) },
    build: { target: "es2022", chunkSizeWarningLimit: 900, modulePreload: { polyfill: false } },
  };
});
