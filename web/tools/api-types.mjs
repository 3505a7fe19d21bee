// Writes src/api/schema.d.ts from the API's own description, or with --check says whether it is stale.
// usage: node tools/api-types.mjs [--check]

import { readFile, writeFile } from "node:fs/promises";
import openapiTS, { astToString } from "openapi-typescript";

const source = new URL("../../libs/http/openapi.json", import.meta.url);
const target = new URL("../src/api/schema.d.ts", import.meta.url);

const header = "// Generated from libs/http/openapi.json by `npm run api`. Do not edit.\n\n";
const text = header + astToString(await openapiTS(JSON.parse(await readFile(source, "utf8"))));

if (process.argv.includes("--check")) {
  const current = await readFile(target, "utf8").catch(() => "");
  if (current !== text) {
    console.error("src/api/schema.d.ts does not match libs/http/openapi.json: run `npm run api` and commit the result.");
    process.exit(1);
  }
  console.log("src/api/schema.d.ts matches libs/http/openapi.json.");
} else {
  await writeFile(target, text);
  console.log("wrote src/api/schema.d.ts");
}
