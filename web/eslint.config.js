import js from "@eslint/js";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["dist", "node_modules", "src/api/schema.d.ts"] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  {
    files: ["src/**/*.{ts,tsx}"],
    plugins: { "react-hooks": reactHooks },
    rules: {
      "react-hooks/rules-of-hooks": "error",
      "react-hooks/exhaustive-deps": "error",
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/consistent-type-imports": "error",
    },
  },
  {
    // ui knows no domain and no requests; scene knows no React; features do not know each other.
    files: ["src/ui/**"],
    rules: { "no-restricted-imports": ["error", { patterns: ["**/api/*", "**/domain/*", "**/features/*", "**/scene/*", "@tanstack/*"] }] },
  },
  {
    files: ["src/scene/**"],
    rules: { "no-restricted-imports": ["error", { patterns: ["react", "react-dom", "**/api/*", "**/ui/*", "**/domain/*", "**/features/*"] }] },
  },
  ...["drop", "parts", "part", "order", "floor"].map((feature) => ({
    files: [`src/features/${feature}/**`],
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: ["drop", "parts", "part", "order", "floor"].filter((other) => other !== feature).map((other) => `**/${other}/*`) },
      ],
    },
  })),
  {
    files: ["**/*.mjs"],
    languageOptions: {
      globals: Object.fromEntries(
        ["process", "console", "URL", "Buffer", "setTimeout", "document", "window", "fetch", "performance", "DataTransfer", "File", "atob"].map((name) => [name, "readonly"]),
      ),
    },
  },
);
