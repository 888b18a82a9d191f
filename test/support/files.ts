// Lists and reads the project's files.

import * as fs from 'fs';
import * as path from 'path';

/** The project's folder. */
export const ROOT = path.join(__dirname, '..', '..');

/** The text of a file. */
export function textOf(file: string): string {
  return fs.readFileSync(path.join(ROOT, file), 'utf8');
}

/** The files below a folder whose names end in a given way, in order, as paths from the project's folder. */
export function filesBelow(folder: string, ending: string): string[] {
  return fs.readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith(ending))
    .map(file => `${folder}/${file.split(path.sep).join('/')}`)
    .sort();
}
