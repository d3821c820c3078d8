//! What inputs are made of: the documents that the adapters are tested with, and others like them.

use std::fs;
use std::path::Path;

/// Documents written after the vendors' own descriptions, beside the tests of the adapters.
const DOCUMENTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../desk-gateway/tests/documents");

/// Every document below a folder of [`DOCUMENTS`], in the order of their names.
pub(crate) fn documents(folder: &str) -> Vec<Vec<u8>> {
    let mut documents = Vec::new();
    collect(&Path::new(DOCUMENTS).join(folder), &mut documents);
    assert!(!documents.is_empty(), "no documents in {folder}");
    documents
}

fn collect(folder: &Path, documents: &mut Vec<Vec<u8>>) {
    let entries = fs::read_dir(folder).expect("the repository has its documents");
    let mut paths: Vec<_> =
        entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect(&path, documents);
        } else {
            documents.push(fs::read(path).expect("a document can be read"));
        }
    }
}

/// Texts as inputs.
pub(crate) fn texts(texts: &[&str]) -> Vec<Vec<u8>> {
    texts.iter().map(|text| text.as_bytes().to_vec()).collect()
}
