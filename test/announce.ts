import { existsSync } from 'node:fs';
import { dropStaleMysql } from './mysql-schema.js';
import { mysqlWanted, redisWanted } from './servers.js';

// Printed before the suite, so that what this machine leaves out is named and never silent.
const lines = [
  ...(mysqlWanted ? [] : ['No MySQL or MariaDB answers: its half of the suites is left out. Start one: docker compose up -d mysql']),
  ...(redisWanted ? [] : ['No Redis answers: the Bull half of the suites is left out. Start one: docker compose up -d redis']),
  ...(existsSync(process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium')
    ? []
    : ['Chromium is missing: the browser tests will fail. Install it: sudo apt-get install -y chromium']),
];
for (const line of lines) console.log(`! ${line}`);
if (mysqlWanted) await dropStaleMysql();
