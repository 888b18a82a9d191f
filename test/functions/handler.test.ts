import { handlerMissing } from '../../src/functions/handler';

test.each([
  ['nodejs22.x', 'index.handler', 'index.js'],
  ['nodejs22.x', 'index.handler', 'index.mjs'],
  ['nodejs22.x', 'index.handler', 'index.cjs'],
  ['nodejs22.x', 'index.handler', 'index'],
  ['nodejs22.x', 'index.nested.handler', 'index.js'],
  ['nodejs22.x', 'src/api/index.handler', 'src/api/index.js'],
  ['nodejs22.x', './src/index.handler', 'src/index.js'],
  ['nodejs22.x', 'a.b/index.handler', 'a.b/index.js'],
  ['nodejs22.x', '/var/task/index.handler', 'index.js'],
  ['nodejs22.x', 'src/api.handler', 'src/api/index.js'],
  ['nodejs22.x', 'api.handler', 'node_modules/api/package.json'],
  ['nodejs24.x', 'index.handler', 'index.ts'],
  ['nodejs24.x', 'index.handler', 'index.mts'],
  ['python3.13', 'index.handler', 'index.py'],
  ['python3.13', 'app/index.handler', 'app/index.py'],
  ['python3.13', 'app.index.handler', 'app/index.py'],
  ['python3.13', 'app.handler', 'app/__init__.py'],
  ['python3.13', 'app.handler', 'app.pyc'],
  ['python3.13', 'app.handler', 'app.cpython-313-x86_64-linux-gnu.so'],
])('%s finds %s in %s', (runtime, handler, name) => {
  expect(handlerMissing(['other.txt', name], runtime, handler)).toBeUndefined();
});

test.each([
  ['nodejs22.x', 'index.handler', 'dist/index.js', "'index.js' or 'index.mjs' or 'index.cjs'"],
  ['nodejs22.x', 'index.handler', 'Index.js', "'index.js'"],
  ['nodejs22.x', 'index.handler', 'index.ts', "'index.js'"],
  ['nodejs22.x', 'src/index.handler', 'index.js', "'src/index.js'"],
  ['nodejs22.x', 'a.b.handler', 'a.b.js', "'a.js'"],
  ['nodejs22.x', 'index', 'index.js', 'the name of a function needed'],
  ['nodejs22.x', '../index.handler', 'index.js', "'..'"],
  ['python3.13', 'index.handler', 'src/index.py', "'index.py' or 'index/__init__.py'"],
  ['python3.13', 'index.handler', 'index.js', "'index.py'"],
  ['python3.13', 'app.handler', 'app/other.py', "'app.py'"],
  ['python3.13', 'handler', 'handler.py', 'the name of a function needed'],
])('%s does not find %s in %s', (runtime, handler, name, says) => {
  expect(handlerMissing([name], runtime, handler)).toContain(says);
});

test.each([
  ['java21', 'com.example.Handler::handle'],
  ['provided.al2023', 'bootstrap'],
  ['nodejs22.x', '/opt/nodejs/wrapper.handler'],
  ['python3.13', '/opt/python/wrapper.handler'],
])('nothing is said of %s with %s', (runtime, handler) => expect(handlerMissing([], runtime, handler)).toBeUndefined());
