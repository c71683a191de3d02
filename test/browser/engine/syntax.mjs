// Parses each script named on the command line as ES2017 and prints what it does
// not know, with the place.
import fs from "node:fs";
import {parse} from "../node_modules/acorn/dist/acorn.mjs";

for (const name of process.argv.slice(2)) {
  try {
    parse(fs.readFileSync(name, "utf8"), {ecmaVersion: 2017, sourceType: "script"});
  } catch (e) {
    console.log(name + ": " + e.message);
  }
}
