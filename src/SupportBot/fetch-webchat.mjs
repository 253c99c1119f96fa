// Takes the one file that the chat page needs out of the npm package botframework-webchat. A plain install would bring
// 486 MB of its dependencies, all of which are in that file already.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";

const PACKAGE = "botframework-webchat@4.18.1";
const TARBALL_SHA512 = "7jpEUJ7olT62Xm+8eh7BhhIcXVfU2xD4pZDaeBt8K4XcNy6K/83UGIxE9BFkXmHMZ4hDEVOzs5cre07GWuaXzg==";
const SCRIPT_SHA256 = "0a68ad0a64fc04d621197da10c3eec0f843e16f7d03f6bcbed29b47517cf9bff";
const FILES = ["webchat.js", "webchat.js.LICENSE.txt"];

const target = process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), "wwwroot", "lib");

/** The files of a tar archive whose names are asked for, as a map from name to bytes. */
function untar(archive, names) {
  const found = new Map();
  const text = (from, length) => archive.toString("utf8", from, from + length).replace(/\0.*$/s, "");
  for (let at = 0; at + 512 <= archive.length && archive[at] !== 0; ) {
    const name = text(at, 100);
    const size = parseInt(text(at + 124, 12), 8);
    if (names.includes(name)) found.set(name, archive.subarray(at + 512, at + 512 + size));
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return found;
}

function check(what, bytes, algorithm, encoding, expected) {
  const actual = createHash(algorithm).update(bytes).digest(encoding);
  if (actual !== expected) throw new Error(`${what} is not what was pinned: ${algorithm} is ${actual}, should be ${expected}.`);
}

function fetchWebChat() {
  const folder = mkdtempSync(join(tmpdir(), "webchat-"));
  try {
    execFileSync("npm", ["pack", PACKAGE, "--loglevel=error", "--pack-destination", folder], {
      stdio: ["ignore", "ignore", "pipe"],
      shell: process.platform === "win32",
      timeout: 5 * 60 * 1000,
    });
    const tarball = readFileSync(join(folder, readdirSync(folder).find((name) => name.endsWith(".tgz"))));
    check("The package", tarball, "sha512", "base64", TARBALL_SHA512);

    const names = FILES.map((name) => `package/dist/${name}`);
    const files = untar(gunzipSync(tarball), names);
    check("webchat.js", files.get(names[0]) ?? Buffer.alloc(0), "sha256", "hex", SCRIPT_SHA256);

    mkdirSync(target, { recursive: true });
    // The script comes last and in one move: where it is, the rest is whole.
    for (const [i, name] of [...FILES.entries()].reverse()) {
      const part = join(target, `${name}.${process.pid}`);
      writeFileSync(part, files.get(names[i]));
      renameSync(part, join(target, name));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

try {
  fetchWebChat();
  console.log(`Fetched ${PACKAGE} from npm for the chat page.`);
} catch (error) {
  const reason = error.stderr?.toString().trim() || error.message;
  console.log(`The chat page lacks ${PACKAGE}, because npm could not fetch it:`);
  console.log(reason.split("\n").slice(0, 6).map((line) => `  ${line}`).join("\n"));
  console.log("Everything else works. With npm and a network, build again, or run: node src/SupportBot/fetch-webchat.mjs");
  process.exitCode = 1;
}
