// Asks search.js what a file of JSON asks, and writes the answers to standard
// output: {folder, script, mode, searches: [{query, options}], suggests: [text]}
// comes to {searches, suggests, stats}.
import fs from "node:fs";
import {host} from "./host.mjs";

const job = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const {touyan} = host(job.folder, fs.readFileSync(job.script, "utf8"), job.mode);
const out = {searches: [], suggests: [], stats: null};
for (const {query, options} of job.searches || []) out.searches.push(await touyan.search(query, options));
for (const text of job.suggests || []) out.suggests.push(await touyan.suggest(text));
out.stats = touyan.stats();
process.stdout.write(JSON.stringify(out));
