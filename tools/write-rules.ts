// npm run write:rules: writes the pages of docs that tell what the code says already.

import { writeFileSync } from 'fs';
import { join } from 'path';
import { architecturePage } from './architecture-page';
import { deployPermissionsPage } from './deploy-permissions-page';
import { PAGES, pageWithDiagram } from './diagrams';
import { dnsTruthTablePage } from './dns-truth-table-page';
import { estimatePage } from './estimate-page';
import { identityPage } from './identity-page';
import { monitoringPage } from './monitoring-page';
import { namesPage } from './names-page';
import { reportSchemaModule } from './report-schema';
import { rulesPage } from './rules-page';
import { chapters } from '../src/multi-region-dr/catalogue';

writeFileSync(join(__dirname, '../docs/rules.md'), rulesPage(chapters));
writeFileSync(join(__dirname, '../docs/names.md'), namesPage());
writeFileSync(join(__dirname, '../docs/identity.md'), identityPage());
writeFileSync(join(__dirname, '../docs/dns-truth-table.md'), dnsTruthTablePage());
writeFileSync(join(__dirname, '../docs/monitoring.md'), monitoringPage());
writeFileSync(join(__dirname, '../docs/deploy-permissions.md'), deployPermissionsPage());
writeFileSync(join(__dirname, '../docs/architecture.md'), architecturePage());
writeFileSync(join(__dirname, '../docs/estimate.md'), estimatePage());
writeFileSync(join(__dirname, '../src/report/report-schema.ts'), reportSchemaModule());
Object.keys(PAGES).forEach(page => writeFileSync(join(__dirname, `../docs/${page}.md`), pageWithDiagram(page)));
const rules = chapters.reduce((sum, chapter) => sum + chapter.rules.length, 0);
console.log(`docs/rules.md: ${rules} rules; docs/names.md, docs/identity.md, docs/dns-truth-table.md, docs/monitoring.md, docs/deploy-permissions.md, docs/architecture.md, docs/estimate.md, src/report/report-schema.ts`);
console.log(`${Object.keys(PAGES).length} diagrams in docs`);
