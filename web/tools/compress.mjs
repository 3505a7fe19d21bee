// Lays a gzip beside every text file of the build, so that the server sends it without compressing.

import { readdir, readFile, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";

/** Below one packet nothing is won. */
const bytesMin = 1_400;

const root = new URL("../dist/", import.meta.url);
for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !/\.(html|js|css|svg|step|json)$/.test(entry.name)) continue;
  const path = `${entry.parentPath}/${entry.name}`;
  const bytes = await readFile(path);
  if (bytes.length >= bytesMin) await writeFile(`${path}.gz`, gzipSync(bytes, { level: 9 }));
}
