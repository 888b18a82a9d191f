// Run before every test file: cdktf notes where each token was made, which is most of the time that tests take, and no test looks at it.

jest.mock('cdktf/lib/tokens/private/stack-trace', () => ({ captureStackTrace: () => [] }));
