// npm run write:rules: writes docs/rules.md and docs/names.md.

import { writeFileSync } from 'fs';
import { join } from 'path';
import { namesPage } from './names-page';
import { rulesPage } from './rules-page';
import { chapters } from '../src/multi-region-dr/catalogue';

writeFileSync(join(__dirname, '../docs/rules.md'), rulesPage(chapters));
writeFileSync(join(__dirname, '../docs/names.md'), namesPage());
console.log(`docs/rules.md: ${chapters.reduce((sum, chapter) => sum + chapter.rules.length, 0)} rules; docs/names.md`);
