// Frames that a reader of program points skips first: allocators, and the standard libraries of C++ and Rust, whose containers
// allocate for whoever uses them. Told by names and by places alone, as a file has no more.
import { dhatFrame } from '../../../../contract/profiles/dhat-frame.ts';

const names: readonly RegExp[] = [
  /^(?:m|c|re)alloc(?:array)?$|^(?:posix_)?memalign$|^aligned_alloc$|^v?alloc$|^x(?:m|c|re)alloc$|^str(?:n)?dup$/,
  /^operator (?:new|delete)\b/,
  /^(?:[\w:<>*& ]* )?(?:std|__gnu_cxx)::/,
  /^[<&]*(?:dyn )?(?:alloc|core|std|hashbrown|dhat)::/,
  /^_?_?r(?:ust|dl|g)_(?:alloc|realloc)/,
];
const headers =
  /^(?:(?:new_|poly)?alloc(?:ator|_traits)|stl_\w+|basic_string|char_traits|unique_ptr|shared_ptr\w*|hashtable\w*|std_function|invoke|ptr_traits|functional_hash)\.h$|^\w+\.tcc$|^[a-z_]+$/;
const libraries = /\/vgpreload_[\w-]+\.so$|\/libstdc\+\+\.so/;

/** @param frame as a DHAT file has it */
export function isLibraryFrame(frame: string): boolean {
  const { name, file, library } = dhatFrame(frame);
  return names.some((shape) => shape.test(name)) || headers.test(file) || libraries.test(library);
}
