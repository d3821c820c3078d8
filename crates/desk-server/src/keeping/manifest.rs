//! What a backup holds, in a file beside it.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use desk_domain::Timestamp;
use desk_store::{Inventory, TakenAt};
use serde::{Deserialize, Serialize};

use super::KeepingError;

/// The list of a backup. `FILE.json` beside `FILE`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Manifest {
    /// The program that made it.
    pub program: String,
    /// Not later than the moment that the backup shows.
    pub taken_at: Timestamp,
    pub bytes: u64,
    /// Lower-case hex, as `sha256sum` tells it.
    pub sha256: String,
    #[serde(flatten)]
    pub inventory: Inventory,
}

impl Manifest {
    /// # Errors
    /// When there is none beside `file`, or it cannot be read.
    pub fn beside(file: &Path) -> Result<Self, KeepingError> {
        let path = manifest_of(file);
        let text = fs::read_to_string(&path).map_err(|error| KeepingError::file(&path, error))?;
        serde_json::from_str(&text)
            .map_err(|source| KeepingError::Manifest { path: path.display().to_string(), source })
    }

    pub(super) fn taken(&self) -> TakenAt {
        TakenAt { at: self.taken_at, audit: self.inventory.audit.clone() }
    }
}

/// Where the list of a backup is.
#[must_use]
pub fn manifest_of(file: &Path) -> PathBuf {
    beside(file, ".json")
}

/// The same path with something behind its name.
pub(super) fn beside(file: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(file);
    name.push(suffix);
    PathBuf::from(name)
}
