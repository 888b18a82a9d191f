// npm run write:rules: writes the pages of docs that tell what the code says already.

import { writeFileSync } from 'fs';
import { join } from 'path';
import { deployPermissionsPage } from './deploy-permissions-page';
import { dnsTruthTablePage } from './dns-truth-table-page';
import { identityPage } from './identity-page';
import { monitoringPage } from './monitoring-page';
import { namesPage } from './names-page';
import { rulesPage } from './rules-page';
import { chapters } from '../src/multi-region-dr/catalogue';

writeFileSync(join(__dirname, '../docs/rules.md'), rulesPage(chapters));
writeFileSync(join(__dirname, '../docs/names.md'), namesPage());
writeFileSync(join(__dirname, '../docs/identity.md'), identityPage());
writeFileSync(join(__dirname, '../docs/dns-truth-table.md'), dnsTruthTablePage());
writeFileSync(join(__dirname, '../docs/monitoring.md'), monitoringPage());
writeFileSync(join(__dirname, '../docs/deploy-permissions.md'), deployPermissionsPage());
console.log(`docs/rules.md: ${chapters.reduce((sum, chapter) => sum + chapter.rules.length, 0)} rules; docs/names.md, docs/identity.md, docs/dns-truth-table.md, docs/monitoring.md, docs/deploy-permissions.md`);
