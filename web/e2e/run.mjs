// The main job in a real browser: drop a file, see the price, open findings and breakdown, order,
// start and finish the work on the floor. Needs a running server with an empty database.
//
// usage: npm run e2e -- --base-url http://127.0.0.1:8080 --file part.step [--file more.stl ...] [--shots DIR]
//                       [--chromium /usr/bin/chromium] [--first-page-ms-max 4000]

import { mkdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import assert from "node:assert/strict";
import { accessibilityProblems, dropFiles, launch, visitor } from "./browser.mjs";
import { assembled, withStatements } from "./made-files.mjs";

const { values: options } = parseArgs({
  options: {
    "base-url": { type: "string" },
    file: { type: "string", multiple: true },
    shots: { type: "string" },
    chromium: { type: "string", default: "/usr/bin/chromium" },
    "first-page-ms-max": { type: "string", default: "4000" },
  },
});
if (!options["base-url"] || !options.file?.length) {
  console.error("usage: npm run e2e -- --base-url URL --file PART [--file MORE ...] [--shots DIR] [--chromium PATH]");
  process.exit(2);
}
const baseUrl = options["base-url"].replace(/\/$/, "");
const files = await Promise.all(options.file.map(async (path) => ({ name: basename(path), bytes: await readFile(path) })));
if (options.shots) await mkdir(options.shots, { recursive: true });

const watch = [];
/** Where each accessibility problem was seen. */
const accessibility = new Map();
const browser = await launch(options.chromium);
const started = performance.now();
const step = async (what, work) => {
  const from = performance.now();
  try {
    await work();
  } catch (error) {
    console.error(`not ok - ${what}\n${error.stack ?? error}`);
    if (options.shots) await current?.screenshot({ path: join(options.shots, "failure.png") }).catch(() => undefined);
    if (watch.length > 0) console.error(watch.join("\n"));
    await browser.close();
    process.exit(1);
  }
  console.log(`ok - ${what} (${Math.round(performance.now() - from)} ms)`);
};
let current;

const looks = [
  { name: "light-1440", colorScheme: "light", width: 1440, height: 900 },
  { name: "dark-1440", colorScheme: "dark", width: 1440, height: 900 },
  { name: "light-1024", colorScheme: "light", width: 1024, height: 768 },
  { name: "dark-1024", colorScheme: "dark", width: 1024, height: 768 },
];

/** Waits until the page wears the appearance asked for and nothing moves any more. */
async function painted(page, colorScheme) {
  await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor({ state: "attached" });
  await page.waitForTimeout(800);
  await page.evaluate(() => new Promise((done) => window.requestAnimationFrame(() => window.requestAnimationFrame(done))));
}

/** Pictures of a screen in both appearances and widths, each checked by axe. */
async function screen(page, name) {
  const size = page.viewportSize();
  for (const look of looks) {
    await page.emulateMedia({ colorScheme: look.colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width: look.width, height: look.height });
    await painted(page, look.colorScheme);
    if (options.shots) await page.screenshot({ path: join(options.shots, `${name}-${look.name}.png`) });
    let problems = await accessibilityProblems(page);
    if (problems.length > 0) {
      // On a busy machine a colour may still be the one before the change: what stays is a problem.
      await page.waitForTimeout(2_000);
      problems = await accessibilityProblems(page);
    }
    for (const problem of problems) {
      accessibility.set(problem, [...(accessibility.get(problem) ?? []), `${name} ${look.name}`]);
    }
  }
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await page.setViewportSize(size);
}

const viewerReady = (page) => page.locator("[data-ready]").waitFor({ timeout: 60_000 });
const money = /[$€£]\s?\d|\d\s?[$€£]/;

const buyer = await visitor(browser, { baseUrl, watch });
current = buyer;
let partUrl = "";
let orderUrl = "";
let partName = "";

await step("the start page shows the drop zone within two seconds on a slow line", async () => {
  const session = await buyer.context().newCDPSession(buyer);
  await session.send("Network.enable");
  // 1.6 Mbit/s with 150 ms: the usual definition of slow 4G.
  await session.send("Network.emulateNetworkConditions", { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 90_000 });
  const from = performance.now();
  await buyer.goto("/", { waitUntil: "commit" });
  await buyer.getByRole("heading", { level: 1, name: "Drop a CAD file, see the price" }).waitFor();
  const ms = Math.round(performance.now() - from);
  console.log(`# drop zone after ${ms} ms on a slow line`);
  await session.send("Network.emulateNetworkConditions", { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 });
  await session.detach();
  // The goal is 2,000 ms; a busy test machine gets twice that.
  assert.ok(ms < Number(options["first-page-ms-max"]), `${ms} ms until the drop zone was there`);
  await screen(buyer, "01-drop");
});

await step("empty lists say what to do", async () => {
  await buyer.getByRole("link", { name: "Parts", exact: true }).click();
  await buyer.getByRole("heading", { level: 1, name: "Parts" }).waitFor();
  await buyer.getByRole("link", { name: "Orders", exact: true }).click();
  await buyer.getByRole("heading", { level: 1, name: "Orders" }).waitFor();
  await buyer.getByRole("link", { name: "Shop floor", exact: true }).click();
  await buyer.getByRole("heading", { level: 1, name: "Shop floor" }).waitFor();
  await screen(buyer, "02-floor-empty");
});

await step("a dropped file gets a price without a login", async () => {
  await buyer.goto("/");
  const from = performance.now();
  await dropFiles(buyer, [files[0]]);
  await buyer.waitForURL(/\/parts\/[^/?]+/);
  partUrl = new URL(buyer.url()).pathname;
  const total = buyer.getByTestId("total");
  await total.waitFor({ timeout: 60_000 });
  console.log(`# first price ${Math.round(performance.now() - from)} ms after the drop`);
  assert.match(await total.innerText(), money);
  partName = await buyer.getByRole("heading", { level: 1 }).innerText();
  await viewerReady(buyer);
  await screen(buyer, "03-part-price");
});

await step("prices change with quantity and date, and the address says so", async () => {
  const before = await buyer.getByTestId("total").innerText();
  const cells = buyer.getByRole("table", { name: /Price per piece/ }).getByRole("button");
  const count = await cells.count();
  assert.ok(count >= 6, `${count} prices in the matrix`);
  await cells.nth(count - 1).click();
  await buyer.waitForURL(/quantity=/);
  await buyer.waitForFunction((old) => document.querySelector("[data-testid=total]")?.textContent !== old, before);
  await buyer.goBack();
  await buyer.waitForFunction((old) => document.querySelector("[data-testid=total]")?.textContent === old, before);
  await buyer.getByLabel("Other quantity").fill("25");
  await buyer.getByRole("button", { name: "Price it" }).click();
  await buyer.getByRole("rowheader", { name: "25" }).waitFor();
});

await step("every line of the price opens to formula and sources", async () => {
  const breakdown = buyer.getByTestId("breakdown");
  const lines = breakdown.locator("summary");
  const count = await lines.count();
  assert.ok(count >= 3, `${count} lines in the breakdown`);
  for (let index = 0; index < count; index += 1) await lines.nth(index).click();
  const opened = await breakdown.locator("details[open]").count();
  assert.equal(opened, count);
  const text = await breakdown.innerText();
  assert.match(text, /measured|simulated|estimated|assumed/);
  await lines.first().scrollIntoViewIfNeeded();
  await screen(buyer, "04-breakdown");
});

await step("materials show what each would cost", async () => {
  const picker = buyer.getByRole("combobox", { name: "Material" });
  await picker.click();
  await buyer.getByRole("option").first().getByText(money).waitFor({ timeout: 60_000 }).catch(() => undefined);
  const priced = await buyer.getByRole("option").filter({ hasText: money }).count();
  assert.ok(priced > 0, "at least one material has a price");
  await screen(buyer, "05-materials");
  await buyer.keyboard.press("Escape");
});

await step("findings highlight their place and can be linked", async () => {
  await buyer.getByRole("tab", { name: /Findings/ }).click();
  const rows = buyer.locator("li[data-severity] button");
  await buyer.waitForTimeout(300);
  const count = await rows.count();
  if (count > 0) {
    await rows.first().click();
    await buyer.waitForURL(/finding=/);
    await buyer.getByText("What helps").first().waitFor();
    await buyer.reload();
    await viewerReady(buyer);
    await buyer.getByText("What helps").first().waitFor();
  } else {
    await buyer.getByText(/Nothing stands in the way|nothing found/).first().waitFor();
  }
  console.log(`# ${count} findings`);
  await screen(buyer, "06-findings");
});

await step("processes that the shop does not offer are checked on demand", async () => {
  await buyer.goto(`${partUrl}?tab=findings`);
  await buyer.getByRole("combobox", { name: "Check the part for" }).click();
  await buyer.getByRole("option", { name: "Resin printing (SLA)" }).click();
  await buyer.waitForURL(/check=sla/);
  await buyer.getByText("Resin printing (SLA): not offered by this shop").waitFor();
  await buyer.getByRole("region", { name: "Resin printing (SLA)" }).waitFor();
  await screen(buyer, "06b-elsewhere");
});

await step("the viewer picks faces, cuts, colours and saves a picture", async () => {
  await buyer.goto(`${partUrl}?tab=facts`);
  await viewerReady(buyer);
  const view = buyer.getByRole("group", { name: /Picture of/ });
  const box = await view.boundingBox();
  // Somewhere near the middle there is part; holes are possible, so a few places are tried.
  for (const [x, y] of [[0.5, 0.5], [0.45, 0.55], [0.55, 0.45], [0.5, 0.62], [0.4, 0.5], [0.6, 0.55]]) {
    await buyer.mouse.click(box.x + box.width * x, box.y + box.height * y);
    await buyer.waitForTimeout(250);
    if (/face=/.test(buyer.url())) break;
  }
  assert.match(buyer.url(), /face=/);
  await buyer.getByRole("region", { name: "Selected face" }).waitFor();
  await screen(buyer, "07-face-facts");
  await view.focus();
  await buyer.keyboard.press("w");
  await buyer.getByRole("group", { name: "Legend" }).waitFor();
  await screen(buyer, "08-wall");
  await buyer.keyboard.press("v");
  await buyer.keyboard.press("s");
  await buyer.getByRole("slider", { name: "Place of the section" }).waitFor();
  await buyer.keyboard.press("y");
  await buyer.waitForURL(/cut=y_/);
  await screen(buyer, "09-section-overhang");
  const download = buyer.waitForEvent("download");
  await buyer.keyboard.press("k");
  const picture = await (await download).path();
  const bytes = await readFile(picture);
  assert.equal(bytes.subarray(1, 4).toString(), "PNG");
  assert.ok(bytes.length > 10_000, `${bytes.length} bytes`);
  await buyer.keyboard.press("Shift+?");
  await buyer.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
  await screen(buyer, "10-shortcuts");
  await buyer.keyboard.press("Escape");
});

const examples = new URL("../../examples/", import.meta.url);
const example = (name) => readFile(new URL(name, examples));
/** Uploads one file and waits for its part. */
async function dropPart(page, name, bytes) {
  await page.goto("/");
  await dropFiles(page, [{ name, bytes }]);
  await page.waitForURL(/\/parts\/[^/?]+/);
  await viewerReady(page);
  return new URL(page.url()).pathname;
}

await step("what the file states stands in the drawing and leads to its faces", async () => {
  const stated = await dropPart(buyer, "stated_plate.step", withStatements(await example("drilled_plate.step")));
  await buyer.getByRole("tab", { name: "Drawing" }).click();
  await buyer.getByRole("button", { name: /^⌀9 \+0\.2 \/ 0/ }).waitFor();
  await buyer.getByRole("button", { name: /Position/ }).click();
  await buyer.waitForURL(/statement=2/);
  await buyer.reload();
  await viewerReady(buyer);
  await buyer.getByRole("button", { name: /Position/, pressed: true }).waitFor();
  await screen(buyer, "10b-drawing");
  await buyer.goto(`${stated}?face=27`);
  await viewerReady(buyer);
  await buyer.getByRole("region", { name: "Selected face" }).getByText("⌀9 +0.2 / 0").waitFor();
});

await step("an assembly is a tree with quantities, and its parts have flat patterns", async () => {
  const bracket = await dropPart(buyer, "frame.step", assembled(await example("bent_bracket.step")));
  await buyer.getByRole("tab", { name: "Assembly", selected: true }).waitFor();
  const tree = buyer.getByRole("region", { name: "Tree of the file" });
  await tree.getByText("Pair").waitFor();
  assert.equal((await tree.innerText()).replace(/\s+/g, " ").trim(), "Tree of the file Frame 2 × Pair 2 × bent_bracket shown here");
  await buyer.getByRole("row", { name: /bent_bracket 4/ }).waitFor();
  await screen(buyer, "10c-assembly");
  await buyer.goto(`${bracket}?tab=facts`);
  await viewerReady(buyer);
  const download = buyer.waitForEvent("download");
  await buyer.getByRole("link", { name: "Download DXF" }).click();
  const drawing = await download;
  assert.equal(drawing.suggestedFilename(), "bent_bracket.dxf");
  assert.match((await readFile(await drawing.path())).toString(), /\bOUTLINE\b[^]*\bBEND_UP\b[^]*\bEOF\b/);
  await screen(buyer, "10d-flat-pattern");
  await buyer.getByRole("region", { name: "Set-ups for milling" }).getByRole("button", { name: "Show on the part" }).click();
  await buyer.waitForURL(/show=set_ups/);
  await screen(buyer, "10e-set-ups");
});

await step("the price can be ordered", async () => {
  await buyer.goto(`${partUrl}?quantity=10`);
  await buyer.getByTestId("total").waitFor({ timeout: 60_000 });
  await buyer.getByRole("button", { name: /^(Order|Review and order)$/ }).click();
  await buyer.getByRole("heading", { level: 1, name: "Place the order" }).waitFor();
  const submit = buyer.getByRole("button", { name: /^Order for/ });
  await submit.click();
  await buyer.getByText("Enter a name or an e-mail address.").waitFor();
  await buyer.getByLabel("Your name or e-mail").fill("ada@example.org");
  await buyer.getByLabel("Your order number (optional)").fill("PO-4711");
  const accept = buyer.getByLabel(/I have seen the findings/);
  if (await accept.count()) {
    await submit.click();
    await buyer.getByText("Tick this box, or go back and change the part.").waitFor();
    await accept.check();
  }
  await screen(buyer, "11-checkout");
  await submit.click();
  await buyer.waitForURL(/\/orders\/[^/?]+/, { timeout: 30_000 });
  orderUrl = new URL(buyer.url()).pathname;
  await buyer.getByRole("heading", { level: 1, name: "PO-4711" }).waitFor();
  await screen(buyer, "12-order");
});

const operator = await visitor(browser, { baseUrl, watch, touch: true });
await step("the floor starts and finishes the work, and the buyer sees it live", async () => {
  current = operator;
  await operator.goto("/floor");
  await operator.getByRole("list", { name: "Queue" }).getByText(partName, { exact: false }).first().waitFor();
  await operator.getByLabel("Your name").fill("Grace");
  const start = operator.getByRole("button", { name: "Start", exact: true });
  const target = await start.boundingBox();
  assert.ok(target && target.height >= 48, `start button is ${target?.height} px high`);
  await start.tap();
  const finish = operator.getByRole("button", { name: "Finish" });
  await finish.waitFor();
  await buyer.getByText(/Running now/).waitFor({ timeout: 10_000 });
  await operator.waitForTimeout(1_200);
  await screen(operator, "13-floor-running");
  await screen(buyer, "14-order-running");
  await finish.tap();
  await buyer.getByText(/^1 of \d+ operations? done$/).first().waitFor({ timeout: 10_000 });
});

await step("scrap makes the work again", async () => {
  const start = operator.getByRole("button", { name: "Start", exact: true });
  await start.tap();
  await operator.getByRole("button", { name: "Finish" }).waitFor();
  await operator.getByRole("button", { name: "Scrap", exact: true }).tap();
  await operator.getByRole("dialog", { name: "Report scrap" }).waitFor();
  await screen(operator, "15-scrap");
  await operator.getByRole("button", { name: "Tool broke" }).tap();
  await operator.getByRole("dialog", { name: "Report scrap" }).waitFor({ state: "hidden" });
  await buyer.getByText(/scrapped pieces? again/).first().waitFor({ timeout: 10_000 });
  await screen(operator, "16-floor-after-scrap");
  await screen(buyer, "17-order-after-scrap");
});

await step("an order is taken back until work on it begins", async () => {
  current = buyer;
  await buyer.getByText(/Work has begun, so the order cannot be cancelled/).waitFor();
  await buyer.getByRole("link", { name: "Order again" }).click();
  await buyer.getByTestId("total").waitFor({ timeout: 60_000 });
  await buyer.getByRole("button", { name: /^(Order|Review and order)$/ }).click();
  await buyer.getByLabel("Your name or e-mail").fill("ada@example.org");
  const accept = buyer.getByLabel(/I have seen the findings/);
  if (await accept.count()) await accept.check();
  await buyer.getByRole("button", { name: /^Order for/ }).click();
  await buyer.waitForURL(/\/orders\/[^/?]+/, { timeout: 30_000 });
  await buyer.getByRole("button", { name: "Cancel the order" }).click();
  await buyer.getByText("Cancel this order?").waitFor();
  await screen(buyer, "17b-cancel");
  await buyer.getByRole("button", { name: "Keep it" }).click();
  await buyer.getByRole("button", { name: "Cancel the order" }).click();
  await buyer.getByRole("button", { name: "Cancel the order" }).click();
  await buyer.getByText("Nothing of it is made.", { exact: false }).waitFor();
  await screen(buyer, "17c-cancelled");
});

await step("lists show parts and orders with their states", async () => {
  current = buyer;
  if (files.length > 1) {
    await buyer.goto("/");
    await dropFiles(buyer, files.slice(1));
    await buyer.getByRole("region", { name: "This visit" }).waitFor();
    await buyer.waitForFunction(() => !/in progress/.test(document.body.innerText), undefined, { timeout: 120_000 });
    await buyer.waitForTimeout(1_500);
    await screen(buyer, "18-drop-many");
  }
  await buyer.goto("/parts");
  await buyer.getByRole("link", { name: partName, exact: true }).first().waitFor();
  await buyer.waitForTimeout(1_500);
  await screen(buyer, "19-parts");
  await buyer.goto("/orders");
  await buyer.getByRole("link", { name: "PO-4711" }).waitFor();
  await screen(buyer, "20-orders");
});

await step("keyboard alone reaches the content", async () => {
  await buyer.goto("/parts");
  await buyer.getByRole("link", { name: partName, exact: true }).first().waitFor();
  await buyer.keyboard.press("Tab");
  assert.equal(await buyer.evaluate(() => document.activeElement?.textContent), "Skip to content");
  await buyer.keyboard.press("Enter");
  assert.equal(await buyer.evaluate(() => document.activeElement?.id), "main");
});

const german = await visitor(browser, { baseUrl, watch, locale: "de-DE" });
await step("the same in German", async () => {
  current = german;
  await german.goto("/");
  await german.getByRole("heading", { level: 1, name: "CAD-Datei ablegen, Preis sehen" }).waitFor();
  assert.equal(await german.evaluate(() => document.documentElement.lang), "de");
  await german.goto(partUrl);
  const total = german.getByTestId("total");
  await total.waitFor({ timeout: 60_000 });
  assert.match(await total.innerText(), /\d,\d\d\s[$€£]/);
  await viewerReady(german);
  await screen(german, "21-german-part");
  await german.getByRole("tab", { name: /Befunde/ }).click();
  await german.waitForTimeout(400);
  await screen(german, "22-german-findings");
  await german.goto(orderUrl);
  await german.getByText("Zugesagt").first().waitFor();
  await german.goto("/floor");
  await german.getByRole("heading", { level: 1, name: "Werkstatt" }).waitFor();
  await screen(german, "23-german-floor");
  await german.getByRole("button", { name: "Sprache und Einheiten" }).click();
  await german.getByText("in, lb").click();
  await german.keyboard.press("Escape");
  await german.goto(partUrl);
  await german.getByText(/\sin$/).first().waitFor();
  await german.getByRole("button", { name: "Sprache und Einheiten" }).click();
  await german.getByRole("menuitem", { name: "English" }).click();
  await german.getByRole("tab", { name: /Findings/ }).waitFor();
});

await browser.close();
console.log(`# ${Math.round((performance.now() - started) / 1000)} s in all`);
// axe runs in the page; what the server refuses on purpose is not an error of the page.
const serious = [
  ...[...accessibility].map(([problem, places]) => `${problem}\n    on ${places.length} screens, first ${places[0]}`),
  ...new Set(watch),
];
if (serious.length > 0) {
  console.error(`not ok - ${serious.length} problems\n${serious.join("\n")}`);
  process.exit(1);
}
console.log("ok - no serious accessibility finding, no page error, no request to anywhere else");
