import { parentPort, workerData } from "node:worker_threads";
import { openDatabase } from "#server/db/open.ts";
import type { UpgradeJob } from "./upgrade.ts";

// The thread that upgrades a database, so that the server can answer meanwhile. `upgrade.ts` starts it.
const { path, migrations } = workerData as UpgradeJob;
openDatabase(path, migrations).close();
parentPort?.postMessage("done");
