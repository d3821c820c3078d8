//! Looking after a desk: copies of it and the way back, the proof that its history is whole, and one look
//! at everything that could be wrong.

mod backup;
mod chain;
mod check;
mod doctor;
mod manifest;
mod restore;

pub use backup::back_up;
pub use chain::{ChainReport, walk_chain};
pub use check::{Check, Level, worst};
pub use doctor::examine;
pub use manifest::{Manifest, manifest_of};
pub use restore::{bring_back, verify};

/// Why a desk could not be copied or brought back.
#[derive(Debug, thiserror::Error)]
pub enum KeepingError {
    #[error("{0} is there already; nothing is ever overwritten. Choose another name")]
    Exists(String),
    #[error(
        "{0} is there: another backup to this name is running, or one died. If none is running, delete it"
    )]
    Unfinished(String),
    #[error("{path}: {source}")]
    File { path: String, source: std::io::Error },
    #[error("{path} is no list of what a backup holds: {source}")]
    Manifest { path: String, source: serde_json::Error },
    #[error("the backup is not whole; nothing was restored")]
    NotWhole(Vec<Check>),
    #[error(transparent)]
    Store(#[from] desk_store::StoreError),
}

impl KeepingError {
    fn file(path: &std::path::Path, source: std::io::Error) -> Self {
        Self::File { path: path.display().to_string(), source }
    }
}
