// Fills manifest.json and zips it with the icons, as Teams takes it. Needs nothing but Node.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { crc32, deflateRawSync } from "node:zlib";

const HELP = `Makes the Teams app package supportbot-teams.zip.

  ./package.sh --bot-id GUID --domain HOST --tenant-id GUID \\
               --developer NAME --website URL --privacy URL --terms URL [more]

  --bot-id GUID        the bot's MicrosoftAppId
  --domain HOST        where the bot is reached, such as bot.shop.example, without https://
  --tenant-id GUID     the Entra tenant whose people may use the bot; only printed as the bot's setting
  --developer NAME     who publishes the app, at most 32 characters
  --website URL        https address of the shop
  --privacy URL        https address of its privacy statement
  --terms URL          https address of its terms of use
  --sso-app-id GUID    app registration for single sign-on, where it isn't the bot's own      [--bot-id]
  --teams-app-id GUID  id of the app in Teams' catalog; never change it for an app in use     [--bot-id]
  --name NAME          what people see, at most 30 characters                                 [SupportBot]
  --version X.Y.Z      raise it with each upload                                              [1.0.0]
  --out FILE           where the package goes                                                 [supportbot-teams.zip]
  --help               this text`;

const here = dirname(fileURLToPath(import.meta.url));

const guid = {
  form: "a GUID such as 11111111-2222-3333-4444-555555555555",
  fits: (value) => /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(value) && !/^[0-]+$/.test(value),
};
const host = {
  form: "a host name such as bot.shop.example, without https://, port or path",
  fits: (value) => value.length <= 253 && /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/i.test(value),
};
const address = {
  form: "an https:// address",
  fits: (value) => value.length <= 2048 && URL.canParse(value) && new URL(value).protocol === "https:",
};
const version = {
  form: "three numbers such as 1.0.0",
  fits: (value) => /^(0|[1-9]\d{0,8})(\.(0|[1-9]\d{0,8})){2}$/.test(value),
};
const text = (most) => ({
  form: `1 to ${most} characters in one line`,
  fits: (value) => value.trim() === value && value.length >= 1 && value.length <= most && !/[\p{Cc}]|\$\{\{/u.test(value),
});

const REQUIRED = { "bot-id": guid, domain: host, "tenant-id": guid, developer: text(32), website: address, privacy: address, terms: address };
const OPTIONAL = { "sso-app-id": guid, "teams-app-id": guid, name: text(30), version, out: text(4096) };
const FORMS = { ...REQUIRED, ...OPTIONAL };

function readArguments() {
  const options = Object.fromEntries(Object.keys(FORMS).map((name) => [name, { type: "string" }]));
  const { values } = parseArgs({ options: { ...options, help: { type: "boolean", short: "h" } } });
  if (values.help) {
    console.log(HELP);
    process.exit(0);
  }

  const missing = Object.keys(REQUIRED).filter((name) => !values[name]);
  if (missing.length > 0) throw new Error(`${missing.map((name) => "--" + name).join(", ")} ${missing.length > 1 ? "are" : "is"} missing.`);
  for (const [name, value] of Object.entries(values)) {
    if (!FORMS[name].fits(value)) throw new Error(`--${name} must be ${FORMS[name].form}; it is «${value}».`);
  }

  return { "sso-app-id": values["bot-id"], "teams-app-id": values["bot-id"], name: "SupportBot", version: "1.0.0", out: "supportbot-teams.zip", ...values };
}

/** The manifest with each ${{PLACEHOLDER}} replaced, as JSON text. */
function fill(template, values) {
  const known = Object.fromEntries(Object.entries(values).map(([name, value]) => [name.toUpperCase().replaceAll("-", "_"), value]));
  return template.replace(/\$\{\{(\w+)\}\}/g, (_, name) => {
    if (!(name in known)) throw new Error(`manifest.json has a placeholder ${name} that nothing fills.`);
    return JSON.stringify(known[name]).slice(1, -1);
  });
}

/** A zip archive of the files, all at its root. The same files give the same bytes. */
function zip(files) {
  const NEW_YEAR_1980 = 0x21;
  const UTF8_NAMES = 0x800;
  const DEFLATE = 8;
  const parts = [];
  const directory = [];
  let at = 0;
  for (const [name, bytes] of files) {
    const packed = deflateRawSync(bytes);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(UTF8_NAMES, 2);
    fields.writeUInt16LE(DEFLATE, 4);
    fields.writeUInt16LE(NEW_YEAR_1980, 8);
    fields.writeUInt32LE(crc32(bytes), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(bytes.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const attributesAndOffset = Buffer.alloc(14);
    attributesAndOffset.writeUInt32LE(at, 10);
    const local = Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), fields, Buffer.from(name), packed]);
    directory.push(Buffer.from("PK\x01\x02\x14\x00", "latin1"), fields, attributesAndOffset, Buffer.from(name));
    parts.push(local);
    at += local.length;
  }

  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", 0, "latin1");
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, listing, end]);
}

try {
  const values = readArguments();
  const manifest = fill(readFileSync(join(here, "manifest.json"), "utf8"), values);
  const icons = ["color.png", "outline.png"].map((name) => [name, readFileSync(join(here, name))]);
  const out = resolve(values.out);
  writeFileSync(out, zip([["manifest.json", Buffer.from(manifest)], ...icons]));
  console.log(`${out} is made: upload it in Teams (Apps, Manage your apps, Upload an app) or in the Teams admin center.
The bot answers this tenant's people when it runs with Teams__AllowedTenants__0=${values["tenant-id"]}`);
} catch (error) {
  console.error(`package.sh: ${error.message}\nTry ./package.sh --help`);
  process.exitCode = 1;
}
