// Whether the module of a handler is in the code, by the way the runtimes of AWS look for it.
//
// Node.js: https://github.com/aws/aws-lambda-nodejs-runtime-interface-client/blob/main/src/UserFunction.js
// Python: https://github.com/aws/aws-lambda-python-runtime-interface-client/blob/main/awslambdaric/bootstrap.py

import { HANDLER_MISSING } from './rules-code';
import type { ProblemList } from '../plan/rule';

const CODE_FOLDER = /^\/var\/task\//;
const TYPESCRIPT_SINCE = 24;

/**
 * Adds a problem if the module of a handler is not in the code. A layer may bring it, so this is not to be asked of a function with layers.
 *
 * @param path where the handler is in the properties, such as `functions.api.handler`
 */
export function checkHandler(fileNames: string[], runtime: string, handler: string, path: string, list: ProblemList): void {
  const message = handlerMissing(fileNames, runtime, handler);
  if (message !== undefined) list.add(HANDLER_MISSING, { path, message, mend: 'Correct the handler, or put its module into the code' });
}

/**
 * What is missing, as the message of a finding of DR348; undefined when nothing is, and when that cannot be said: for other runtimes, and for handlers
 * outside of the code.
 */
export function handlerMissing(fileNames: string[], runtime: string, handler: string): string | undefined {
  const node = /^nodejs(\d+)\.x$/.exec(runtime);
  if (node === null && !/^python3\.\d+$/.test(runtime)) return undefined;
  const name = handler.replace(CODE_FOLDER, '');
  if (name.startsWith('/')) return undefined;
  const known = new Set(fileNames);
  return node === null ? missingPython(name, fileNames, known) : missingNode(name, Number(node[1]), fileNames, known);
}

function missingNode(handler: string, version: number, fileNames: string[], known: Set<string>): string | undefined {
  if (handler.includes('..')) return `'${handler}' given, and no handler may hold '..'`;
  const slash = handler.lastIndexOf('/') + 1;
  const folder = cleanFolder(handler.slice(0, slash));
  const dot = handler.indexOf('.', slash);
  if (dot === -1) return withoutFunction(handler);
  const file = handler.slice(slash, dot);
  const path = folder + file;
  const endings = ['', '.js', '.mjs', '.cjs', ...(version >= TYPESCRIPT_SINCE ? ['.ts', '.mts', '.cts'] : []), '/index.js', '/package.json'];
  if (endings.some(ending => known.has(path + ending))) return undefined;
  if (fileNames.some(name => name.startsWith(`node_modules/${file}/`) || name.startsWith(`${folder}node_modules/${file}/`))) return undefined;
  return `'${handler}' given, and ${listed(['.js', '.mjs', '.cjs'].map(ending => path + ending))} is not in the code`;
}

function missingPython(handler: string, fileNames: string[], known: Set<string>): string | undefined {
  const dot = handler.lastIndexOf('.');
  if (dot === -1) return withoutFunction(handler);
  const path = handler.slice(0, dot).replace(/\./g, '/');
  if (['.py', '.pyc', '.so', '/__init__.py', '/__init__.pyc'].some(ending => known.has(path + ending))) return undefined;
  if (fileNames.some(name => name.startsWith(`${path}.`) && name.endsWith('.so'))) return undefined;
  return `'${handler}' given, and ${listed([`${path}.py`, `${path}/__init__.py`])} is not in the code`;
}

// './dist/' is 'dist/'.
function cleanFolder(folder: string): string {
  return folder.split('/').filter(part => part !== '' && part !== '.').map(part => `${part}/`).join('');
}

function withoutFunction(handler: string): string {
  return `'${handler}' given, and the name of a module, a dot and the name of a function needed`;
}

function listed(names: string[]): string {
  return names.map(name => `'${name}'`).join(' or ');
}
