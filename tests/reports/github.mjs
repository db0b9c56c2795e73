// Each command as GitHub's own library writes it: `github.mjs COMMAND.JS REPORT`. The runner reads no others.
import assert from "node:assert";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [library, report] = process.argv.slice(2);
const { issueCommand } = await import(pathToFileURL(library));
const unescaped = (text) =>
  text.replaceAll("%2C", ",").replaceAll("%3A", ":").replaceAll("%0A", "\n").replaceAll("%0D", "\r").replaceAll("%25", "%");

let written = "";
process.stdout.write = (text) => (written += text);
const lines = readFileSync(report, "utf8").split("\n").filter(Boolean);
for (const line of lines) {
  // As the runner parses a command: up to the next `::`, properties parted by commas.
  const [, command, properties, message] = /^::(\w+) (.*?)::(.*)$/.exec(line);
  const read = Object.fromEntries(properties.split(",").map((one) => [one.slice(0, one.indexOf("=")), unescaped(one.slice(one.indexOf("=") + 1))]));
  assert(["error", "warning", "notice"].includes(command));
  written = "";
  issueCommand(command, read, unescaped(message));
  assert.equal(written.trimEnd(), ` ${line}`.trim());
}
console.error(`1 passed: @actions/core writes ${lines.length} commands as they stand`);
