// How jest runs when rules are switched off: as ever, with a switch around each test.

const { jest } = require('../package.json');

module.exports = {
  ...jest,
  rootDir: '..',
  setupFilesAfterEnv: ['<rootDir>/test/support/rule-switch.ts'],
  reporters: [],
};
