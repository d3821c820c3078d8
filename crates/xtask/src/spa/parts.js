// Fetches the parts of the app. The pieces that a part needs meet in one table of functions, so each is set
// up once, however many parts need it; what failed is fetched again when it is wanted again.

import { initSync } from "./main.js";

// By name of the part: its files, and its pack, which is [file, [[piece, bytes], …]].
const PARTS = {};

let shared;
const imports = () => (shared ??= { __wasm_split: initSync(undefined, undefined) });

const begun = new Map();
function once(name, begin) {
    if (!begun.has(name)) {
        const going = begin();
        going.catch(() => begun.delete(name));
        begun.set(name, going);
    }
    return begun.get(name);
}

const get = (file) => fetch(new URL(file, import.meta.url));

async function setUpFile(file) {
    await WebAssembly.instantiateStreaming(get(file), imports());
}

async function setUpPack([file, pieces]) {
    const answer = await get(file);
    if (!answer.ok) throw new Error(`${file}: ${answer.status}`);
    const bytes = await answer.arrayBuffer();
    let end = 0;
    const one = ([piece, length]) => {
        const begin = end;
        end += length;
        return once(piece, () => WebAssembly.instantiate(bytes.slice(begin, begin + length), imports()));
    };
    await Promise.all(pieces.map(one));
}

async function load({ files, pack }) {
    const going = files.map((file) => once(file, () => setUpFile(file)));
    if (pack) going.push(once(pack[0], () => setUpPack(pack)));
    await Promise.all(going);
}

// What the app calls: it waits for the function at `index` of the table.
const loader = (part) => async (index, data) => {
    const loaded = await load(PARTS[part]).then(
        () => true,
        (error) => (console.error(error), false),
    );
    imports().__wasm_split.__indirect_function_table.get(index)(data, loaded);
};
