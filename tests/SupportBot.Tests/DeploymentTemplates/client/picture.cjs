// Reads a PNG into JSON, {"width", "height", "pixels": ["rrggbbaa", …]}: node picture.cjs FILE
const { PNG } = require("pngjs");
const { readFileSync } = require("node:fs");

const { width, height, data } = PNG.sync.read(readFileSync(process.argv[2]));
const pixels = Array.from({ length: width * height }, (_, i) => data.toString("hex", 4 * i, 4 * i + 4));
console.log(JSON.stringify({ width, height, pixels }));
