// What is refused of backups: DR600 to DR649.

import type { BackupsPlan } from './plan';
import { copyRules } from './rules-copies';
import { scheduleRules } from './rules-schedule';
import { vaultRules } from './rules-vaults';
import type { Rule } from '../plan/rule';

export const backupRules: Rule<BackupsPlan>[] = [...scheduleRules, ...copyRules, ...vaultRules];
