// Files out of an npm package at a pinned version, checked against a pinned hash, without installing the package.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

/** The files of a tar archive that are wanted, as a map from name to bytes. */
function untar(archive, isWanted) {
  const found = new Map();
  const text = (from, length) => archive.toString("utf8", from, from + length).replace(/\0.*$/s, "");
  for (let at = 0; at + 512 <= archive.length && archive[at] !== 0; ) {
    const name = text(at, 100);
    const size = parseInt(text(at + 124, 12), 8);
    if (isWanted(name)) found.set(name, archive.subarray(at + 512, at + 512 + size));
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return found;
}

export function check(what, bytes, algorithm, encoding, expected) {
  const actual = createHash(algorithm).update(bytes).digest(encoding);
  if (actual !== expected) throw new Error(`${what} is not what was pinned: ${algorithm} is ${actual}, should be ${expected}.`);
}

/** Fetches a package with npm pack and takes the wanted files out of it. */
export function fetchFiles(packageAndVersion, tarballSha512, isWanted) {
  const folder = mkdtempSync(join(tmpdir(), "npm-files-"));
  try {
    execFileSync("npm", ["pack", packageAndVersion, "--loglevel=error", "--pack-destination", folder], {
      stdio: ["ignore", "ignore", "pipe"],
      shell: process.platform === "win32",
      timeout: 10 * 60 * 1000,
    });
    const tarball = readFileSync(join(folder, readdirSync(folder).find((name) => name.endsWith(".tgz"))));
    check("The package", tarball, "sha512", "base64", tarballSha512);
    return untar(gunzipSync(tarball), isWanted);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
