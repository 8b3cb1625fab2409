import { expect, it } from 'vitest';
import { shorterNames } from '../../../../src/contract/flame-files/short-names.ts';

it.each([
  ['github.com/org/pkg/http.(*Server).Serve', ['http.(*Server).Serve', '(*Server).Serve', 'Serve']],
  ['main.main.func1', ['main.func1']],
  ['runtime.mallocgc', ['mallocgc']],
  [
    'example.org/a.Map[go.shape.int,github.com/x/y.T].Get',
    ['a.Map[go.shape.int,github.com/x/y.T].Get', 'Map[go.shape.int,github.com/x/y.T].Get', 'Get'],
  ],
  ['core::ops::function::FnOnce::call_once', ['FnOnce::call_once', 'call_once']],
  ['app::run::{{closure}}', ['run::{{closure}}']],
  [
    'std::vector<int, std::allocator<int>>::push_back(int const&)',
    ['std::vector<int, std::allocator<int>>::push_back', 'vector<int, std::allocator<int>>::push_back', 'push_back'],
  ],
  ['foo::operator()', ['operator()']],
  ['write', []],
  ['', []],
])('%s', (name, forms) => {
  expect(shorterNames(name)).toEqual(forms);
});
