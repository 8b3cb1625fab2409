// Many stacks as a DHAT file of Valgrind's form: a program point per stack, sizes and lifetimes that vary, access counts.
import type { ManyStacks } from './many-stacks.ts';

export function dhatFile({ names, files, parent, name, leaf, weight }: ManyStacks): string {
  const points: string[] = [];
  // The reference viewer stops at a stack that comes twice.
  const seen = new Set<string>();
  for (let stack = 0; stack < leaf.length; stack++) {
    const frames: number[] = [];
    for (let node = leaf[stack] as number; node >= 0; node = parent[node] as number) {
      frames.push(1 + (name[node] as number));
    }
    const key = frames.join();
    if (seen.has(key)) continue;
    seen.add(key);
    const blocks = weight[stack] as number;
    const size = 8 << (stack % 6);
    const bytes = blocks * size;
    const live = stack % 3 === 0 ? size : 0;
    points.push(
      `{"tb":${bytes},"tbk":${blocks}\n  ,"tl":${blocks * (100 + (stack % 7000))}\n  ,"mb":${size},"mbk":1\n` +
        `  ,"gb":${live},"gbk":${live > 0 ? 1 : 0}\n  ,"eb":${stack % 40 === 0 ? size : 0},"ebk":${stack % 40 === 0 ? 1 : 0}\n` +
        `  ,"rb":${stack % 5 === 0 ? 0 : bytes >> 1},"wb":${bytes}\n  ,"acc":[-${size},${blocks}]\n  ,"fs":[${key}]\n  }`,
    );
  }
  const texts = names.map((one, at) =>
    JSON.stringify(`0x${(0x10_0000 + at * 16).toString(16)}: ${one} (${files[at]}:${at % 900})`),
  );
  return (
    '{"dhatFileVersion":2\n,"mode":"heap","verb":"Allocated"\n,"bklt":true,"bkacc":true\n,"tu":"instrs","Mtu":"Minstr"\n' +
    `,"tuth":500\n,"cmd":"./made"\n,"pid":1\n,"te":1000000000\n,"tg":500000000\n,"pps":\n [${points.join('\n ,')}\n ]\n` +
    `,"ftbl":\n ["[root]"\n ,${texts.join('\n ,')}\n ]\n}\n`
  );
}
