// A headless Chromium with one page per visitor, watched for errors and for requests that leave the
// origin.

import { createRequire } from "node:module";
import { readFile } from "node:fs/promises";
import { chromium } from "playwright-core";

const args = [
  "--no-sandbox",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--use-gl=angle",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
];

export const launch = (executablePath) => chromium.launch({ executablePath, args });

/** @param watch collects what must not happen. */
export async function visitor(browser, { baseUrl, locale = "en-US", watch, touch = false }) {
  const context = await browser.newContext({
    baseURL: baseUrl,
    locale,
    timezoneId: "UTC",
    viewport: touch ? { width: 1024, height: 768 } : { width: 1440, height: 900 },
    hasTouch: touch,
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(baseUrl) && !url.startsWith("data:") && !url.startsWith("blob:")) watch.push(`request left the origin: ${url}`);
  });
  page.on("pageerror", (error) => watch.push(`page error: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") watch.push(`console error: ${message.text()}`);
  });
  return page;
}

const axeSource = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Serious and critical findings of axe on the page as it is. */
export async function accessibilityProblems(page) {
  await page.evaluate(axeSource);
  const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return result.violations
    .filter((violation) => violation.impact === "serious" || violation.impact === "critical")
    .map((violation) => `${violation.id} (${violation.impact}): ${violation.help}; ${violation.nodes.length} places, first ${violation.nodes[0]?.target.join(" ")}: ${violation.nodes[0]?.any[0]?.message ?? ""}`);
}

/** Drops files on the page as a person does: from outside, on the window. */
export async function dropFiles(page, files) {
  const transfer = await page.evaluateHandle((list) => {
    const data = new DataTransfer();
    for (const { name, base64 } of list) {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      data.items.add(new File([bytes], name));
    }
    return data;
  }, files.map(({ name, bytes }) => ({ name, base64: bytes.toString("base64") })));
  for (const type of ["dragenter", "dragover", "drop"]) await page.dispatchEvent("body", type, { dataTransfer: transfer });
}
