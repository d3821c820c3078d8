//! A backup: written under another name, forced to the disk, and only then what its name says.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

use desk_domain::Timestamp;
use desk_store::Store;

use super::manifest::{beside, manifest_of};
use super::{KeepingError, Manifest};
use crate::digest::sha256_of_file;

/// Copies the store into `file` while it goes on working, with the list of what is in it beside.
///
/// The list gets its name first: once `file` is there, all of it is.
///
/// # Errors
/// `Exists` where a file of that name or its list is there already. Whatever goes wrong, no file of that
/// name is left behind.
pub async fn back_up(
    store: &dyn Store,
    file: &Path,
    now: Timestamp,
) -> Result<Manifest, KeepingError> {
    let list = manifest_of(file);
    for taken in [file, &list] {
        if taken.exists() {
            return Err(KeepingError::Exists(taken.display().to_string()));
        }
    }
    let (part, list_part) = (beside(file, ".part"), beside(&list, ".part"));
    claim(&part)?;
    let made = write(store, &part, &list_part, now).await.and_then(|manifest| {
        let named = fs::rename(&list_part, &list).and_then(|()| fs::rename(&part, file));
        named
            .and_then(|()| sync_folder_of(file))
            .map_err(|error| KeepingError::file(file, error))?;
        Ok(manifest)
    });
    if made.is_err() {
        for leftover in [&part, &list_part] {
            // Not there, when it went wrong before.
            let _ = fs::remove_file(leftover);
        }
    }
    made
}

/// Makes the file, for its owner only: it holds names and phone numbers. Whoever makes it has the name.
fn claim(part: &Path) -> Result<(), KeepingError> {
    private().create_new(true).open(part).map(drop).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => KeepingError::Unfinished(part.display().to_string()),
        _ => KeepingError::file(part, error),
    })
}

async fn write(
    store: &dyn Store,
    part: &Path,
    list_part: &Path,
    now: Timestamp,
) -> Result<Manifest, KeepingError> {
    let inventory = store.copy_into(part).await?;
    let failed = |error| KeepingError::file(part, error);
    File::open(part).and_then(|copy| copy.sync_all()).map_err(failed)?;
    let manifest = Manifest {
        program: env!("CARGO_PKG_VERSION").to_owned(),
        taken_at: now,
        bytes: fs::metadata(part).map_err(failed)?.len(),
        sha256: sha256_of_file(part).map_err(failed)?,
        inventory,
    };
    let text = serde_json::to_string_pretty(&manifest).expect("a list has only text and numbers");
    let mut list = private().create(true).truncate(true).open(list_part).map_err(failed)?;
    list.write_all(text.as_bytes()).and_then(|()| list.sync_all()).map_err(failed)?;
    Ok(manifest)
}

fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// A new name is on the disk when its folder is.
fn sync_folder_of(file: &Path) -> io::Result<()> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    if cfg!(unix) { File::open(folder.unwrap_or(Path::new(".")))?.sync_all() } else { Ok(()) }
}
