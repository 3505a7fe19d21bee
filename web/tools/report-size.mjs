// Prints what a build weighs over the line, and fails when the first page gets too heavy.

import { readdir, readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";

/** What arrives before the drop zone shows; 2 s on a 1.6 Mbit/s line with room for the server. */
const firstPageKbMax = 260;

const root = new URL("../dist/", import.meta.url);
const html = await readFile(new URL("index.html", root), "utf8");
const rows = [];
for (const name of await readdir(new URL("assets/", root))) {
  if (name.endsWith(".gz")) continue;
  const bytes = await readFile(new URL(`assets/${name}`, root));
  const size = /\.woff2$/.test(name) ? bytes.length : gzipSync(bytes, { level: 9 }).length;
  rows.push({ name, kb: size / 1000, first: html.includes(name) });
}
rows.sort((a, b) => b.kb - a.kb);
for (const row of rows) console.log(`${row.kb.toFixed(1).padStart(8)} kB  ${row.first ? "first page" : "          "}  ${row.name}`);
const sum = (wanted) => rows.filter(wanted).reduce((total, row) => total + row.kb, 0);
const first = sum((row) => row.first);
console.log(`first page ${first.toFixed(1)} kB, everything ${sum(() => true).toFixed(1)} kB (gzip; fonts as they are)`);
if (first > firstPageKbMax) {
  console.error(`The first page is ${first.toFixed(1)} kB; at most ${firstPageKbMax} kB keep it under two seconds on a slow line.`);
  process.exit(1);
}
