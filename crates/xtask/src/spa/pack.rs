//! What each part fetches. Parts that share code share pieces, and most of these are small: by themselves
//! they would be dozens of files, each with more frame than content. So the small pieces of a part come
//! together in its *pack*. A piece in several packs is set up only once.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// Pieces of fewer bytes are packed. A larger one stays a file, which all parts that need it share.
const SMALL: usize = 16_384;

const WASM: &str = ".wasm";
const PACK: &str = ".pack";

/// How the generated loader names what the main module calls, one for each part.
const ENTRY: &str = "export const __wasm_split_load_";

/// One module of those that the app was taken apart into.
#[derive(Debug)]
pub(super) struct Piece {
    /// `guide.wasm`, or `guide-history.wasm` when two parts need it.
    pub(super) file: String,
    pub(super) bytes: Vec<u8>,
}

impl Piece {
    fn is_small(&self) -> bool {
        self.bytes.len() < SMALL
    }

    fn stem(&self) -> &str {
        self.file.trim_end_matches(WASM)
    }

    fn is_needed_by(&self, part: &str) -> bool {
        self.stem().split('-').any(|name| name == part)
    }
}

/// The files as they are sent, by name, and the script that fetches them.
#[derive(Debug)]
pub(super) struct Packed {
    pub(super) files: BTreeMap<String, Vec<u8>>,
    pub(super) script: String,
}

/// `named` is what a file is called beside the main module; `generated` the loader of the tool that took the
/// app apart: it knows the parts, also one whose code is all in shared pieces.
pub(super) fn pack(pieces: &[Piece], generated: &str, named: impl Fn(&str) -> String) -> Packed {
    let mut files = BTreeMap::new();
    let mut table = BTreeMap::new();
    let parts = parts(generated);
    for part in &parts {
        let (small, large): (Vec<_>, Vec<_>) =
            pieces.iter().filter(|piece| piece.is_needed_by(part)).partition(|one| one.is_small());
        let large = large.iter().map(|piece| (named(&piece.file), piece.bytes.clone()));
        let large = BTreeMap::from_iter(large);
        let mut entry = serde_json::json!({ "files": large.keys().collect::<Vec<_>>() });
        files.extend(large);
        if !small.is_empty() {
            let file = named(&format!("{part}{PACK}"));
            let lengths = small.iter().map(|piece| (piece.stem(), piece.bytes.len()));
            entry["pack"] = serde_json::json!([file, lengths.collect::<Vec<_>>()]);
            files.insert(file, small.iter().flat_map(|piece| piece.bytes.clone()).collect());
        }
        table.insert(*part, entry);
    }
    let table = serde_json::json!(table).to_string();
    let mut script =
        include_str!("parts.js").replacen("PARTS = {}", &format!("PARTS = {table}"), 1);
    for part in parts {
        writeln!(script, "{ENTRY}{part} = loader(\"{part}\");")
            .expect("writing to a string cannot fail");
    }
    Packed { files, script }
}

fn parts(generated: &str) -> BTreeSet<&str> {
    let entries = generated.split(ENTRY).skip(1);
    entries.filter_map(|entry| entry.split_once(' ')).map(|(part, _)| part).collect()
}

/// A module without its custom sections, which hold names for tools.
///
/// `None` when it is no module.
pub(super) fn stripped(module: &[u8]) -> Option<Vec<u8>> {
    const HEADER: usize = 8;
    const CUSTOM: u8 = 0;
    let (header, mut rest) = module.split_at_checked(HEADER)?;
    let mut kept = header.to_vec();
    while let [id, after @ ..] = rest {
        let (length, size) = leb128(after)?;
        let end = 1 + size + length;
        let section = rest.get(..end)?;
        if *id != CUSTOM {
            kept.extend_from_slice(section);
        }
        rest = &rest[end..];
    }
    Some(kept)
}

/// A number in WebAssembly's variable length, and how many bytes it took.
fn leb128(bytes: &[u8]) -> Option<(usize, usize)> {
    const MORE: u8 = 0x80;
    let mut value = 0_usize;
    for (place, byte) in bytes.iter().take(5).enumerate() {
        value |= usize::from(byte & !MORE) << (7 * place);
        if byte & MORE == 0 {
            return Some((value, place + 1));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(file: &str, length: usize) -> Piece {
        Piece { file: file.to_owned(), bytes: vec![0; length] }
    }

    #[test]
    fn small_pieces_come_in_a_pack_of_each_part_and_large_ones_are_shared() {
        let pieces = [
            piece("guide.wasm", SMALL),
            piece("guide-history.wasm", SMALL + 1),
            piece("guide-history-login.wasm", 3),
            piece("history.wasm", 2),
        ];
        let generated = format!("{ENTRY}guide = a;\n{ENTRY}history = b;\n{ENTRY}login = c;\n");

        let packed = pack(&pieces, &generated, |file| format!("app_{file}"));

        let sizes = packed.files.iter().map(|(name, bytes)| (name.as_str(), bytes.len()));
        assert_eq!(
            sizes.collect::<Vec<_>>(),
            [
                ("app_guide-history.wasm", SMALL + 1),
                ("app_guide.pack", 3),
                ("app_guide.wasm", SMALL),
                ("app_history.pack", 5),
                ("app_login.pack", 3),
            ]
        );
        let table = packed.script.split_once("PARTS = ").unwrap().1.split_once(";\n").unwrap().0;
        let table: serde_json::Value = serde_json::from_str(table).unwrap();
        assert_eq!(
            table["history"],
            serde_json::json!({
                "files": ["app_guide-history.wasm"],
                "pack": ["app_history.pack", [["guide-history-login", 3], ["history", 2]]],
            })
        );
        assert_eq!(table["login"]["files"], serde_json::json!([]));
        assert!(packed.script.ends_with("__wasm_split_load_login = loader(\"login\");\n"));
    }

    #[test]
    fn names_for_tools_are_left_out() {
        let header = *b"\0asm\x01\0\0\0";
        let (types, custom) = ([1, 1, 0], [&[0_u8, 0x82, 0x01][..], &[7; 130]].concat());
        let module = [&header[..], &types, &custom, &types].concat();
        assert_eq!(stripped(&module), Some([&header[..], &types, &types].concat()));
    }

    #[test]
    fn what_is_cut_off_is_no_module() {
        assert_eq!(stripped(b"\0asm\x01\0\0\0\x01\x05\0"), None);
        assert_eq!(stripped(b"\0asm"), None);
    }
}
